import type { JSX } from 'preact'
import { positions, railCost, ride, SECONDS, STATIONS, TRAINS, type Day, type RailPolicy, type Stop } from '../../../../engine/world-rail.ts'
import { say, type Lang } from '../../../../lib/text.ts'
import { momentText } from './player.tsx'
import { POLICY } from './words.ts'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, left: 16, height: 170, foot: 14, edge: 6 }
const RING = { width: 300, height: 96, x: 138, y: 36 }
/** So much of the day is in the drawing at once, s. */
const WINDOW = 5400
/** Trains nearer than this are bunched, stations; evenly spread they stand two apart. */
const BUNCHED = 1

export interface Ridden {
  readonly stops: readonly Stop[]
  readonly wait: number
  readonly hold: number
}

export function ridden(day: Day, policy: RailPolicy): Ridden {
  const { wait, hold } = railCost(day, policy)
  return { stops: ride(day, policy), wait, hold }
}

/** A rush hour lived by a policy: where the trains are `now`, and the lines that they drew in the hour and a half before. */
export function RailPicture({ day, title, now, lang }: { day: Ridden; title: string; now: number; lang: Lang }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const from = Math.max(0, Math.min(now, SECONDS) - WINDOW)
  const x = (time: number): number => BOX.left + ((time - from) / WINDOW) * (BOX.width - BOX.left)
  const y = (station: number): number => BOX.edge + (1 - station / STATIONS) * (BOX.height - BOX.foot - 2 * BOX.edge)
  return (
    <figure class="lab-scene">
      <figcaption>{title}</figcaption>
      <Ring stops={day.stops} now={now} lang={lang} />
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img"
        aria-label={t(POLICY.railAlt, { title, wait: Math.round(day.wait), hold: Math.round(day.hold) })}>
        {[0, 5, 10, 15, 20].map((s) => <><line class="grid" x1={BOX.left} x2={BOX.width} y1={y(s)} y2={y(s)} /><text x={BOX.left - 2} y={y(s) + 3} text-anchor="end">{s}</text></>)}
        {Array.from({ length: TRAINS }, (_, i) => <path class={i === 0 ? 'train first' : 'train'} d={linesOf(day.stops, i, from, now, x, y)} />)}
        <text x={BOX.left} y={BOX.height - 3}>{momentText('rail', from, lang)}</text>
        <text x={BOX.width - 2} y={BOX.height - 3} text-anchor="end">{momentText('rail', from + WINDOW, lang)}</text>
        {x(now) < BOX.width && <line class="now" x1={x(now)} x2={x(now)} y1="0" y2={BOX.height - BOX.foot} />}
      </svg>
    </figure>
  )
}

/** The loop seen from above, stations as small dots, trains as large ones; those that follow one another closely are red and larger. */
function Ring({ stops, now, lang }: { stops: readonly Stop[]; now: number; lang: Lang }): JSX.Element {
  const places = positions(stops, now)
  const gaps = Array.from(places, (place, i) => (places[(i + 1) % TRAINS]! - place + STATIONS) % STATIONS)
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)].map((g) => (lang === 'es' ? g!.toFixed(1).replace('.', ',') : g!.toFixed(1)))
  const said = say(POLICY.gaps, lang, { least: least!, most: most! })
  const at = (place: number, out = 1): { x: number; y: number } => {
    const turn = (2 * Math.PI * place) / STATIONS
    return { x: RING.width / 2 + out * RING.x * Math.sin(turn), y: RING.height / 2 - out * RING.y * Math.cos(turn) }
  }
  return (
    <>
      <svg class="lab-plot lab-ring" viewBox={`0 0 ${RING.width} ${RING.height}`} role="img" aria-label={say(POLICY.ringAlt, lang, { gaps: said })}>
        <ellipse class="track" cx={RING.width / 2} cy={RING.height / 2} rx={RING.x} ry={RING.y} />
        {Array.from({ length: STATIONS }, (_, s) => { const { x, y } = at(s); return <circle class="station" cx={x} cy={y} r="2" /> })}
        {Array.from(places, (place, i) => {
          const { x, y } = at(place)
          const bunched = gaps[i]! < BUNCHED || gaps[(i + TRAINS - 1) % TRAINS]! < BUNCHED
          return <circle class={bunched ? 'train bunched' : 'train'} cx={x} cy={y} r={bunched ? 7 : 6} />
        })}
      </svg>
      <p class="quiet-text">{said}</p>
    </>
  )
}

/** The way of a train from `from` to `now`: up from station to station; it begins anew at the bottom after the last one. */
function linesOf(stops: readonly Stop[], train: number, from: number, now: number, x: (time: number) => number, y: (station: number) => number): string {
  let path = ''
  let last: Stop | null = null
  for (const stop of stops) {
    if (stop.train !== train || stop.left < from || stop.arrived > now) continue
    const high = last !== null && stop.station === 0 ? STATIONS : stop.station
    path += `${last === null ? 'M' : 'L'}${x(Math.max(from, stop.arrived)).toFixed(1)} ${y(high).toFixed(1)}`
    if (high === STATIONS) path += `M${x(stop.arrived).toFixed(1)} ${y(0).toFixed(1)}`
    path += `L${x(Math.min(now, stop.left)).toFixed(1)} ${y(stop.station).toFixed(1)}`
    last = stop
  }
  return path
}
