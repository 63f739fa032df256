import type { JSX } from 'preact'
import { LANGS, say, type Lang, type Text } from '../../lib/text.ts'
import type { LoadedRule } from '../programmes/index.ts'
import { changedFacts, textDiff } from './versions.ts'

const VERSIONS = {
  title: { es: 'Qué cambia de {before} a {after}', en: 'What changes from {before} to {after}' },
  what: { es: 'Qué', en: 'What' },
  before: { es: 'Antes', en: 'Before' },
  after: { es: 'Ahora', en: 'Now' },
  noFacts: { es: 'Ningún umbral cambia.', en: 'No threshold changes.' },
  sameText: { es: 'El texto es el mismo.', en: 'The text is the same.' },
  textEs: { es: 'Cambios del texto en español', en: 'Changes of the Spanish text' },
  textEn: { es: 'Cambios del texto en inglés', en: 'Changes of the English text' },
  gone: { es: 'Se quitó', en: 'Removed' },
  added: { es: 'Se agregó', en: 'Added' },
  whom: {
    es: 'La versión {after} juzga las matrículas que empiezan desde el {from}. Las que empezaron antes se juzgan con la versión que regía entonces.',
    en: 'Version {after} judges the enrolments that begin from {from}. Those begun before are judged by the version in force then.',
  },
} as const satisfies Record<string, Text>

/** The difference between a version and the one before it: thresholds as a table, both texts paragraph by paragraph. */
export function VersionsBlock({ before, after, lang }: { before: LoadedRule; after: LoadedRule; lang: Lang }): JSX.Element {
  const facts = changedFacts(before.rule, after.rule, lang)
  const names = { before: before.version, after: after.version, from: after.rule.from ?? '' }
  return (
    <details open>
      <summary>{say(VERSIONS.title, lang, names)}</summary>
      {after.rule.from && <p>{say(VERSIONS.whom, lang, names)}</p>}
      {facts.length === 0 ? <p>{say(VERSIONS.noFacts, lang)}</p> : (
        <div class="scroll" tabindex={0} role="group" aria-label={say(VERSIONS.title, lang, names)}><table>
          <thead><tr>{[VERSIONS.what, VERSIONS.before, VERSIONS.after].map((t) => <th scope="col">{say(t, lang)}</th>)}</tr></thead>
          <tbody>{facts.map((f) => <tr><th scope="row">{say(f.label, lang)}</th><td>{f.before}</td><td><strong>{f.after}</strong></td></tr>)}</tbody>
        </table></div>
      )}
      {LANGS.map((l) => {
        const changed = textDiff(before, after, l).filter((line) => line.kind !== 'same')
        return (
          <>
            <h3>{say(l === 'es' ? VERSIONS.textEs : VERSIONS.textEn, lang)}</h3>
            {changed.length === 0 && <p>{say(VERSIONS.sameText, lang)}</p>}
            {changed.map(({ kind, line }) => (
              <p><span class="tag">{say(kind === 'gone' ? VERSIONS.gone : VERSIONS.added, lang)}</span> {kind === 'gone' ? <del lang={l}>{line}</del> : <ins lang={l}>{line}</ins>}</p>
            ))}
          </>
        )
      })}
    </details>
  )
}
