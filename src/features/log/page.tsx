import type { JSX } from 'preact'
import { formatKey, type NoteKey } from '../../lib/tlog/note.ts'
import { say, type Lang } from '../../lib/text.ts'
import { whole } from '../../web/charts/figure.tsx'
import type { publishedHead } from './checkpoints.ts'
import { LOG } from './words.ts'

export interface LogView {
  /** Address of the log, without a slash at the end. */
  readonly address: string
  readonly head: Awaited<ReturnType<typeof publishedHead>>
  readonly logKey: NoteKey
  /** The witnesses that are asked. */
  readonly witnesses: readonly { readonly name: string; readonly url: string }[]
  /** Why the server signs no head any more; null when nothing is in the way. */
  readonly refused: string | null
  /** Names of the witnesses that say that what they were shown does not continue what they saw. */
  readonly disagree: readonly string[]
  readonly lang: Lang
}

export function LogPage({ address, head, logKey, witnesses, refused, disagree, lang }: LogView): JSX.Element {
  return (
    <>
      <h1>{say(LOG.title, lang)}</h1>
      <p>{say(LOG.why, lang)}</p>
      {(refused !== null || disagree.length > 0) && (
        <div role="alert" class="verdict bad">
          <p class="bad">✖ {say(LOG.refused, lang)}</p>
          {refused !== null && <p>{say(LOG.refusedWhy, lang)}: <span lang="en">{refused}</span>.</p>}
        </div>
      )}
      {head ? <HeadPart address={address} head={head} witnesses={witnesses} disagree={disagree} lang={lang} /> : <p>{say(LOG.none, lang)}</p>}
      <h2>{say(LOG.check, lang)}</h2>
      <p>{say(LOG.checkHow, lang)}</p>
      <pre tabindex={0}>{`npm run audit -- ${address}`}</pre>
      <h3>{say(LOG.key, lang)}</h3>
      <pre tabindex={0}>{formatKey(logKey)}</pre>
    </>
  )
}

function HeadPart({ address, head, witnesses, disagree, lang }: Pick<LogView, 'address' | 'witnesses' | 'disagree' | 'lang'> & { head: NonNullable<LogView['head']> }): JSX.Element {
  const at = (when: Date): string => new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { timeZone: 'America/Lima', dateStyle: 'long', timeStyle: 'short' }).format(when)
  return (
    <>
      <h2>{say(LOG.head, lang)}</h2>
      <dl>
        <dt>{say(LOG.entries, lang)}</dt><dd>{whole(head.size, lang)}</dd>
        <dt>{say(LOG.made, lang)}</dt><dd>{at(head.made)}</dd>
        <dt>{say(LOG.root, lang)}</dt><dd><code class="break">{head.root.toString('base64')}</code></dd>
      </dl>
      <h2>{say(LOG.witnesses, lang)}</h2>
      {witnesses.length === 0 && head.lines.length === 0 ? <p>{say(LOG.noWitness, lang)}</p> : (
        <ul>
          {[...new Set([...head.lines.map((l) => l.witness), ...witnesses.map((w) => w.name)])].map((name) => {
            const line = head.lines.find((l) => l.witness === name)
            const url = witnesses.find((w) => w.name === name)?.url
            const says = disagree.includes(name) ? <span class="bad">{say(LOG.disagrees, lang)}</span> : line ? say(LOG.seen, lang, { at: at(line.at) }) : say(LOG.notSeen, lang)
            return <li><strong>{name}</strong> {says} {url && <a href={`${url}/checkpoint?origin=${encodeURIComponent(head.origin)}`}>{say(LOG.askIt, lang)}</a>}</li>
          })}
        </ul>
      )}
      <p class="quiet-text">{say(LOG.be, lang)}</p>
      <p><a href={`${address}/checkpoint`}>{say(LOG.files, lang)}</a></p>
    </>
  )
}
