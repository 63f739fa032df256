import type { JSX } from 'preact'
import type { HomeCard } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, Select, type Option } from '../../web/form.tsx'
import { CONSENT_TEXT, PURPOSES, shownConsent, type Consent } from './consents.ts'
import { limaDay, shownDay } from './dates.ts'
import { documentTypeName, maskedNumber } from './documents.ts'
import { LONGEST_EMAIL } from './email.ts'
import type { Note } from './inbox.ts'
import type { Change } from './own-data.ts'
import { FIELD_NAME, FIRM_SIZE_NAME, OWN, WORK_STATUS_NAME } from './own-words.ts'
import { DistrictField, GroupFields, LanguageField, PhoneField } from './person-fields.tsx'
import type { TypedPerson } from './person-form.ts'
import type { Claim } from './persons.ts'
import { FIRM_SIZES, WORK_STATUSES, type Profile } from './profile.ts'
import type { Sensitive } from './sensitive.ts'
import { FORM, SEX_NAME } from './words.ts'

export interface HomeProps {
  readonly lang: Lang
  /** The first word of her name. */
  readonly name: string
  readonly unread: number
  readonly cards: readonly HomeCard[]
  readonly cardSeen: boolean
}

export function HomePage({ lang, name, unread, cards, cardSeen }: HomeProps): JSX.Element {
  return (
    <>
      <h1>{say(OWN.hello, lang, { name })}</h1>
      {unread > 0 && <p class="card">{say(OWN.unread, lang, { count: unread })} · <a href="/me/inbox">{say(OWN.readThem, lang)}</a></p>}
      {cards.map((card, i) => (
        <section class={i === 0 ? 'card next' : 'card'}>
          <h2>{card.title}</h2>
          <p>{card.text}</p>
          <p><a class={i === 0 ? 'button' : 'button quiet'} href={card.href}>{card.action}</a></p>
        </section>
      ))}
      {cards.length === 0 && <section class="card next"><p>{say(OWN.nothingYet, lang)}</p><p><a class="button" href="/">{say(OWN.openCalls, lang)}</a></p></section>}
      {!cardSeen && <p class="quiet-text">{say(OWN.showCard, lang)}</p>}
    </>
  )
}

export function InboxPage({ lang, notes }: { lang: Lang; notes: readonly Note[] }): JSX.Element {
  return (
    <>
      <h1>{say(OWN.inboxTitle, lang)}</h1>
      {notes.length === 0 && <p>{say(OWN.inboxEmpty, lang)}</p>}
      {notes.map((n) => (
        <article class="card">
          <p class="quiet-text">{shownDay(limaDay(n.at))}{n.read === null && <> <strong class="tag good">{say(OWN.newNote, lang)}</strong></>}</p>
          <p>{say(n.note, lang)}</p>
          {n.link && <p><a href={n.link}>{say(OWN.open, lang)}</a></p>}
        </article>
      ))}
      {notes.some((n) => n.read === null) && <form method="post" action="/me/inbox/read"><button class="quiet">{say(OWN.markRead, lang)}</button></form>}
    </>
  )
}

export interface DataProps {
  readonly lang: Lang
  readonly profile: Profile
  readonly claims: readonly Claim[]
  readonly consents: readonly Consent[]
  /** Null when nothing sensitive is kept. */
  readonly sensitive: Sensitive | null
  readonly changes: readonly (Change & { readonly staffName: string })[]
  readonly nameChecked: boolean
  /** What stands in the forms: her data, or what she typed when it was refused. */
  readonly typed: TypedPerson
  readonly problems: readonly FieldProblem[]
  readonly saved: boolean
}

export function DataPage(props: DataProps): JSX.Element {
  const { lang, profile, problems, typed } = props
  const common = { lang, problems }
  return (
    <>
      <h1>{say(OWN.dataTitle, lang)}</h1>
      <p>{say(OWN.dataText, lang)}</p>
      {props.saved && <p class="good" role="status">{say(OWN.saved, lang)}</p>}
      <ErrorSummary lang={lang} problems={problems} />
      <dl class="pairs">
        {props.claims.map(({ document }) => <><dt>{say(OWN.document, lang)}</dt><dd>{say(documentTypeName(document.type), lang)} {maskedNumber(document.number)}</dd></>)}
        <dt>{say(OWN.born, lang)}</dt><dd>{shownDay(profile.born)}</dd>
        {profile.guardian && <><dt>{say(OWN.guardian, lang)}</dt><dd>{profile.guardian.name}</dd></>}
      </dl>
      <p class="hint">{say(OWN.bornHow, lang)}</p>

      <h2>{say(OWN.nameTitle, lang)}</h2>
      {props.nameChecked
        ? <p>{profile.name}. {say(OWN.nameChecked, lang)}</p>
        : <Part lang={lang} action="/me/data/name"><Field {...common} name="full_name" label={say(FORM.fullName, lang)} hint={say(FORM.fullNameHint, lang)} value={typed.text.full_name} autocomplete="name" maxLength={160} /></Part>}

      <h2>{say(OWN.contactTitle, lang)}</h2>
      <Part lang={lang} action="/me/data/contact">
        <PhoneField {...common} value={typed.text.phone} />
        <Field {...common} name="email" label={say(OWN.email, lang)} hint={say(OWN.emailHint, lang)} value={typed.text.email} autocomplete="email" maxLength={LONGEST_EMAIL} optional />
        <DistrictField {...common} typed={typed} />
        <LanguageField {...common} value={typed.text.language ?? profile.language} />
      </Part>

      <h2>{say(OWN.workTitle, lang)}</h2>
      <Part lang={lang} action="/me/data/work">
        <GroupFields {...common} typed={typed} />
        <Select {...common} name="work_status" label={say(OWN.workStatus, lang)} value={typed.text.work_status} options={chosenOr(lang, WORK_STATUSES, WORK_STATUS_NAME)} />
        <Select {...common} name="firm_size" label={say(OWN.firmSize, lang)} value={typed.text.firm_size} options={chosenOr(lang, FIRM_SIZES, FIRM_SIZE_NAME)} />
        <Choices {...common} name="sex" label={say(OWN.sex, lang)} hint={say(OWN.sexHint, lang)} chosen={[typed.text.sex ?? 'untold']}
          options={(['untold', 'female', 'male', 'other'] as const).map((sex) => ({ value: sex, label: say(SEX_NAME[sex], lang) }))} />
      </Part>

      <h2>{say(OWN.pinTitle, lang)}</h2>
      <Part lang={lang} action="/me/data/pin" label={say(OWN.changePin, lang)}>
        <Field {...common} name="present_pin" label={say(OWN.presentPin, lang)} type="password" inputMode="numeric" autocomplete="current-password" maxLength={6} />
        <Field {...common} name="pin" label={say(OWN.newPin, lang)} hint={say(FORM.pinHint, lang)} inputMode="numeric" autocomplete="off" maxLength={6} />
      </Part>

      <DisabilityPart {...props} />
      <ConsentPart lang={lang} consents={props.consents} />
      {props.changes.length > 0 && <History lang={lang} changes={props.changes} />}
      <h2>{say(OWN.exportTitle, lang)}</h2>
      <p>{say(OWN.exportText, lang)}</p>
      <p><a class="button quiet" href="/me/data/export">{say(OWN.exportGo, lang)}</a></p>
      <h2>{say(OWN.rightsTitle, lang)}</h2>
      <p>{say(OWN.rightsText, lang)}</p>
      <p><a class="button quiet" href="/me/requests">{say(OWN.rightsGo, lang)}</a></p>
    </>
  )
}

