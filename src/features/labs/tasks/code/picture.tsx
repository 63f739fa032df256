import type { JSX } from 'preact'
import type { Table } from '../../../../engine/table.ts'
import type { CodeView } from './view.ts'

/** A row of the table as the picture it is. */
export function Picture({ view, table, place, label }: { view: CodeView; table: Table; place: number; label: string }): JSX.Element {
  const { width, black } = view.picture
  const row = pointsOf(table, place)
  return (
    <svg class="lab-digit" viewBox={`0 0 ${width} ${row.length / width}`} role="img" aria-label={label} shape-rendering="crispEdges">
      {row.map((v, i) => (v > 0 ? <rect x={i % width} y={Math.floor(i / width)} width="1" height="1" fill-opacity={(v / black).toFixed(2)} /> : null))}
    </svg>
  )
}

export function pointsOf({ values, columns }: Table, place: number): number[] {
  return Array.from(values.subarray(place * columns.length, (place + 1) * columns.length))
}
