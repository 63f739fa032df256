import { hex, sha256 } from '../../../../engine/sha256.ts'
import { readTable, type Table } from '../../../../engine/table.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'
import type { CodeData, CodeSettings } from './rows.ts'

/** Reads and measures only: a learner's program runs in the sandbox or in her own browser, never in a process of ours. */
export const codeKind: Kind<CodeSettings, CodeData, Table, never> = {
  metric: () => 'accuracy',
  readPublic: (bytes, settings) => ({ ...settings, table: wholeNumbers(readTable(textOf(bytes), settings.classes)), hash: hex(sha256(bytes)) }),
  readHidden: (bytes, { classes }) => wholeNumbers(readTable(textOf(bytes), classes)),
  sizeOf: ({ labels }) => labels.length,
  train: () => { throw new Error('a program is not trained by the engine') },
  answers: () => { throw new Error('a program is not asked by the engine') },
  value: (answers, { labels }, places) => {
    const all = places ?? labels.map((_, place) => place)
    let right = 0
    for (const place of all) if (answers[place] === labels[place]) right += 1
    return right / all.length
  },
}

/** Python is given whole numbers: an Error names the row that has another. */
function wholeNumbers(table: Table): Table {
  const at = table.values.findIndex((v) => v !== Math.floor(v) || Math.abs(v) > 1e6)
  if (at >= 0) throw new Error(`line ${Math.floor(at / table.columns.length) + 2}: ${table.values[at]} is no whole number`)
  return table
}
