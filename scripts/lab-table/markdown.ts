import type { Facts } from './facts.ts'

export interface Row {
  readonly facts: Facts
  /** Milliseconds at 1x and 4x, null where the engine does not train (programs); and the calibration loop beside each. */
  readonly ours: readonly [number, number] | null
  readonly loops: readonly [number, number]
  /** The digests of Node and of Chromium at 1x and 4x are equal. */
  readonly sameBits: boolean
  /** What TensorFlow.js was given, its milliseconds (null: passed the limit) and its figure; null: it has no model for the task. */
  readonly peer: { readonly says: string; readonly ms: readonly [number | null, number | null]; readonly figure: string | null } | null
}

export interface Made {
  /** YYYY-MM-DD. */
  readonly day: string
  readonly node: string
  readonly chromium: string
  readonly tfjs: string
  readonly load: number
  readonly limitMs: number
}

/** docs/labs/README.md: written by a script, by nobody else. */
export function markdown(rows: readonly Row[], made: Made): string {
  const link = ({ facts: { id } }: Row): string => `[${id}](../../labs/${id}/lab.yaml)`
  return `# The labs, measured

<!-- Written by \`npm run lab-table\`; change the script, not this file. -->

Every figure was measured in one run: ${made.day}, Node ${made.node}, Chromium ${made.chromium}, load of the machine ${made.load.toFixed(1)}. Higher is better for
accuracy, macro-f1, average-precision and adjusted-rand, lower for mae, rmse and cost. All figures are on the hidden rows, which no learner sees.

## What is learnt, and what passes

${table(['lab', 'data, licence', 'public / hidden', 'measure', 'baseline', 'reference, learners 1 to 5', 'ceiling', 'skill of the worst reference', 'passes with'], rows.map((row) => {
    const f = row.facts
    const [worst, best] = f.reference
    return [link(row), `[${f.licence}](${f.url})`, `${f.rows.open} / ${f.rows.hidden} ${f.rows.name}`, f.metric, f.baseline, worst === best ? worst : `${worst} to ${best}`, f.ceiling ?? '', f.skill.toFixed(3), f.pass]
  }))}

The skill is the part of the way from the baseline to the best there can be. Where a simulator makes the data, the ceiling is what its own answers without noise
reach: nobody can do better. docs/labs/\\<lab\\>.md tells how each line was drawn.

## Bytes, seconds, and the same task in TensorFlow.js ${made.tfjs}

${table(['lab', 'data KB', 'scripts KB', 's at 1x', 's at 4x', 'loop at 4x', 'same bits', 'in TensorFlow.js', 's at 1x', 's at 4x', 'its figure'], rows.map((row) => [
    link(row), kb(row.facts.bytes.data), kb(row.facts.bytes.scripts),
    ...(row.ours ? [seconds(row.ours[0]), seconds(row.ours[1]), `${(row.loops[1] / row.loops[0]).toFixed(1)}x`, row.sameBits ? 'yes' : '**NO**'] : ['', '', '', 'a program']),
    ...(row.peer ? [row.peer.says, ...row.peer.ms.map((ms) => (ms === null ? `> ${made.limitMs / 1000}` : seconds(ms))), row.peer.figure ?? ''] : ['has no model for it', '', '', '']),
  ]))}

KB are brotli: the public data, and the workbench's scripts with the engine and the worker. Seconds are one training of the reference on the page's main thread of
Chromium, in a fresh page: CPU throttling does not reach workers. The loop of arithmetic beside it says how strong the throttling was. TensorFlow.js trains on the
cpu backend, on the rows of learner 1, standardised: its softmax where classes are asked for, a dense net where a number is, the same convolutions where photos are.
Trees, neighbours, series with seasons, groups, texts, programs and policies it has not. "Same bits": Node and Chromium found the same digest.
`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function kb(bytes: number): string {
  return (bytes / 1024).toFixed(1)
}

function seconds(ms: number): string {
  return ms < 100 ? (ms / 1000).toFixed(3) : (ms / 1000).toFixed(2)
}
