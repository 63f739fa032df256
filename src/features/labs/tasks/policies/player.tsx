import { useEffect, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { World } from '../../../../engine/policies.ts'
import { say, type Lang } from '../../../../lib/text.ts'
import { POLICY } from './words.ts'

const TICK_MS = 120
/** What one press of a button moves, and what one tick of the film does, in hours of a port and seconds of a line. */
const STEP = { port: 6, rail: 300 }
const FILM = { port: 2, rail: 60 }

interface Props {
  readonly world: World
  readonly lang: Lang
  /** The last moment. */
  readonly end: number
  readonly now: number
  readonly go: (to: number) => void
}

/** Moves through time by film, step or slider. Who asked her device for less motion gets no film: steps and slider show the same. */
export function Player({ world, lang, end, now, go }: Props): JSX.Element {
  const [playing, setPlaying] = useState(false)
  const t = (text: { es: string; en: string }) => say(text, lang)
  useEffect(() => {
    if (!playing) return undefined
    const timer = setTimeout(() => (now < end ? go(Math.min(end, now + FILM[world])) : setPlaying(false)), TICK_MS)
    return () => clearTimeout(timer)
  }, [playing, now])
  const move = (by: number): void => {
    setPlaying(false)
    go(Math.max(0, Math.min(end, now + by)))
  }
  const film = (): void => {
    if (!playing && now >= end) go(0)
    setPlaying(!playing)
  }
  const moment = momentText(world, now, lang)
  return (
    <div class="lab-player">
      <p class="actions">
        {!calm() && <button type="button" class="quiet" onClick={film}>{t(playing ? POLICY.pause : POLICY.play)}</button>}
        <button type="button" class="quiet" onClick={() => move(-STEP[world])}>{t(POLICY.back[world])}</button>
        <button type="button" class="quiet" onClick={() => move(STEP[world])}>{t(POLICY.step[world])}</button>
      </p>
      <label>{t(POLICY.moment)}: <strong>{moment}</strong>
        <input type="range" min="0" max={end} step={FILM[world]} value={now} aria-valuetext={moment}
          onInput={(e) => { setPlaying(false); go(Number(e.currentTarget.value)) }} />
      </label>
    </div>
  )
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** A moment as people read it: hours of a port, seconds of a line. */
export function momentText(world: World, now: number, lang: Lang): string {
  if (world === 'port') return say(POLICY.hour, lang, { day: Math.floor(now / 24) + 1, hour: Math.floor(now % 24) })
  return say(POLICY.minute, lang, { hour: Math.floor(now / 3600), minute: Math.floor((now % 3600) / 60) })
}
