import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Figure, whole, type Twin } from './figure.tsx'
import { WORDS } from './words.ts'

/** What is drawn of one row of a table: some counts on one scale. `value` null: nobody said it, and no bar is drawn. */
export interface BarGroup { readonly name: string; readonly bars: readonly { readonly name: string; readonly value: number | null }[] }

const [WIDTH, HEAD, LINE, LABEL, BAR] = [360, 26, 22, 116, 12]
/** As far as a bar may go, so that its number fits beside it. */
const LONGEST = 180

/** Counts of some groups beside one another. Each bar carries its own name and number: nobody has to tell colours apart. */
export function Bars({ id, title, groups, twin, note, lang }: {
  id: string; title: string; groups: readonly BarGroup[]; twin: Twin; note?: string; lang: Lang
}): JSX.Element {
  if (groups.length === 0) return <p>{say(WORDS.noCohorts, lang)}</p>
  const most = Math.max(1, ...groups.flatMap((g) => g.bars.map((b) => b.value ?? 0)))
  const shown = (value: number | null): string => (value === null ? '–' : whole(value, lang))
  const text = groups.slice(0, 6).map((g) => `${g.name}: ${g.bars.map((b) => `${b.name} ${shown(b.value)}`).join(', ')}`).join('; ')
  let top = 0
  const placed = groups.map((group) => {
    const y = top
    top += HEAD + group.bars.length * LINE + 6
    return { group, y }
  })
  return (
    <Figure id={id} title={title} text={text} twin={twin} {...(note === undefined ? {} : { note })}>
      <svg viewBox={`0 0 ${WIDTH} ${top}`} aria-hidden="true">
        {placed.map(({ group, y }) => (
          <g>
            <text class="chart-value" x="0" y={y + 16}>{group.name}</text>
            {group.bars.map(({ name, value }, i) => {
              const long = value === null || value === 0 ? 0 : Math.max(3, Math.round((value / most) * LONGEST))
              return (
                <g>
                  <text class="chart-label" x="0" y={y + HEAD + i * LINE + 11}>{name}</text>
                  {long > 0 && <rect class="chart-bar" x={LABEL} y={y + HEAD + i * LINE} width={long} height={BAR} />}
                  <text class="chart-label" x={LABEL + long + 6} y={y + HEAD + i * LINE + 11}>{shown(value)}</text>
                </g>
              )
            })}
          </g>
        ))}
      </svg>
    </Figure>
  )
}
