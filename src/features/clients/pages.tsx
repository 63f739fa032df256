import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { SCOPES, type Scope } from '../../record/xapi/request.ts'
import { Choices, ErrorSummary, Field } from '../../web/form.tsx'
import { limaDay, shownDay } from '../people/index.ts'
import { ERASE } from './erase-words.ts'
import type { ShownClient } from './list.ts'
import type { Credentials } from './manage.ts'
import { PAGE as W, SCOPE_NAME } from './words.ts'

export interface Typed {
  readonly name: string
  readonly scopes: readonly string[]
  readonly rate: string
}

/** A secret just made, shown this once, with the addresses that the other program needs. */
export interface Fresh extends Credentials {
  readonly name: string
  readonly address: string
  readonly tokenAddress: string
}

interface ListProps {
  readonly lang: Lang
  readonly base: string
  readonly all: readonly ShownClient[]
  readonly typed: Typed
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
}

export function ListPage({ lang, base, all, typed, problems, refusal }: ListProps): JSX.Element {
  const scopes = SCOPES.map((scope) => ({ value: scope, label: `${say(SCOPE_NAME[scope], lang)} (${scope})` }))
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {refusal && <div class="errors" role="alert"><p>{say(refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      {all.length === 0 && <p>{say(W.none, lang)}</p>}
      {all.map((client) => (
        <section class="card">
          <h2>{client.name}</h2>
          <Facts lang={lang} client={client} />
          {!client.revoked && <p><a href={`${base}/${client.id}`} aria-label={`${say(W.open, lang)}: ${client.name}`}>{say(W.open, lang)}</a></p>}
        </section>
      ))}
      <section class="card">
        <h2>{say(W.create, lang)}</h2>
        <form method="post" action={base}>
          <Field lang={lang} problems={problems} name="name" label={say(W.name, lang)} hint={say(W.nameHint, lang)} value={typed.name} autocomplete="off" maxLength={80} />
          <Choices lang={lang} problems={problems} name="scopes" label={say(W.may, lang)} hint={say(W.mayHint, lang)} options={scopes} chosen={typed.scopes} several />
          <RateField lang={lang} problems={problems} value={typed.rate} />
          <p class="actions"><button>{say(W.make, lang)}</button></p>
        </form>
      </section>
      <p><a href={`${base}/erase`}>{say(ERASE.title, lang)}</a></p>
    </>
  )
}

function RateField({ lang, problems, value }: { lang: Lang; problems: readonly FieldProblem[]; value: string }): JSX.Element {
  return <Field lang={lang} problems={problems} name="rate" label={say(W.rate, lang)} hint={say(W.rateHint, lang)} value={value} inputMode="numeric" autocomplete="off" maxLength={8} />
}

function Facts({ lang, client, by }: { lang: Lang; client: ShownClient; by?: string | undefined }): JSX.Element {
  return (
    <dl class="pairs">
      <dt>{say(W.key, lang)}</dt><dd><code>{client.key}</code></dd>
      <dt>{say(W.may, lang)}</dt><dd><ScopeList lang={lang} scopes={client.scopes} /></dd>
      <dt>{say(W.used, lang)}</dt><dd>{client.used ? shownDay(client.used) : say(W.never, lang)}</dd>
      {by !== undefined && <><dt>{say(W.made, lang)}</dt><dd>{say(W.madeBy, lang, { day: moment(client.created).day, name: by })}</dd></>}
      <dt>{say(W.state, lang)}</dt>
      <dd>
        {client.revoked ? <span class="tag bad">{say(W.revokedOn, lang, { day: moment(client.revoked).day })}</span> : <span class="tag good">{say(W.live, lang)}</span>}
        {!client.revoked && client.formerUntil && <> {say(W.formerUntil, lang, moment(client.formerUntil))}</>}
      </dd>
    </dl>
  )
}

function ScopeList({ lang, scopes }: { lang: Lang; scopes: readonly Scope[] }): JSX.Element {
  return <ul class="plain">{scopes.map((scope) => <li>{say(SCOPE_NAME[scope], lang)} <code>{scope}</code></li>)}</ul>
}

export interface ClientProps {
  readonly lang: Lang
  readonly base: string
  readonly client: ShownClient
  /** Who made it. */
  readonly by: string
  /** Until when the present secret would go on working if it were changed now. */
  readonly overlap: Date
  readonly rate: string
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly saved: boolean
}

export function ClientPage({ lang, base, client, by, overlap, rate, problems, refusal, saved }: ClientProps): JSX.Element {
  const at = `${base}/${client.id}`
  return (
    <>
      <h1>{client.name}</h1>
      {saved && <p class="good" role="status">{say(W.saved, lang)}</p>}
      {refusal && <div class="errors" role="alert"><p>{say(refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      <section class="card"><Facts lang={lang} client={client} by={by} /></section>
      {!client.revoked && (
        <>
          <section class="card">
            <form method="post" action={`${at}/rate`}>
              <RateField lang={lang} problems={problems} value={rate} />
              <p class="actions"><button>{say(W.changeRate, lang)}</button></p>
            </form>
          </section>
          <section class="card">
            <h2>{say(W.rotate, lang)}</h2>
            <p>{say(W.rotateText, lang, moment(overlap))}</p>
            <form method="post" action={`${at}/rotate`}>
              <input type="hidden" name="instead" value={client.present} />
              <div class="field"><label class="choice"><input type="checkbox" name="leaked" value="yes" /><span>{say(W.leaked, lang)}</span></label></div>
              <Sure lang={lang} problems={problems} name="rotate" label={W.sureRotate} />
              <p class="actions"><button>{say(W.rotate, lang)}</button></p>
            </form>
          </section>
          <section class="card">
            <h2>{say(W.revoke, lang)}</h2>
            <p>{say(W.revokeText, lang)}</p>
            <form method="post" action={`${at}/revoke`}>
              <Sure lang={lang} problems={problems} name="revoke" label={W.sureRevoke} />
              <p class="actions"><button class="danger">{say(W.revoke, lang)}</button></p>
            </form>
          </section>
        </>
      )}
      <p><a href={base}>{say(W.back, lang)}</a></p>
    </>
  )
}

function Sure({ lang, problems, name, label }: { lang: Lang; problems: readonly FieldProblem[]; name: string; label: Text }): JSX.Element {
  const problem = problems.find((p) => p.field === name)
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      {problem && <p class="error" id={`${name}-error`}>{say(problem.sentence, lang)}</p>}
      <label class="choice"><input type="checkbox" id={name} name="sure" value="yes" aria-describedby={problem ? `${name}-error` : undefined} /><span>{say(label, lang)}</span></label>
    </div>
  )
}

export function SecretPage({ lang, base, fresh, formerUntil }: { lang: Lang; base: string; fresh: Fresh; formerUntil: Date | null }): JSX.Element {
  return (
    <>
      <h1>{say(W.secretTitle, lang)}</h1>
      <section class="card next" role="status">
        <p>{say(W.secretText, lang, { name: fresh.name })}</p>
        {formerUntil && <p>{say(W.formerUntil, lang, moment(formerUntil))}</p>}
        <h2>{say(W.key, lang)}</h2>
        <p><code class="once">{fresh.key}</code></p>
        <h2>{say(W.secret, lang)}</h2>
        <p><code class="once">{fresh.secret}</code></p>
        <p class="hint">{say(W.selects, lang)}</p>
      </section>
      <section class="card">
        <dl class="pairs">
          <dt>{say(W.address, lang)}</dt><dd><code class="once">{fresh.address}</code></dd>
          <dt>{say(W.tokenAddress, lang)}</dt><dd><code class="once">{fresh.tokenAddress}</code></dd>
        </dl>
      </section>
      <p><a class="button" href={base}>{say(W.back, lang)}</a></p>
    </>
  )
}

const TIME = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Day and time in Lima. */
const moment = (at: Date): { day: string; time: string } => ({ day: shownDay(limaDay(at)), time: TIME.format(at) })
