import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import type { Rule } from '../../record/profile/concept.ts'
import { PROFILE_VERSION, type ConceptEntry, type Profile, type Template } from '../../record/profile/profile.ts'
import { EXT } from '../../record/statement.ts'
import { WORDS as W } from './words.ts'

/** The profile for people: every verb with what its statements carry, then kinds of activity and extensions. */
export function ProfilePage({ profile, lang }: { profile: Profile; lang: Lang }): JSX.Element {
  const of = (type: ConceptEntry['type']): ConceptEntry[] => profile.concepts.filter((c) => c.type === type)
  return (
    <>
      <h1>{say(W.profileTitle, lang)}</h1>
      <p>{say(W.profileText, lang)}</p>
      <p><a href="/profile.jsonld">{say(W.asFile, lang)}</a></p>
      <dl class="pairs"><dt>IRI</dt><dd><code>{profile.id}</code></dd><dt>{say(W.version, lang)}</dt><dd><code>{PROFILE_VERSION}</code></dd></dl>
      <h2>{say(W.verbs, lang)}</h2>
      {profile.templates.map((template) => <Verb template={template} lang={lang} />)}
      <h2>{say(W.kinds, lang)}</h2>
      <Entries entries={of('ActivityType')} lang={lang} />
      <h2>{say(W.extensions, lang)}</h2>
      <Entries entries={of('ContextExtension')} lang={lang} />
    </>
  )
}

function Verb({ template, lang }: { template: Template; lang: Lang }): JSX.Element {
  const shown = (presence: Rule['presence']): Rule[] => template.rules.filter((r) => r.presence === presence && /^\$\.(context|result)/.test(r.location) && !r.location.endsWith('.name'))
  const [must, may] = [shown('included'), shown('recommended')]
  return (
    <details class="card" id={template.verb.slice(template.verb.lastIndexOf('/') + 1)}>
      <summary>{say(template.prefLabel, lang)}</summary>
      <p>{say(template.definition, lang)}</p>
      <p><code>{template.verb}</code></p>
      {must.length > 0 && <p>{say(W.carries, lang)}: {must.map((r, i) => <>{i > 0 && ', '}<RuleText rule={r} /></>)}</p>}
      {may.length > 0 && <p>{say(W.mayCarry, lang)}: {may.map((r, i) => <>{i > 0 && ', '}<RuleText rule={r} /></>)}</p>}
    </details>
  )
}

function RuleText({ rule }: { rule: Rule }): JSX.Element {
  const place = rule.location.replace('$.', '').replace(`context.extensions['${EXT}`, '').replace("']", '').replace('.account.homePage', '')
  const values = place === 'context.instructor' ? [] : rule.all ?? []
  return <><code>{place}</code>{values.length > 0 && ` (${values.map(String).join(' · ')})`}</>
}

function Entries({ entries, lang }: { entries: readonly ConceptEntry[]; lang: Lang }): JSX.Element {
  return <dl class="points">{entries.map((e) => <><dt>{say(e.prefLabel, lang)} <code>{e.id}</code></dt><dd>{say(e.definition, lang)}</dd></>)}</dl>
}
