import { provedBy, provedByCommand, type ShowItem } from './item.ts'

const whole = (output: string): string => `\n${output.trim()}\n`

/** One kind of lab is in npm test; these take minutes. */
const WORKBENCHES = ['claims/claims', 'code/code', 'code/full-python', 'groups/groups', 'images/images', 'messages/messages', 'numbers/columns', 'numbers/numbers', 'policies/policies', 'policies/program', 'ranking/ranking', 'series/series'].map((name) => `src/features/labs/tasks/${name}.browser.long.test.ts`)

/** Every lab but uva-vino and pesca-mar, which the shows of the issues that brought them check in CI. */
const CHECKED_BY_HAND = ['bodega-demanda', 'textil-prendas', 'textil-defectos', 'cafe-taza', 'mina-bomba', 'puerto-atraque', 'tren-intervalos', 'energia-solar', 'estado-mensajes', 'python-digitos', 'clientes-segmentos', 'prensa-afirmaciones']
const lines = (output: string): string => output.trim().split('\n').at(-1) ?? ''

/** Issue 5, "What must be shown", of it what takes hours or measures times only where somebody asks for it. */
export const items: readonly ShowItem[] = [
  provedBy('each lab passes a look at its check: baseline and starter fail, reference passes, right and wrong approaches, bytes, cost (1 to 3 learners; npm run labs -- check: 500)', ['src/features/labs/every-lab.long.test.ts'], 14),
  provedBy('the reference of each lab has one digest in Node, Chromium and Firefox', ['test/engine/every-lab.browser.long.test.ts'], 2),
  provedBy('1,000 forged, mutated, copied hand-ins gain nothing; the next honest one is graded as before', ['test/forged.long.test.ts'], 1),
  provedBy('policies in JavaScript that loop, eat memory, pollute prototypes, import, escape, answer what is no number, keep what they saw', ['src/features/labs/tasks/policies/program-attacks.long.test.ts'], 28),
  provedBy('code that reads files, network, environment, forks, eats memory, loops, prints, attacks the grader’s JSON', ['src/features/labs/sandbox/sandbox.long.test.ts'], 40),
  provedBy('hidden data sealed before the first grade, told after the last, recomputed by anybody; grades rechecked every night', ['src/features/labs/secret'], 7),
  provedBy('digests of every block and simulated world equal in Node, Chromium, Firefox; the SIMD kernel equals the plain path', ['test/engine/same-bits.browser.test.ts'], 3),
  provedBy('the engine against scikit-learn, statsmodels, mpmath, numpy, published vectors; simulators: baseline, reference over seeds and rotations, ceiling', ['src/engine'], 150),
  provedBy('the workbench of each kind of lab in headless Chromium', ['src/features/labs/tasks/classes/classes.browser.test.ts', ...WORKBENCHES], 40),
  // Together they take hours: docs/labs/checks holds what they said last.
  ...CHECKED_BY_HAND.map((id) => provedByCommand(`npm run labs -- check labs/${id}, 500 simulated learners`, 'every line passes', ['scripts/run.mjs', 'scripts/labs.ts', 'check', `labs/${id}`], lines, true)),
  provedByCommand('npm run bench -- labs: the engine beside TensorFlow.js and mljs, grades a minute, first model on a cold phone', 'every line', ['scripts/run.mjs', 'bench/main.ts', 'labs'], whole, true),
  provedByCommand('npm run lab-table: docs/labs/README.md, seconds at 1x and 4x beside TensorFlow.js; the digest of Node in Chromium', 'every digest the same', ['scripts/run.mjs', 'scripts/lab-table.ts'], whole, true),
]
