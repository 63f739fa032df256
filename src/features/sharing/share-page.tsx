import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { Choices, ErrorSummary, PostButton, Select } from '../../web/form.tsx'
import { dayText, KIND, STATE, type CredentialRow, type CredentialState, type Told } from '../credentials/index.ts'
import type { Programme } from '../programmes/index.ts'
import { DAYS, type FactLink } from './fact-links.ts'
import { factsIn } from './facts.ts'
import { linkedInUrl, whatsAppUrl } from './outside.ts'
import { FACT, SHARE } from './words.ts'

export interface SharePageProps {
  readonly lang: Lang
  readonly row: CredentialRow
  readonly state: CredentialState
  readonly told: Told
  readonly programme: Programme
  readonly publicUrl: string
  readonly links: readonly (FactLink & { readonly token: string })[]
  readonly now: Date
  /** What just happened, in words. */
  readonly note: string | null
  readonly problems: readonly FieldProblem[]
}

/** Everything she can do with one paper, plainly; nothing leaves before she presses. */
export function SharePage(props: SharePageProps): JSX.Element {
  const { lang, row, state, note, problems } = props
  const base = `/me/certificates/${row.credential}`
  const good = state.state === 'valid'
  return (
    <>
      <h1>{say(SHARE.title, lang)}: {say(KIND[row.kind], lang)}</h1>
      <ErrorSummary problems={problems} lang={lang} />
      {note && <p class="card good" role="status">✔ {note}</p>}
      {!good && <p class="bad">{say(SHARE.notInForce, lang, { state: say(STATE[state.state], lang) })}</p>}
      {good && <Whole {...props} />}
      <Badge {...props} base={base} />
      <Facts {...props} base={base} />
      <section class="card">
        <h2>{say(SHARE.record, lang)}</h2>
        <p>{say(SHARE.recordSays, lang)}</p>
        <p><a class="button quiet" href="/me/record.json" download="yachay-clr.json">{say(SHARE.recordGet, lang)}</a></p>
      </section>
      <p><a href={base}>{say(SHARE.back, lang)}</a></p>
    </>
  )
}

function Whole({ lang, row, told, programme, publicUrl }: SharePageProps): JSX.Element {
  const url = `${publicUrl}/v/${row.serial}`
  const text = say(SHARE.whatsappText, lang, { kind: say(KIND[row.kind], lang).toLowerCase(), programme: say(programme.title, lang), url })
  const linkedIn = linkedInUrl({ name: told.achievement, organisation: told.issuer, at: told.at, serial: row.serial, url })
  return (
    <section class="card next">
      <h2>{say(SHARE.link, lang)}</h2>
      <p><a href={`/v/${row.serial}`}>{url}</a></p>
      <p class="quiet-text">{say(SHARE.linkSays, lang)}</p>
      <p><a class="button" href={whatsAppUrl(text)} rel="noreferrer noopener" target="_blank">{say(SHARE.whatsapp, lang)}</a></p>
      <p class="quiet-text">{say(SHARE.whatsappSays, lang)}</p>
      <p><a class="button quiet" href={linkedIn} rel="noreferrer noopener" target="_blank">{say(SHARE.linkedin, lang)}</a></p>
      <p class="quiet-text">{say(SHARE.linkedinSays, lang, { name: told.achievement, organisation: told.issuer })}</p>
    </section>
  )
}

function Badge({ lang, row, programme, base }: SharePageProps & { base: string }): JSX.Element {
  const alt = say(SHARE.badgeAlt, lang, { programme: say(programme.title, lang), kind: say(KIND[row.kind], lang) })
  return (
    <section class="card">
      <h2>{say(SHARE.badge, lang)}</h2>
      <p><img class="badge" src={`${base}/badge.png`} width="640" height="640" alt={alt} loading="lazy" /></p>
      <p>{say(SHARE.badgeSays, lang)}</p>
      <div class="actions">
        <a class="button quiet" href={`${base}/badge.png`} download={`${row.kind}-${row.serial}.png`}>{say(SHARE.png, lang)}</a>
        <a class="button quiet" href={`${base}/badge.svg`} download={`${row.kind}-${row.serial}.svg`}>{say(SHARE.svg, lang)}</a>
      </div>
    </section>
  )
}

function Facts({ lang, told, links, base, problems, publicUrl, now }: SharePageProps & { base: string }): JSX.Element {
  return (
    <section class="card" id="facts-of">
      <h2>{say(SHARE.facts, lang)}</h2>
      <p>{say(SHARE.factsSays, lang)}</p>
      <form method="post" action={`${base}/facts`}>
        <input type="hidden" name="id" value={crypto.randomUUID()} />
        <Choices
          name="facts" label={say(SHARE.choose, lang)} hint={say(SHARE.chooseHint, lang)} several lang={lang} chosen={[]} problems={problems}
          options={factsIn(told).map((fact) => ({ value: fact, label: say(FACT[fact], lang) }))}
        />
        <Select name="days" label={say(SHARE.howLong, lang)} lang={lang} value="30" problems={problems} options={DAYS.map((n) => ({ value: String(n), label: say(SHARE.days, lang, { n }) }))} />
        <button>{say(SHARE.make, lang)}</button>
      </form>
      {links.length > 0 && (
        <>
          <h3>{say(SHARE.mine, lang)}</h3>
          <ul class="plain">{links.map((link) => <li><OneLink lang={lang} link={link} base={base} publicUrl={publicUrl} now={now} /></li>)}</ul>
        </>
      )}
    </section>
  )
}

function OneLink({ lang, link, base, publicUrl, now }: { lang: Lang; link: FactLink & { token: string }; base: string; publicUrl: string; now: Date }): JSX.Element {
  const living = link.ended === null && link.ends > now
  const url = `${publicUrl}/v/facts/${link.token}`
  const facts = link.facts.length > 0 ? link.facts.map((fact) => say(FACT[fact], lang).toLowerCase()).join(', ') : say(SHARE.onlyValid, lang)
  return (
    <>
      <p>
        {say(SHARE.shows, lang, { facts })} {living ? say(SHARE.until, lang, { date: dayText(link.ends) }) : say(SHARE.over, lang)} {say(SHARE.visits, lang, { n: link.visits })}
        {living && <><br /><a class="mono" href={`/v/facts/${link.token}`}>{url}</a></>}
      </p>
      {living && (
        <div class="actions">
          <a class="button quiet" href={whatsAppUrl(say(SHARE.sendFactsText, lang, { url }))} rel="noreferrer noopener" target="_blank">{say(SHARE.sendFacts, lang)}</a>
          <PostButton action={`${base}/facts/${link.id}/end`} label={say(SHARE.end, lang)} kind="danger" />
        </div>
      )}
    </>
  )
}
