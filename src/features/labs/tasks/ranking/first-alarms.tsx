import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { AlarmTable } from '../../../../engine/alarms.ts'
import { fromLargest } from '../../../../engine/ranking.ts'
import { say } from '../../../../lib/text.ts'
import type { Done } from './carry-out.ts'
import { dayOf, stopsIn } from './machines.ts'
import type { AlarmDesk } from './plug.tsx'
import { ALARMS } from './words.ts'

/** As many as are listed one by one, and told of in sentences. */
export const FIRST = 20
const MOST_CHECKS = 100

/** The places of rows in order of their scores, the most urgent first. */
export function inOrder(places: readonly number[], scores: readonly number[]): number[] {
  return Array.from(fromLargest(Float64Array.from(scores)) ?? [], (i) => places[i]!)
}

export interface Counts {
  readonly hits: number
  readonly misses: number
  /** Different stops that the checks avoid, and all that there are. */
  readonly stops: number
  readonly all: number
}

/** What working down a list as far as `n` comes to. */
export function countsAt(table: AlarmTable, order: readonly number[], n: number): Counts {
  const first = order.slice(0, n)
  const hits = first.filter((p) => table.labels[p] === 1).length
  return { hits, misses: first.length - hits, stops: stopsIn(table, first), all: stopsIn(table, order) }
}

/** The first of her list, as a strip of hits and false alarms and one by one; then what more or fewer checks would come to. */
export function FirstAlarms({ desk: { view, table }, done }: { desk: AlarmDesk; done: Done }): JSX.Element {
  const order = useMemo(() => inOrder(done.places, done.found), [done])
  const [checks, setChecks] = useState(FIRST)
  const first = order.slice(0, FIRST)
  const hit = (p: number): boolean => table.labels[p] === 1
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { yes, no } = view.label
  const most = Math.min(MOST_CHECKS, order.length)
  return (
    <div class="lab-wrong">
      <h4>{t(ALARMS.first, { n: first.length })}</h4>
      <p>{t(ALARMS.firstSays, { yes, no })}</p>
      <Strip hits={first.map(hit)} label={t(ALARMS.strip, { hits: first.filter(hit).length, n: first.length, yes })} />
      <details>
        <summary>{t(ALARMS.allAlarms, { n: first.length })}</summary>
        <ol>
          {first.map((p) => (
            <li>{t(ALARMS.alarm, { machine: view.machine.name, n: table.machine[p]! + 1, day: dayOf(table, p, view.plot.hours) })}: <strong class={hit(p) ? 'good' : 'bad'}>{hit(p) ? `✔ ${yes}` : `✘ ${no}`}</strong></li>
          ))}
        </ol>
      </details>
      <div class="field">
        <label for="checks">{t(ALARMS.howMany)} <strong>{checks}</strong></label>
        <input id="checks" type="range" min={5} max={most} step={5} value={checks} onInput={(e) => setChecks(Number(e.currentTarget.value))} />
      </div>
      <p role="status">{t(ALARMS.ofChecks, { n: checks, ...countsAt(table, order, checks) })}</p>
    </div>
  )
}

/** One box for each of the first, ten in a line: a tick on green, or a cross on red. */
function Strip({ hits, label }: { hits: readonly boolean[]; label: string }): JSX.Element {
  const [size, across] = [30, 10]
  return (
    <svg class="lab-strip" viewBox={`0 0 ${size * across} ${size * Math.ceil(hits.length / across)}`} role="img" aria-label={label}>
      {hits.map((hit, i) => {
        const [x, y] = [(i % across) * size, Math.floor(i / across) * size]
        return (
          <g>
            <rect x={x + 1.5} y={y + 1.5} width={size - 3} height={size - 3} rx="4" fill={hit ? '#1d6b3a' : '#fbe5e5'} stroke={hit ? '#1d6b3a' : '#b3261e'} />
            <path fill="none" stroke={hit ? '#fff' : '#b3261e'} stroke-width="3" d={hit ? `M${x + 8} ${y + 16}l5 5l9 -11` : `M${x + 9} ${y + 9}l12 12m0 -12l-12 12`} />
          </g>
        )
      })}
    </svg>
  )
}
