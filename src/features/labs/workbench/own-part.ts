import { say } from '../../../lib/text.ts'
import { measured } from '../figures.ts'
import type { ClassDesk } from '../tasks/classes/plug.tsx'
import type { NumberDesk } from '../tasks/numbers/plug.tsx'
import type { OwnShape } from './own-table.ts'
import type { AnyDesk } from './plug.ts'
import { BENCH } from './words.ts'

/** What a lab asks of a row of somebody's own table. */
export interface OwnPart extends OwnShape {
  /** Rows for the template, the answer last. */
  readonly examples: readonly (readonly (number | string)[])[]
  /** An answer as people read it. */
  readonly say: (answer: number) => string
}

/** Of the tasks on tables; null for others. Here and not in their plugs: only who asks for it loads it. */
export function ownPartOf(desk: AnyDesk): OwnPart | null {
  // A desk is its task's own.
  if (desk.view.task === 'numbers') return ofNumbers(desk as NumberDesk)
  return desk.view.task === 'classes' ? ofClasses(desk as ClassDesk) : null
}

function ofNumbers({ view, table, places }: NumberDesk): OwnPart {
  return {
    columns: view.columns, target: { name: view.target.name }, say: (v) => measured(v, view.target.unit, view.lang),
    examples: examplesOf(table, places, (p) => table.targets[p]!),
  }
}

function ofClasses({ view, table, places }: ClassDesk): OwnPart {
  return {
    columns: view.columns, target: { name: say(BENCH.kind, view.lang), classes: view.classes }, say: (v) => view.classes[v] ?? '',
    examples: examplesOf(table, places, (p) => view.classes[table.labels[p]!]!),
  }
}

function examplesOf({ columns, values }: { columns: readonly string[]; values: Float64Array }, places: Int32Array, answer: (place: number) => number | string): (number | string)[][] {
  return Array.from(places.subarray(0, 2), (p) => [...values.subarray(p * columns.length, (p + 1) * columns.length), answer(p)])
}
