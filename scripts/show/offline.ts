import { audioItem } from '../audio/item.ts'
import { command, provedBy, provedByCommand, type ShowItem } from './item.ts'

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? ''
const passed = (output: string): string => /(\d+ passed, \d+ failed)/.exec(lastLine(output))?.[1] ?? lastLine(output)

/** Issue 3, "What must be shown", in its order; then the parts of "What to build" that it does not name. */
export const items: readonly ShowItem[] = [
  provedBy('network cut, a server that dies, late, half, 500, twice; app killed, clock three days wrong, two people on one phone: all arrives once, under the right name, in order', [
    'test/offline/unit.browser.test.ts', 'test/offline/journey.browser.long.test.ts', 'test/offline/dies.browser.long.test.ts',
    'src/features/quizzes/sealed.browser.test.ts', 'src/features/phones',
  ], 18),
  provedBy('200 random schedules of such faults', ['test/offline/schedules.browser.long.test.ts'], 1),
  provedBy('storage wiped: what was acknowledged is on the server, what was not is named, the file brings it back', ['test/offline/wiped.browser.long.test.ts'], 3),
  provedBy('lesson and shell budgets, kept in CI', ['test/budgets.browser.test.ts'], 5),
  provedByCommand('an old phone: 4x CPU (main thread), 400 kbit/s, 400 ms; a week of learning in MB', 'every target of the table', ['scripts/run.mjs', 'scripts/old-phone.ts'], (output) => `\n${output.trim()}\n`, true),
  provedBy('attendance of 28 by keyboard and by touch: actions, seconds; offline, late, manual, QR, clock wrong', ['src/features/attendance'], 20),
  {
    item: 'npm run bench -- offline: 10,000 items from 200 phones', target: 'errors 0, ratio to the plain append', bench: true,
    run: async () => {
      const { output, code } = await command(['scripts/run.mjs', 'bench/main.ts', 'offline'])
      return { figure: `\n${output.trim()}\n`, met: code === 0 }
    },
  },
  provedBy('ten moments at 360 px, made by a script (docs/pictures/offline)', ['test/offline/pictures.browser.long.test.ts'], 1),
  provedBy('axe and 320 px on every page of a phone, in both languages', ['test/offline/looks.browser.long.test.ts'], 1),
  provedBy('no personal data in any cache; a new version loses no work; hand-over by file and QR', ['test/offline/caches.browser.long.test.ts', 'test/offline/update.browser.long.test.ts', 'test/offline/hand-over.browser.long.test.ts'], 3),
  provedBy('https by own certificate, behind a proxy, on plain http', ['src/lib/tls.test.ts', 'src/web/connection.test.ts', 'src/web/connection.browser.test.ts'], 8),
  provedByCommand('npm run labs -- check labs/pesca-mar, 500 simulated learners', 'every line passes', ['scripts/run.mjs', 'scripts/labs.ts', 'check', 'labs/pesca-mar'], passed),
  provedBy('paper: tagged PDF, names as values, QR read back from pixels', ['src/web/paper.test.ts', 'src/features/credentials/certificate-pdf.test.ts', 'src/features/attendance/sheet-pdf.test.ts'], 5),
  provedByCommand('readability of every text of every course', 'every file passes', ['scripts/run.mjs', 'scripts/readability.ts'], passed),
  provedBy('npm start -- --demo: every state, every department, marked on every page, never mixed', ['test/demo.test.ts'], 3),
  audioItem,
]
