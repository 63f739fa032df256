import { command, provedBy, provedByCommand, type ShowItem } from './item.ts'

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? ''
const passed = (output: string): string => /(\d+ passed, \d+ failed)/.exec(lastLine(output))?.[1] ?? lastLine(output)

/** Issue 2, "What must be shown", in its order. */
export const items: readonly ShowItem[] = [
  provedBy('the journey in headless Chromium against npm start; axe in both languages; 320 px', ['test/journey/journey.browser.long.test.ts'], 3),
  provedBy('the twelve histories through the commands; two claims of one document', ['test/histories-by-command.long.test.ts'], 13),
  provedBy('refused at /xapi: every act verb, another\'s statement, a changed statement under an old id', ['test/xapi.test.ts'], 12),
  provedBy('refused: forged score, recipe of another person, unknown blocks, absurd sizes; a wrong digest is graded and flagged', ['src/features/labs/labs.test.ts', 'src/features/labs/recipe.test.ts'], 10),
  provedBy('refused: answers of another draw', ['src/features/quizzes/quizzes.test.ts'], 5),
  provedBy('refused: a certificate altered by one character, own proposal approved, approved by who graded', ['src/features/credentials/verify.test.ts', 'src/features/credentials/refusals.test.ts'], 10),
  provedBy('refused: another person\'s page', ['test/anothers-page.test.ts'], 5),
  provedBy('recount.sql equals evaluator, numberAt and live number on the histories and 3,000 random ones, both rules', ['src/features/programmes/recount.long.test.ts', 'src/features/programmes/recount.test.ts', 'src/features/programmes/recount-alone.test.ts', 'src/features/programmes/evaluate.test.ts'], 20),
  provedBy('backup, wipe, restore: same N, positions, digests', ['scripts/backup/backup.test.ts'], 3),
  provedBy('rebuild equals live', ['test/rebuild.test.ts'], 14),
  provedBy('kill -9 of server and database in the middle of 1,000 submissions, ten times', ['test/kill.long.test.ts'], 1),
  provedBy('two web processes, 64 people at once on the last place: one gets it', ['src/features/cohorts/cohorts.test.ts'], 3),
  provedBy('engine: digests in Node and Chromium for every block, scikit-learn references', ['src/engine', 'src/features/labs/tasks/classes/classes.browser.test.ts'], 20),
  provedByCommand('npm run labs -- check labs/uva-vino, 500 simulated learners', 'every line passes', ['scripts/run.mjs', 'scripts/labs.ts', 'check', 'labs/uva-vino'], passed),
  provedBy('without JavaScript everything but the workbench works; strict CSP', ['test/no-javascript.browser.test.ts', 'test/strict-policy.test.ts'], 3),
  provedBy('rights matrix: every route by every role', ['test/rights.test.ts'], 100),
  provedBy('bad input, each with text, field and status; clocks three days wrong', ['test/bad-input.test.ts', 'test/large-body.test.ts', 'test/clock.test.ts', 'test/device-clock.browser.test.ts'], 20),
  provedBy('a full disk refuses in words and recovers', ['test/full-disk.long.test.ts'], 1),
  provedBy('every command twice, at once, by the wrong person', ['test/commands.test.ts'], 40),
  { ...provedBy('every command with a restart in the middle and with 5,000 rows (test:long)', ['test/commands.long.test.ts'], 40), bench: true },
  {
    item: 'benchmarks', target: 'every ratio and budget of npm run bench', bench: true,
    run: async () => {
      const { output, code } = await command(['scripts/run.mjs', 'bench/main.ts'])
      return { figure: `\n${output.trim()}\n`, met: code === 0 }
    },
  },
]
