import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Figure, roundUp, whole } from './figure.tsx'
import { WORDS } from './words.ts'

export interface LinePoint {
  /** Calendar day, YYYY-MM-DD. */
  readonly day: string
  readonly value: number
}

export interface LineProps {
  readonly id: string
  readonly title: string
  readonly points: readonly LinePoint[]
  readonly target: number
  /** The day by which the target is due; null: nobody has said, and no pace can be asked for. */
  readonly due: string | null
  readonly lang: Lang
}

// The drawing is 360 units wide: on the narrowest phone a unit is a pixel, and its smallest letters are 11 pixels.
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [360, 220, 46, 24, 12]

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** What was reached, month by month, against the pace that the target asks for from the first point on. */
export function LineChart({ id, title, points, target, due, lang }: LineProps): JSX.Element {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return <p>{say(WORDS.noPoints, lang)}</p>
  const paced = due !== null && due > first.day ? due : null
  const [from, to] = [dayNumber(first.day), Math.max(dayNumber(paced ?? last.day), dayNumber(last.day), dayNumber(first.day) + 1)]
  const top = roundUp(Math.max(paced ? target : 0, 1, ...points.map((p) => p.value)))
  const x = (day: string): number => Math.round(LEFT + ((dayNumber(day) - from) / (to - from)) * (WIDTH - LEFT - 10))
  const y = (value: number): number => Math.round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP))
  const paceAt = (day: string): number => first.value + (target - first.value) * ((dayNumber(day) - from) / (dayNumber(paced ?? day) - from || 1))
  const text = say(paced ? WORDS.lineText : WORDS.lineTextNoPace, lang, {
    value: whole(last.value, lang), day: shortDay(last.day, lang), target: whole(target, lang), due: paced ? shortDay(paced, lang) : '', pace: whole(paceAt(last.day), lang),
  })
  const twin = {
    head: [say(WORDS.cut, lang), say(WORDS.reached, lang), ...(paced ? [say(WORDS.pace, lang)] : [])],
    rows: points.map((p) => [shortDay(p.day, lang), whole(p.value, lang), ...(paced ? [whole(paceAt(p.day), lang)] : [])]),
  }
  return (
    <Figure id={id} title={title} text={text} twin={twin} {...(paced ? {} : { note: say(WORDS.noPace, lang) })}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, top / 2, top].map((v) => (
          <g>
            <line class="chart-grid" x1={LEFT} x2={WIDTH - 8} y1={y(v)} y2={y(v)} />
            <text class="chart-label" x={LEFT - 5} y={y(v) + 4} text-anchor="end">{whole(v, lang)}</text>
          </g>
        ))}
        {paced && <line class="chart-pace" x1={x(first.day)} y1={y(first.value)} x2={x(paced)} y2={y(target)} />}
        <polyline class="chart-line" points={points.map((p) => `${x(p.day)},${y(p.value)}`).join(' ')} />
        {points.map((p) => <circle class="chart-dot" cx={x(p.day)} cy={y(p.value)} r="3.5" />)}
        <text class="chart-label" x={LEFT} y={HEIGHT - 6}>{shortDay(first.day, lang)}</text>
        <text class="chart-label" x={WIDTH - 8} y={HEIGHT - 6} text-anchor="end">{shortDay(paced && paced > last.day ? paced : last.day, lang)}</text>
      </svg>
    </Figure>
  )
}

function shortDay(day: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`))
}
