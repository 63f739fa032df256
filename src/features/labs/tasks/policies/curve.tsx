import type { JSX } from 'preact'
import { say, type Lang } from '../../../../lib/text.ts'
import { measured } from '../../figures.ts'
import { POLICY } from './words.ts'

const BOX = { width: 300, height: 110, left: 34, edge: 8 }

interface Props {
  readonly course: readonly number[]
  /** What is learnt by acting tells rewards, in their own unit, not costs of a week or a day. */
  readonly acts: boolean
  /** Cost of the starting point, where it is known in the same unit; a line across. */
  readonly start: number | null
  readonly unit: string
  readonly lang: Lang
}

/** The cost as it went while training; the smaller, the lower. */
export function Curve({ course, acts, start, unit, lang }: Props): JSX.Element | null {
  if (course.length < 2) return null
  const all = start === null ? course : [...course, start]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const y = (cost: number): number => BOX.edge + ((most - cost) / (most - least || 1)) * (BOX.height - 2 * BOX.edge)
  const x = (i: number): number => BOX.left + (i / (course.length - 1)) * (BOX.width - BOX.left - BOX.edge)
  const told = (cost: number): string => (acts ? cost.toFixed(0) : measured(cost, unit, lang))
  return (
    <figure class="lab-scene">
      <figcaption>{say(POLICY.course, lang)}</figcaption>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img"
        aria-label={say(POLICY.courseAlt, lang, { from: told(course[0]!), to: told(course.at(-1)!) })}>
        {[least, most].map((cost) => <text x={BOX.left - 4} y={y(cost) + 4} text-anchor="end">{Math.round(cost)}</text>)}
        {start !== null && <line class="goal-line" x1={BOX.left} x2={BOX.width} y1={y(start)} y2={y(start)} />}
        <path class="lab-mean" d={course.map((cost, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(cost).toFixed(1)}`).join('')} />
      </svg>
      <p class="quiet-text">{say(acts ? POLICY.courseActs : start === null ? POLICY.courseSoFar : POLICY.courseSearch, lang)}</p>
    </figure>
  )
}