/** What may be said, and first that it is not. */
function chosenOr<Code extends string>(lang: Lang, codes: readonly Code[], names: Readonly<Record<Code, Text>>): Option[] {
  return [{ value: '', label: say(OWN.untold, lang) }, ...codes.map((code) => ({ value: code, label: say(names[code], lang) }))]
}

function Part({ lang, action, label, children }: { lang: Lang; action: string; label?: string; children: JSX.Element | JSX.Element[] }): JSX.Element {
  return <form method="post" action={action}>{children}<p class="actions"><button class="quiet">{label ?? say(OWN.save, lang)}</button></p></form>
}

/** What she may say of a disability; not saying is an answer too. */
export const DISABILITY = ['untold', 'yes', 'no'] as const

/** Kept apart, seen by nobody else: she writes it, changes it and erases it here. */
function DisabilityPart({ lang, sensitive, consents, typed, problems }: DataProps): JSX.Element {
  const agreed = consents.some((c) => c.purpose === 'sensitive' && c.withdrawn === null)
  const kept = sensitive === null ? 'untold' : sensitive.disability ? 'yes' : 'no'
  const refused = typed.text.disability !== undefined
  const names = { untold: OWN.untold, yes: OWN.disabilityYes, no: OWN.disabilityNo }
  return (
    <>
      <h2>{say(OWN.disability, lang)}</h2>
      <p>{say(OWN.disabilityApart, lang)}</p>
      <Part lang={lang} action="/me/data/disability">
        <Choices lang={lang} problems={problems} name="disability" label={say(OWN.disabilityAsk, lang)} chosen={[typed.text.disability ?? kept]}
          options={DISABILITY.map((value) => ({ value, label: say(names[value], lang) }))} />
        <Choices lang={lang} problems={problems} name="disability_agree" label={say(OWN.disabilityConsent, lang)} several chosen={refused ? [typed.text.disability_agree ?? ''] : agreed ? ['yes'] : []}
          options={[{ value: 'yes', label: say(CONSENT_TEXT.sensitive.text, lang) }]} />
      </Part>
    </>
  )
}

function ConsentPart({ lang, consents }: { lang: Lang; consents: readonly Consent[] }): JSX.Element {
  const standing = consents.filter((c) => c.withdrawn === null)
  const programme = standing.find((c) => c.purpose === 'programme')
  return (
    <>
      <h2>{say(OWN.consentTitle, lang)}</h2>
      <p>{say(CONSENT_TEXT.programme.text, lang)}</p>
      {programme && <p class="quiet-text">{say(shownConsent(programme.version, shownDay(limaDay(programme.given))), lang)}. {say(OWN.consentNeeded, lang)}</p>}
      <Part lang={lang} action="/me/data/consents">
        <Choices lang={lang} name="purposes" label={say(OWN.consentOptional, lang)} several chosen={standing.map((c) => c.purpose)}
          options={PURPOSES.filter((p) => p !== 'programme' && (p !== 'sensitive' || standing.some((c) => c.purpose === p))).map((p) => ({ value: p, label: say(CONSENT_TEXT[p].text, lang) }))} />
      </Part>
      <p><a href="/me/consents">{say(OWN.consentLedger, lang)}</a></p>
    </>
  )
}

function History({ lang, changes }: { lang: Lang; changes: DataProps['changes'] }): JSX.Element {
  return (
    <details>
      <summary>{say(OWN.historyTitle, lang)}</summary>
      <ul>
        {changes.map((change) => (
          <li>
            {shownDay(limaDay(change.at))}: {say(FIELD_NAME[change.field] ?? OWN.document, lang)}{' '}
            {change.staff ? say(OWN.byStaff, lang, { name: change.staffName }) : say(OWN.bySelf, lang)}
            {typeof change.before === 'string' && change.field === 'name' && <>, {say(OWN.before, lang, { value: change.before })}</>}
          </li>
        ))}
      </ul>
    </details>
  )
}
