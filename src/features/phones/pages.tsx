import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { asset } from '../../web/assets.ts'
import { ErrorSummary, PostButton } from '../../web/form.tsx'
import type { Answer } from './deliver.ts'
import type { HeldLine } from './held.ts'
import type { PhoneLine } from './phones.ts'
import { CARRY, HERE, KINDS, PHONES } from './words.ts'

/** The phone's own page, the same for everybody; its island fills it with what this phone holds. */
export function HerePage({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(HERE.title, lang)}</h1>
      <p>{say(HERE.lead, lang)}</p>
      <div id="phone" data-qr={asset('qr.js')}><p class="card">{say(HERE.needs, lang)} <a href="/connection">{say(HERE.plain, lang)}</a></p></div>
    </>
  )
}

export interface PhonesPageProps {
  readonly lang: Lang
  readonly phones: readonly PhoneLine[]
  readonly held: readonly HeldLine[]
  /** The phone she is asked about before it is removed. */
  readonly ask: string | null
  readonly done: boolean
}

export function PhonesPage({ lang, phones, held, ask, done }: PhonesPageProps): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <h1>{t(PHONES.title)}</h1>
      {done && <p class="good" role="status">{t(PHONES.done)}</p>}
      <p>{t(PHONES.lead)}</p>
      {held.length > 0 && (
        <section class="card next">
          <h2>{t(PHONES.heldTitle)}</h2>
          <p>{t(PHONES.heldLead)}</p>
          <ul class="plain">{held.map((h) => (
            <li>
              <p><strong>{t(KINDS[h.kind] ?? { es: h.kind, en: h.kind })}</strong>, {moment(h.device_time, lang)}</p>
              <p class="actions"><PostButton action={`/me/phones/held/${h.id}`} label={t(PHONES.mine)} values={{ mine: 'yes' }} /> <PostButton action={`/me/phones/held/${h.id}`} label={t(PHONES.notMine)} kind="quiet" values={{ mine: 'no' }} /></p>
            </li>
          ))}</ul>
        </section>
      )}
      {phones.length === 0 && <p class="card">{t(PHONES.none)}</p>}
      {phones.map((phone) => <PhoneCard lang={lang} phone={phone} asked={ask === phone.id} />)}
      <p><a class="button quiet" href="/phone">{t(PHONES.prepare)}</a></p>
      <p class="quiet-text">{t(PHONES.stolen)}</p>
    </>
  )
}

function PhoneCard({ lang, phone, asked }: { lang: Lang; phone: PhoneLine; asked: boolean }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <section class="card">
      <dl class="pairs">
        <dt>{t(PHONES.since)}</dt><dd>{moment(phone.since, lang)}</dd>
        <dt>{t(PHONES.seen)}</dt><dd>{moment(phone.seen, lang)}</dd>
        <dt>{t(PHONES.items)}</dt><dd>{phone.items}</dd>
        <dt>{t(PHONES.state)}</dt><dd>{phone.revoked ? t(PHONES.revoked, { day: moment(phone.revoked, lang) }) : t(PHONES.active)}</dd>
      </dl>
      {!phone.revoked && !asked && <p><a class="button quiet" href={`/me/phones/${phone.id}/revoke`}>{t(PHONES.revoke)}</a></p>}
      {!phone.revoked && asked && (
        <div role="alert">
          <p>{t(PHONES.sure)}</p>
          <p class="actions"><PostButton action={`/me/phones/${phone.id}/revoke`} label={t(PHONES.yes)} kind="danger" /> <a class="button quiet" href="/me/phones">{t(PHONES.no)}</a></p>
        </div>
      )}
    </section>
  )
}

export function CarryPage({ lang, answers, problems }: { lang: Lang; answers: readonly Answer[] | null; problems: readonly FieldProblem[] }): JSX.Element {
  const count = (outcome: Answer['outcome']) => answers?.filter((a) => a.outcome === outcome).length ?? 0
  const lines = (['accepted', 'refused', 'held', 'later'] as const).filter((o) => count(o) > 0)
  return (
    <>
      <h1>{say(CARRY.title, lang)}</h1>
      <ErrorSummary problems={problems} lang={lang} />
      {lines.length > 0 && <ul class="card" role="status">{lines.map((o) => <li>{say(CARRY[o], lang, { n: count(o) })}</li>)}</ul>}
      <p>{say(CARRY.lead, lang)}</p>
      <form method="post" action="/carry" enctype="multipart/form-data">
        <div class="field"><label for="file">{say(CARRY.file, lang)}</label><input type="file" id="file" name="file" accept=".yachay" /></div>
        <button>{say(CARRY.send, lang)}</button>
      </form>
    </>
  )
}

function moment(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', { timeZone: 'America/Lima', dateStyle: 'short', timeStyle: 'short' }).format(at)
}
