import type { ComponentChildren, JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { ErrorSummary, Field, Select } from '../../web/form.tsx'
import { shownDay, shownLimaDay } from './dates.ts'
import { documentTypeName, DOCUMENT_TYPES } from './documents.ts'
import { PAIRS } from './duplicates-words.ts'
import { ACTION_NAME, LEVEL_NAME, OFFICE as W } from './office-words.ts'
import { FIELD_NAME } from './own-words.ts'
import type { Listed } from './person-file.ts'
import { ClaimShown, CorrectPart, DeathPart, DocumentsPart, ErasePart, MergePart, ReasonField, ResetPart, type PersonProps } from './person-parts.tsx'
import { shownPhone } from './phone.ts'
import { CHECK_ANNULMENT_REASONS } from './statements.ts'
import type { LoggedAction } from './staff-log.ts'
import { districtByCode, shownDistrict } from './ubigeo.ts'

export interface PeopleProps {
  readonly lang: Lang
  /** /office/<programme>/people */
  readonly base: string
  readonly query: string
  /** Null before anything was searched. */
  readonly found: readonly Listed[] | null
  readonly most: number
  /** She sees everybody, not the people of one entity. */
  readonly whole: boolean
  readonly waiting: readonly (Listed & { readonly by: string; readonly at: Date })[]
  readonly conflicts: readonly Listed[]
}

/** A search is a POST: names and numbers stay out of addresses and logs. */
export function PeoplePage(props: PeopleProps): JSX.Element {
  const { lang, base, found } = props
  return (
    <>
      <h1>{say(W.people, lang)}</h1>
      <form method="post" action={base}>
        <Field lang={lang} name="q" label={say(W.search, lang)} hint={say(W.searchHint, lang)} value={props.query} type="search" autocomplete="off" maxLength={120} />
        <p class="actions"><button>{say(W.find, lang)}</button></p>
      </form>
      {found && (found.length === 0 ? <p role="status">{say(W.nobody, lang)}</p> : <People base={base} people={found} />)}
      {found && found.length >= props.most && <p class="hint">{say(W.first, lang, { count: props.most })}</p>}
      {props.whole && <p><a href={`${base}/duplicates`}>{say(PAIRS.link, lang)}</a></p>}
      <h2 id="waiting">{say(W.waiting, lang)}</h2>
      {props.waiting.length === 0 ? <p>{say(W.none, lang)}</p> : (
        <ul>{props.waiting.map((p) => <li><a href={`${base}/${p.agent}`}>{p.name}</a> · {p.by}, {shownLimaDay(p.at)}</li>)}</ul>
      )}
      {props.waiting.length >= props.most && <p class="hint">{say(W.firstWaiting, lang, { count: props.most })}</p>}
      <h2 id="conflicts">{say(W.inConflict, lang)}</h2>
      {props.conflicts.length === 0 ? <p>{say(W.none, lang)}</p> : <People base={base} people={props.conflicts} />}
      {props.conflicts.length >= props.most && <p class="hint">{say(W.firstWaiting, lang, { count: props.most })}</p>}
    </>
  )
}

function People({ base, people }: { base: string; people: readonly Listed[] }): JSX.Element {
  return <ul>{people.map((p) => <li><a href={`${base}/${p.agent}`}>{p.name}</a></li>)}</ul>
}

export function PersonPage(props: PersonProps): JSX.Element {
  const { lang, base, file, executor } = props
  return (
    <>
      <p><a href={base}>{say(W.back, lang)}</a></p>
      <h1>{file.profile.name}</h1>
      {props.done && <p class="good" role="status">{say(W.done, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      {!props.refusal && <ErrorSummary lang={lang} problems={props.problems} />}
      <IdentityPart {...props} />
      <CardPart {...props} />
      {props.parts}
      {executor && <DataPart {...props} />}
      {executor && <CorrectPart {...props} />}
      {executor && <DocumentsPart {...props} />}
      {executor && <MergePart {...props} />}
      {executor && <ResetPart {...props} />}
      {executor && <DeathPart {...props} />}
      {executor && <ErasePart {...props} />}
      {executor && file.log.length > 0 && (
        <details>
          <summary>{say(W.looks, lang)}</summary>
          <ul>{file.log.map((l) => <li>{shownLimaDay(l.at)}: {l.by} {say(ACTION_NAME[l.action as LoggedAction], lang)}</li>)}</ul>
        </details>
      )}
    </>
  )
}

function IdentityPart({ lang, base, file, executor }: PersonProps): JSX.Element {
  const { identity } = file
  const name = (agent: string): ComponentChildren => file.names.has(agent) ? <a href={`${base}/${agent}`}>{file.names.get(agent)}</a> : say(W.ofAnotherEntity, lang)
  const staff = (id: string): string => file.staff.get(id) ?? ''
  return (
    <section class="card">
      <h2>{say(W.identity, lang)}</h2>
      {identity.level === null && <p><span class="tag">{say(W.notChecked, lang)}</span></p>}
      {identity.checks.map((check) => (
        <>
          <p><span class="tag good">{say(W.checkedBy, lang, { level: say(LEVEL_NAME[check.level], lang), day: shownLimaDay(new Date(check.at)), checker: staff(check.checker), second: staff(check.second) })}</span></p>
          {executor && (
            <details>
              <summary>{say(W.annul, lang)}</summary>
              <form method="post" action={`${base}/${file.agent}/annul`}>
                <input type="hidden" name="check" value={check.id} />
                <ReasonField lang={lang} id={`annul-${check.id}`} reasons={CHECK_ANNULMENT_REASONS} />
                <p class="actions"><button class="danger">{say(W.annul, lang)}</button></p>
              </form>
            </details>
          )}
        </>
      ))}
      {identity.openConflicts.length > 0 && (
        <>
          <p class="bad">{say(W.conflictWith, lang)}</p>
          <ul>{identity.openConflicts.map((conflict) => <li>{name(conflict.other)}</li>)}</ul>
          <p class="hint">{say(W.conflictText, lang)}</p>
        </>
      )}
      {identity.died && <p>{say(W.died, lang, { day: shownDay(identity.died) })}</p>}
      {identity.root !== file.agent && <p>{say(W.mergedInto, lang)} {name(identity.root)}</p>}
      {identity.agents.filter((a) => a !== file.agent && a !== identity.root).map((a) => <p>{say(W.mergedFrom, lang)} {name(a)}</p>)}
      {identity.root === file.agent && identity.agents.length === 1 && executor && <p class="hint">{say(W.code, lang)}: <code>{file.agent}</code></p>}
    </section>
  )
}

/** First or second pair of eyes: the number is copied from the card, so that nobody confirms without having it in her hand. */
/** What is done next stands open; a card that two people saw is looked at again only when somebody asks. */
function CardPart(props: PersonProps): JSX.Element {
  const { lang, file } = props
  const seen = file.proposal === null && props.problems.length === 0 && (file.identity.level === 'card' || file.identity.level === 'registry')
  if (seen) return <details><summary>{say(W.seeCardAgain, lang)}</summary><CardForm {...props} /></details>
  return <section class="card"><h2>{say(file.proposal ? W.confirmTitle : W.seeCard, lang)}</h2><CardForm {...props} /></section>
}

function CardForm({ lang, base, file, viewer, executor, problems }: PersonProps): JSX.Element {
  const { proposal } = file
  const own = proposal?.proposedBy === viewer
  const by = file.staff.get(proposal?.proposedBy ?? '') ?? ''
  const types = DOCUMENT_TYPES.map((type) => ({ value: type, label: say(documentTypeName(type), lang) }))
  const first = file.claims.filter((claim) => claim.replacedBy === null).at(-1)?.document.type ?? 'dni'
  return (
    <>
      {!proposal && <p>{say(W.seeCardText, lang)}</p>}
      {proposal && <p>{say(own ? W.yourOwnProposal : W.confirmText, lang, { name: by, day: shownLimaDay(proposal.at) })}</p>}
      {!own && (
        <form method="post" action={`${base}/${file.agent}/${proposal ? 'confirm' : 'check'}`}>
          <Select lang={lang} problems={problems} name="document_type" label={say(W.document, lang)} value={first} options={types} />
          <Field lang={lang} problems={problems} name="document_number" label={say(W.cardNumber, lang)} autocomplete="off" maxLength={24} />
          <p class="actions"><button>{say(proposal ? W.confirm : W.propose, lang)}</button></p>
        </form>
      )}
      {proposal && (own || executor) && <form method="post" action={`${base}/${file.agent}/drop`}><button class="quiet">{say(W.drop, lang)}</button></form>}
    </>
  )
}

function DataPart({ lang, base, file, shown }: PersonProps): JSX.Element {
  const { profile } = file
  const district = districtByCode(profile.district.scheme, profile.district.code)
  return (
    <section class="card">
      <h2>{say(W.data, lang)}</h2>
      <dl class="pairs">
        {file.claims.map((claim) => <><dt>{say(documentTypeName(claim.document.type), lang)}</dt><dd><ClaimShown lang={lang} claim={claim} file={file} /></dd></>)}
        {shown?.map((document) => <><dt>{say(W.numberShown, lang)}</dt><dd><strong>{document.number}</strong></dd></>)}
        <dt>{say(FIELD_NAME.born ?? W.data, lang)}</dt><dd>{shownDay(profile.born)}</dd>
        <dt>{say(FIELD_NAME.phone ?? W.data, lang)}</dt><dd>{profile.phone ? shownPhone(profile.phone) : '–'}{file.sharingPhone > 5 && <> <span class="hint">{say(W.sharedPhone, lang, { count: file.sharingPhone })}</span></>}</dd>
        <dt>{say(FIELD_NAME.district ?? W.data, lang)}</dt><dd>{district ? shownDistrict(district) : profile.district.code}</dd>
      </dl>
      {!shown && <form method="post" action={`${base}/${file.agent}/number`}><button class="quiet">{say(W.showNumber, lang)}</button> <span class="hint">{say(W.showNumberText, lang)}</span></form>}
    </section>
  )
}
