import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Figure, whole } from './figure.tsx'
import { WORDS } from './words.ts'

/** A department: INEI code of two digits. `value` null: hidden because it is small, or because it covers a small one. */
export interface Tile { readonly code: string; readonly short: string; readonly name: string; readonly value: number | null }

// Column and row of each department's tile (24 departments and Callao, as UBIGEO has them), roughly where it lies. Ours, by hand.
const PLACE: Readonly<Record<string, readonly [number, number]>> = {
  '24': [0, 0], '01': [2, 0], '16': [3, 0], '20': [0, 1], '06': [1, 1], '22': [2, 1], '14': [0, 2], '13': [1, 2], '10': [2, 2],
  '02': [1, 3], '19': [2, 3], '25': [3, 3], '07': [0, 4], '15': [1, 4], '12': [2, 4], '11': [1, 5], '09': [2, 5], '08': [3, 5], '17': [4, 5],
  '05': [2, 6], '03': [3, 6], '21': [4, 6], '04': [3, 7], '18': [4, 7], '23': [4, 8],
}
const [TILE, TALL, GAP] = [68, 44, 4]

/** Each department one tile of one size: Lima's area says nothing of its people. Darker is more; hidden ones are hatched. */
export function TileMap({ id, title, tiles, lang, note }: { id: string; title: string; tiles: readonly Tile[]; lang: Lang; note?: string }): JSX.Element {
  const most = Math.max(0, ...tiles.map((t) => t.value ?? 0))
  const placed = tiles.filter((t) => PLACE[t.code])
  const shown = (t: Tile): string => (t.value === null ? say(WORDS.hidden, lang) : whole(t.value, lang))
  const seen = [...placed].filter((t) => t.value !== null).sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const text = say(WORDS.mapText, lang, {
    most: seen[0] ? `${seen[0].name}: ${shown(seen[0])}` : '–', shown: seen.length, hidden: placed.length - seen.length,
  })
  return (
    <Figure id={id} title={title} text={text} {...(note ? { note } : {})}
      twin={{ head: [say(WORDS.department, lang), say(WORDS.persons, lang)], rows: tiles.map((t) => [t.name, shown(t)]) }}>
      <svg viewBox={`0 0 ${5 * (TILE + GAP)} ${9 * (TALL + GAP)}`} aria-hidden="true">
        {placed.map((t) => {
          const [column, line] = PLACE[t.code]!
          const [x, y] = [column * (TILE + GAP), line * (TALL + GAP)]
          const shade = shadeOf(t.value, most)
          return (
            <g class={`tile-${shade}`}>
              <rect x={x} y={y} width={TILE} height={TALL} rx="4" />
              {t.value === null && <line class="tile-cross" x1={x + 6} y1={y + TALL - 6} x2={x + TILE - 6} y2={y + 6} />}
              <text class="chart-label" x={x + 6} y={y + 16}>{t.short}</text>
              {t.value !== null && <text class="chart-value" x={x + TILE - 6} y={y + 36} text-anchor="end">{whole(t.value, lang)}</text>}
            </g>
          )
        })}
      </svg>
    </Figure>
  )
}

/** 0 to 4 by share of the largest; 'hidden' otherwise. */
export function shadeOf(value: number | null, most: number): string {
  if (value === null) return 'hidden'
  if (value <= 0 || most <= 0) return '0'
  return String(Math.min(4, Math.max(1, Math.ceil((value / most) * 4))))
}
