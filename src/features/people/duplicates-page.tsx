import type { ComponentChildren, JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Select } from '../../web/form.tsx'
import { shownDay, shownLimaDay } from './dates.ts'
import { documentTypeName, maskedNumber } from './documents.ts'
import { APART_REASONS, PAIR_STATES, SIGNS, type ApartReason, type Pair, type PairState, type Sign } from './duplicates.ts'
import { APART_NAME, PAIRS as W, PAIR_STATE_NAME, SIGN_NAME } from './duplicates-words.ts'
import type { Identity } from './identity.ts'
import { LEVEL_NAME, OFFICE, REASON_NAME } from './office-words.ts'
import type { Claim } from './persons.ts'
import { ReasonField } from './person-parts.tsx'
import { shownPhone } from './phone.ts'
import type { Profile } from './profile.ts'
import { MERGE_REASONS, SPLIT_REASONS } from './statements.ts'
import { districtByCode, shownDistrict } from './ubigeo.ts'

/** One record of a pair, opened for comparing; profile null when she was erased. */
export interface Side {
  readonly agent: string
  readonly profile: Profile | null
  readonly claims: readonly Claim[]
  readonly identity: Identity
  readonly since: Date | null
}

export interface OpenedPair {
  readonly pair: Pair
  readonly one: Side
  readonly other: Side
  /** The record that stays unless somebody says otherwise: the one whose card was seen, else the older one. */
  readonly stays: string
  readonly decidedBy: string
}

export interface PairsProps {
  readonly lang: Lang
  /** /office/<programme>/people */
  readonly base: string
  readonly state: PairState
  readonly sign: Sign | null
  readonly pairs: readonly OpenedPair[]
  /** Address of the next page, or null; whether this is not the first one. */
  readonly next: string | null
  readonly later: boolean
  readonly done?: Text | undefined
  readonly refusal?: Text | undefined
}

