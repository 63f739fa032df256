import type { JSX } from 'preact'

// Groups are told apart by shape and by colour: ten of each, dark enough on white for 3 : 1.

const COLOURS = ['#7a2e1f', '#1b5fbf', '#1d6b3a', '#8a5a00', '#6a3d9a', '#00707a', '#b3261e', '#3d3d3d', '#a0347a', '#5a6b00'] as const

/** One marker about 0 0, some five units wide; those without area are drawn by their line. */
const SHAPES = [
  'm-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0', 'm-2.3 -2.3h4.6v4.6h-4.6z', 'm0 -3l3 5.2h-6z', 'm0 -3.4l3.4 3.4l-3.4 3.4l-3.4 -3.4z', 'm-3 0h6m-3 -3v6',
  'm-2.4 -2.4l4.8 4.8m0 -4.8l-4.8 4.8', 'm0 3l3 -5.2h-6z', 'm-3 0h6', 'm0 -3v6', 'm-3 2.4l3 -5l3 5',
] as const
const FILLED = 4
const isFilled = (group: number): boolean => group < FILLED || group === 6

/** Markers of one group at the points, as one drawing. */
export function Markers({ group, points }: { group: number; points: readonly (readonly [number, number])[] }): JSX.Element {
  const colour = COLOURS[group % COLOURS.length]!
  const d = points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}${SHAPES[group % SHAPES.length]!}`).join('')
  return isFilled(group) ? <path d={d} fill={colour} opacity=".75" /> : <path d={d} fill="none" stroke={colour} stroke-width="1.6" opacity=".85" />
}

/** The marker of a group beside its name. */
export function Key({ group }: { group: number }): JSX.Element {
  return <svg width="16" height="16" viewBox="-5 -5 10 10" aria-hidden="true" focusable="false"><Markers group={group} points={[[0, 0]]} /></svg>
}

/** A, B, C… */
export function letterOf(group: number): string {
  return String.fromCharCode(65 + group)
}

export function colourOf(group: number): string {
  return COLOURS[group % COLOURS.length]!
}
