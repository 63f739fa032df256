import { alarmStepsOf, ownAlarms, type AlarmData, type AlarmTable } from '../../src/engine/alarms.ts'
import { columnsAt, placesOf } from '../../src/engine/columns.ts'
import { imageStepsOf } from '../../src/engine/image-steps.ts'
import { ownPhotos, type PhotoData } from '../../src/engine/images.ts'
import { numberRows, ownNumbers, type NumberData, type NumberTable } from '../../src/engine/numbers.ts'
import { halved, photosAt, type Photos } from '../../src/engine/photos.ts'
import { numberStepsOf, stepsOf } from '../../src/engine/recipe.ts'
import { applyScaling, learnScaling } from '../../src/engine/scale.ts'
import { rowsOf, type Table } from '../../src/engine/table.ts'
import { ownRows, type PublicData } from '../../src/engine/train.ts'
import type { Lab } from '../../src/features/labs/index.ts'

/** A lab's task as TensorFlow.js is given it: the same rows learnt from, the same hidden rows asked. Plain data, so that it crosses to a page. */
export interface SameTask {
  readonly model: 'softmax' | 'dense' | 'convolution'
  /** What it is, for the table. */
  readonly says: string
  /** Values of a row; for photos rows, columns, 1. */
  readonly shape: readonly number[]
  /** 0: the target is a number. */
  readonly classes: number
  /** Where classes are asked for: the likeliest, or the chance of class 1. */
  readonly answer: 'class' | 'chance'
  readonly values: readonly number[]
  readonly targets: readonly number[]
  readonly asked: readonly number[]
  readonly hidden: readonly number[]
  readonly layers: readonly { readonly window: number; readonly filters: number }[]
  readonly knobs: { readonly epochs: number; readonly rate: number; readonly batch: number }
  /** A number answered is value × width + offset. */
  readonly offset: number
  readonly width: number
}

/** Passes and sizes where the reference is a model that TensorFlow.js has not (trees, neighbours). */
const SOFTMAX = { epochs: 200, rate: 0.1, batch: 16 }
const DENSE = { epochs: 40, rate: 0.003, batch: 32 }

/** Null: it has no model for such a task. What a lab of a task holds was read by that task's own kind. */
export function sameTask(lab: Lab, seed: string): SameTask | null {
  const task: string = lab.task
  if (task === 'classes') return ofClasses(lab, lab.open as PublicData, lab.hidden.data as Table, seed)
  if (task === 'numbers') return ofNumbers(lab, lab.open as NumberData, lab.hidden.data as NumberTable, seed)
  if (task === 'ranking') return ofAlarms(lab, lab.open as AlarmData, lab.hidden.data as AlarmTable, seed)
  return task === 'images' ? ofPhotos(lab, lab.open as PhotoData, lab.hidden.data as Photos, seed) : null
}

function ofClasses(lab: Lab, open: PublicData, hidden: Table, seed: string): SameTask {
  const learnt = rowsOf(open.table, ownRows(open, seed).taken)
  const scaling = learnScaling('standard', learnt)
  const { method } = stepsOf(lab.reference)
  const knobs = method.block === 'softmax' ? method : SOFTMAX
  return {
    ...NOTHING, model: 'softmax', says: `softmax, ${knobs.epochs} passes, batch ${knobs.batch}`, shape: [learnt.columns.length], classes: learnt.classes,
    values: [...applyScaling(scaling, learnt.values)], targets: [...learnt.labels], asked: [...applyScaling(scaling, hidden.values)], hidden: [...hidden.labels],
    knobs: { epochs: knobs.epochs, rate: knobs.rate, batch: knobs.batch },
  }
}

function ofAlarms(lab: Lab, open: AlarmData, hidden: AlarmTable, seed: string): SameTask | null {
  const { columns, method } = alarmStepsOf(lab.reference)
  if (method.block !== 'softmax') return null
  const places = placesOf(open.table.columns, columns)
  const chosen = (table: Table): Table => ({ ...table, columns: Array.from(places, (c) => table.columns[c]!), values: columnsAt(table.values, table.columns.length, places) })
  const learnt = chosen(rowsOf(open.table, ownAlarms(open, seed).taken))
  const scaling = learnScaling('standard', learnt)
  const { epochs, rate, batch } = method
  return {
    ...NOTHING, model: 'softmax', says: `softmax, ${epochs} passes, batch ${batch}`, shape: [places.length], classes: 2, answer: 'chance',
    values: [...applyScaling(scaling, learnt.values)], targets: [...learnt.labels], asked: [...applyScaling(scaling, chosen(hidden).values)], hidden: [...hidden.labels],
    knobs: { epochs, rate, batch },
  }
}

function ofNumbers(lab: Lab, open: NumberData, hidden: NumberTable, seed: string): SameTask {
  const { columns } = numberStepsOf(lab.reference)
  const names = columns ?? open.table.columns
  const learnt = only(numberRows(open.table, ownNumbers(open, seed).taken), names)
  const asked = only(hidden, names)
  const scaling = learnScaling('standard', learnt)
  const target = learnScaling('standard', { columns: [learnt.target], values: learnt.targets })
  return {
    ...NOTHING, model: 'dense', says: `dense net 32-16, ${DENSE.epochs} passes, batch ${DENSE.batch}, Adam`, shape: [names.length], classes: 0,
    values: [...applyScaling(scaling, learnt.values)], targets: [...applyScaling(target, learnt.targets)], asked: [...applyScaling(scaling, asked.values)], hidden: [...hidden.targets],
    knobs: DENSE, offset: target.offset[0]!, width: target.width[0]!,
  }
}

function ofPhotos(lab: Lab, open: PhotoData, hidden: Photos, seed: string): SameTask | null {
  const { method } = imageStepsOf(lab.reference)
  if (method.block !== 'network') return null
  const learnt = photosAt(open.photos, ownPhotos(open, seed).taken)
  const pixels = ({ images, rows, columns }: Photos): number[] => Array.from(open.halve ? halved(images, rows, columns) : images, (p) => p / 255)
  const half = open.halve ? 2 : 1
  const { epochs, rate, batch, window, filters, second } = method
  return {
    ...NOTHING, model: 'convolution', says: `the same net without flips, ${epochs} passes, batch ${batch}, Adam`, shape: [Math.floor(learnt.rows / half), Math.floor(learnt.columns / half), 1], classes: learnt.classes,
    values: pixels(learnt), targets: [...learnt.labels], asked: pixels(hidden), hidden: [...hidden.labels],
    layers: [{ window, filters }, ...(second > 0 ? [{ window: 3, filters: second }] : [])], knobs: { epochs, rate, batch },
  }
}

const NOTHING = { layers: [], offset: 0, width: 1, answer: 'class' } as const

/** The table with the columns of these names only. */
function only(table: NumberTable, names: readonly string[]): NumberTable {
  const places = names.map((name) => table.columns.indexOf(name))
  const values = Float64Array.from({ length: table.targets.length * names.length }, (_, i) => table.values[Math.floor(i / names.length) * table.columns.length + places[i % names.length]!]!)
  return { ...table, columns: names, values }
}
