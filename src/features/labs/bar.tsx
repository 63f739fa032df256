import type { JSX } from 'preact'

export interface Mark {
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  /** As people read it: "52 de 60". */
  readonly text: string
  readonly kind: 'base' | 'yours' | 'goal' | 'ceiling'
}

const WIDTH = 300
const ROW = 34

/** Starting point, yours, the goal and, where it is known, the best there can be on one scale: bars from the same zero, each with its words, and the goal as a line across. */
export function ScoreBar({ marks, title }: { marks: readonly Mark[]; title: string }): JSX.Element {
  const goal = marks.find((m) => m.kind === 'goal')
  const height = marks.length * ROW
  return (
    <figure class="lab-bar">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" focusable="false">
        {marks.map((m, i) => (
          <g>
            <rect x="0" y={i * ROW + 6} width={WIDTH} height={ROW - 12} class="track" rx="4" />
            <rect x="0" y={i * ROW + 6} width={Math.max(2, m.value * WIDTH)} height={ROW - 12} class={m.kind} rx="4" />
          </g>
        ))}
        {goal && <line x1={goal.value * WIDTH} x2={goal.value * WIDTH} y1="0" y2={height} class="goal-line" />}
      </svg>
      <ul class="plain">{marks.map((m) => <li><span class={`key ${m.kind}`} aria-hidden="true" />{m.label}: <strong>{m.text}</strong></li>)}</ul>
    </figure>
  )
}
