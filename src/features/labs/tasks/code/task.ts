import type { Table } from '../../../../engine/table.ts'
import { percentText } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import { formSentence, sandboxForm } from '../../sandbox/form.ts'
import type { Task } from '../../task.ts'
import { ownRowsText, rowsMatch } from '../tables.ts'
import type { CodeFamily, CodeLabContent } from './file.ts'
import { gradeCode } from './grade.ts'
import type { CodeData, CodeSettings } from './rows.ts'
import { codeView } from './view.ts'

export type CodeLab = CodeLabContent & Loaded<CodeData, Table>

/** A lab in which the learner writes the program. */
export const codeTask: Task<CodeLabContent, CodeLab, CodeFamily> = {
  settings: ({ data }): CodeSettings => ({ classes: data.classes.length, share: data.share, practice: data.practice }),
  compare: (file, report) => {
    const { public: open, share, practice, hidden } = file.data
    if (file.pass.right > hidden.rows) report('lab.yaml', 'pass.right: there are fewer hidden rows')
    if (practice > Math.floor(open.rows * (1 - share))) report('lab.yaml', 'data.practice: there are fewer rows that are not learnt from')
  },
  matches: ({ data, open, hidden }, report) => {
    for (const [expected, table] of [[data.public, open.table], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, table.labels.length, report)
      if (table.columns.length % data.picture.width !== 0) report(expected.file, `has ${table.columns.length} columns, no picture ${data.picture.width} wide`)
    }
  },
  wrongSteps: () => null,
  // Its bounds are of time and memory: the sandbox's.
  cost: () => 0,
  dearest: () => [],
  draw: () => { throw new Error('simulated learners of a code lab are twins') },
  shares: ({ data }, t) => ownRowsText(data, t),
  figure: (_, value) => percentText(value),
  ceiling: () => null,
  // 8 KB of source, of which JSON may write each character as two; and the frame.
  mostBytes: 17_408,
  grade: gradeCode,
  // Brought when asked for: it stands above the list of tasks, which this is in.
  check: async function* (lab, learners) {
    const { checkCode } = await import('./check.ts')
    yield* checkCode(lab, learners)
  },
  closed: async () => {
    const form = await sandboxForm()
    return form.kind === 'refused' ? formSentence(form) : null
  },
  view: codeView,
}
