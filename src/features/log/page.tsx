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
  /** Names of the witnesses that are asked. */
  readonly witnesses: readonly string[]
  readonly lang: Lang
}

export function LogPage({ address, head, logKey, witnesses, lang }: LogView): JSX.Element {
  return (
    <>
      <h1>{say(LOG.title, lang)}</h1>
      <p>{say(LOG.why, lang)}</p>
      {head ? <HeadPart head={head} witnesses={witnesses} lang={lang} /> : <p>{say(LOG.none, lang)}</p>}
      <h2>{say(LOG.check, lang)}</h2>
      <p>{say(LOG.checkHow, lang)}</p>
      <pre tabindex={0}>{`npm run audit -- ${address}`}</pre>
      <h3>{say(LOG.key, lang)}</h3>
      <pre tabindex={0}>{formatKey(logKey)}</pre>
      {head && <p><a href={`${address}/checkpoint`}>{say(LOG.files, lang)}</a></p>}
    </>
  )
}

function HeadPart({ head, witnesses, lang }: Pick<LogView, 'witnesses' | 'lang'> & { head: NonNullable<LogView['head']> }): JSX.Element {
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
          {[...new Set([...head.lines.map((l) => l.witness), ...witnesses])].map((name) => {
            const line = head.lines.find((l) => l.witness === name)
            return <li><strong>{name}</strong> {line ? say(LOG.seen, lang, { at: at(line.at) }) : say(LOG.notSeen, lang)}</li>
          })}
        </ul>
      )}
      <p class="quiet-text">{say(LOG.be, lang)}</p>
    </>
  )
}
