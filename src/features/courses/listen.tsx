import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { audioOf } from './audio.ts'
import type { Unit } from './course-file.ts'
import { LISTEN } from './words.ts'

/** The unit for who listens: a recording when one was made here, and always its text, for who cannot hear or saves data. */
export function Listen({ unit, lang, dataDir }: { readonly unit: Unit; readonly lang: Lang; readonly dataDir: string }): JSX.Element | null {
  const script = unit[lang].audio
  if (!script) return null
  const recording = audioOf(dataDir, unit.id, lang, script)
  return (
    <section class="card" aria-labelledby="listen">
      <h2 id="listen">{say(LISTEN.title, lang)}</h2>
      {recording && <p class="hint">{say(LISTEN.voice, lang, { mb: Math.max(0.1, recording.bytes / 1e6).toFixed(1) })}</p>}
      {recording && <audio controls preload="none" src={recording.address} aria-labelledby="listen" />}
      <details>
        <summary>{say(LISTEN.read, lang)}</summary>
        {script.split(/\n\s*\n/).map((part) => <p>{part.trim().replace(/\s*\n\s*/g, ' ')}</p>)}
      </details>
    </section>
  )
}