export function DuplicatesPage(props: PairsProps): JSX.Element {
  const { lang, base, state, sign, pairs } = props
  const here = `${base}/duplicates`
  return (
    <>
      <p><a href={base}>{say(OFFICE.back, lang)}</a></p>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {props.done && <p class="good" role="status">{say(props.done, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <form method="get" action={here} class="filters">
        <Select lang={lang} name="state" label={say(W.state, lang)} value={state} options={PAIR_STATES.map((s) => ({ value: s, label: say(PAIR_STATE_NAME[s], lang) }))} />
        <Select lang={lang} name="sign" label={say(W.sign, lang)} value={sign ?? ''} options={[{ value: '', label: say(W.anySign, lang) }, ...SIGNS.map((s) => ({ value: s, label: say(SIGN_NAME[s], lang) }))]} />
        <p class="actions"><button class="quiet">{say(W.show, lang)}</button></p>
      </form>
      {pairs.length === 0 && <p>{say(state === 'open' && sign === null && !props.later ? W.none : W.noneHere, lang)}</p>}
      {pairs.map((pair) => <PairCard lang={lang} base={base} of={pair} />)}
      {props.later && <p><a href={`${here}?state=${state}&sign=${sign ?? ''}`}>{say(W.first, lang)}</a></p>}
      {props.next && <p><a href={props.next}>{say(W.more, lang)}</a></p>}
    </>
  )
}

function PairCard({ lang, base, of }: { lang: Lang; base: string; of: OpenedPair }): JSX.Element {
  const { pair, one, other } = of
  const at = `${base}/duplicates/${pair.id}`
  const title = `pair-${pair.id}`
  return (
    <section class="card" aria-labelledby={title}>
      <h2 id={title}>{nameOf(one, lang)} · {nameOf(other, lang)}</h2>
      <p>{pair.signs.map((s) => <><span class="tag">{say(SIGN_NAME[s], lang)}</span> </>)}</p>
      <Compared lang={lang} base={base} of={of} />
      <p class="hint">{say(W.foundOn, lang, { day: shownLimaDay(pair.found) })}</p>
      {pair.state === 'open' && <Decide lang={lang} at={at} of={of} />}
      {pair.state !== 'open' && <Decided lang={lang} at={at} of={of} />}
    </section>
  )
}

const nameOf = (side: Side, lang: Lang): string => side.profile?.name ?? say(W.erased, lang)

function Compared({ lang, base, of: { one, other } }: { lang: Lang; base: string; of: OpenedPair }): JSX.Element {
  const rows: readonly (readonly [Text, (side: Side) => ComponentChildren])[] = [
    [W.name, (s) => <a href={`${base}/${s.agent}`}>{nameOf(s, lang)}</a>],
    [W.born, (s) => (s.profile ? shownDay(s.profile.born) : '–')],
    [W.documents, (s) => s.claims.map((c) => <>{say(documentTypeName(c.document.type), lang)} {maskedNumber(c.document.number)}<br /></>)],
    [W.ruc, (s) => (s.profile?.firm?.ruc ? maskedNumber(s.profile.firm.ruc) : '–')],
    [W.phone, (s) => (s.profile?.phone ? shownPhone(s.profile.phone) : '–')],
    [W.district, (s) => districtOf(s.profile)],
    [W.since, (s) => (s.since ? shownLimaDay(s.since) : '–')],
    [W.identity, (s) => say(s.identity.level ? LEVEL_NAME[s.identity.level] : OFFICE.notChecked, lang)],
  ]
  return (
    <table class="compared">
      <thead><tr><th scope="col">{say(W.datum, lang)}</th><th scope="col">{say(W.recordA, lang)}</th><th scope="col">{say(W.recordB, lang)}</th></tr></thead>
      <tbody>{rows.map(([label, show]) => <tr><th scope="row">{say(label, lang)}</th><td>{show(one)}</td><td>{show(other)}</td></tr>)}</tbody>
    </table>
  )
}

function districtOf(profile: Profile | null): string {
  const found = profile ? districtByCode(profile.district.scheme, profile.district.code) : null
  return found ? shownDistrict(found) : '–'
}

function Decide({ lang, at, of: { pair, one, other, stays } }: { lang: Lang; at: string; of: OpenedPair }): JSX.Element {
  const sides = [[one, W.recordA], [other, W.recordB]] as const
  return (
    <>
      <form method="post" action={`${at}/merge`}>
        <fieldset class="field">
          <legend>{say(W.stays, lang)}</legend>
          {sides.map(([side, label]) => (
            <label class="choice"><input type="radio" name="root" value={side.agent} checked={side.agent === stays} /><span>{say(label, lang)}: {nameOf(side, lang)}</span></label>
          ))}
        </fieldset>
        <ReasonField lang={lang} id={`merge-${pair.id}`} reasons={MERGE_REASONS} />
        <p class="actions"><button>{say(W.merge, lang)}</button></p>
      </form>
      <details>
        <summary>{say(W.apartTitle, lang)}</summary>
        <form method="post" action={`${at}/apart`}>
          <div class="field">
            <label for={`apart-${pair.id}`}>{say(OFFICE.reason, lang)}</label>
            <select id={`apart-${pair.id}`} name="reason">{APART_REASONS.map((reason) => <option value={reason}>{say(APART_NAME[reason], lang)}</option>)}</select>
          </div>
          <p class="actions"><button class="quiet">{say(W.apart, lang)}</button></p>
        </form>
      </details>
    </>
  )
}

function Decided({ lang, at, of }: { lang: Lang; at: string; of: OpenedPair }): JSX.Element {
  const { pair, one, other } = of
  const reasons: Readonly<Record<string, Text>> = { ...REASON_NAME, ...APART_NAME }
  const reason = reasons[pair.reason ?? '']
  const into = pair.mergedPerson === pair.one.person ? [one, other] as const : [other, one] as const
  return (
    <>
      {pair.state === 'merged' && <p>{say(W.mergedInto, lang, { one: nameOf(into[0], lang), root: nameOf(into[1], lang) })}</p>}
      <p>{reason && <>{say(reason, lang)}. </>}{pair.decided && say(W.settled, lang, { name: of.decidedBy, day: shownLimaDay(pair.decided) })}</p>
      <form method="post" action={`${at}/undo`}>
        {pair.state === 'merged' && <ReasonField lang={lang} id={`undo-${pair.id}`} reasons={SPLIT_REASONS} />}
        <p class="actions"><button class="quiet">{say(pair.state === 'merged' ? W.undo : W.undoApart, lang)}</button></p>
      </form>
    </>
  )
}

export function isApartReason(text: string): text is ApartReason {
  return (APART_REASONS as readonly string[]).includes(text)
}
