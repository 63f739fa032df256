import { hiddenFiles } from '../../engine/simulators.ts'
import { kindOf } from './kinds.ts'
import type { HiddenSet, Lab } from './lab.ts'
import { checkSeed } from './load.ts'
import { taskOf } from './tasks.ts'

/** The same lab with other hidden data, once for each number; none where there is no other data. */
export function rotated(lab: Lab, numbers: readonly number[]): Lab[] {
  if (lab.data.hidden.file === 'simulated') return numbers.map((i) => withHidden(lab, hiddenFiles(lab.id, checkSeed(i))))
  const task = taskOf(lab)
  return numbers.flatMap((i) => task.rotated?.(lab, i) ?? [])
}

function withHidden(lab: Lab, files: readonly [Uint8Array, Uint8Array]): Lab {
  const read = (bytes: Uint8Array): HiddenSet<unknown> => (
    { bytes: Buffer.from(bytes), data: kindOf(lab.task).readHidden(bytes, taskOf(lab).settings(lab), lab.open) })
  return { ...lab, hidden: read(files[0]), second: read(files[1]) }
}
