import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound } from '../../web/who.ts'
import { limaDay, shownDay } from '../people/index.ts'
import { programmeOf, readAgreement, validityAt, type Programme } from '../programmes/index.ts'
import { references } from '../references/index.ts'
import { dutiesCounted, type DutiesCounted } from './counted.ts'
import { protectionOf, type KeptData, type Protection } from './protection-file.ts'

/** The name of the page, for links to it. */
export const PROTECTION: Text = { es: 'Cómo se cuidan los datos', en: 'How data is looked after' }

const W = {
  lead: { es: 'Aquí el programa dice cuánto tiempo guarda cada cosa, quién más la ve y cómo responde cuando alguien pide algo sobre sus datos.', en: 'Here the programme says how long each thing is kept, who else sees it and how it answers when somebody asks about data.' },
  keeps: { es: 'Hasta cuándo se guarda', en: 'How long it is kept' },
  proposal: { es: 'Estos plazos son una propuesta: falta que los confirme el oficial de datos personales de la entidad.', en: 'These terms are a proposal: the entity’s data officer has yet to confirm them.' },
  confirmed: { es: 'Los confirmó {by}, el {on}.', en: 'Confirmed by {by} on {on}.' },
  years: { es: '{n} años desde que termina el convenio', en: '{n} years from the end of the agreement' },
  days: { es: '{n} días desde que llega', en: '{n} days from its arrival' },
  until: { es: 'hasta el {day}', en: 'until {day}' },
  notRunning: { es: 'el plazo todavía no corre: el convenio no tiene un día de fin escrito', en: 'the term does not run yet: no end of the agreement is written' },
  after: {
    es: 'Si pides que se borren tus datos, se destruye tu llave y nadie los puede leer. Queda solo lo que la ley o el convenio obligan a guardar, sin tu nombre.',
    en: 'If you ask to have your data erased, your key is destroyed and nobody can read it. Only what the law or the agreement makes us keep stays, without your name.',
  },
  processors: { es: 'Quién más trata datos', en: 'Who else handles data' },
  nobody: { es: 'Nadie: todo queda en el servidor de la entidad.', en: 'Nobody: everything stays on the entity’s server.' },
  where: { es: 'País', en: 'Country' },
  data: { es: 'Qué recibe', en: 'What it gets' },
  rights: { es: 'Solicitudes e incidentes', en: 'Requests and incidents' },
  requests: { es: 'Solicitudes recibidas: {received}. Respondidas dentro del plazo: {inTime}. Por responder: {open}; con el plazo vencido: {overdue}.', en: 'Requests received: {received}. Answered within the term: {inTime}. To be answered: {open}; overdue: {overdue}.' },
  incidents: { es: 'Incidentes con datos: {known}. Avisados a la Autoridad dentro de {hours} horas: {toldInTime}.', en: 'Incidents with data: {known}. Told to the authority within {hours} hours: {toldInTime}.' },
  terms: { es: 'Ver los plazos de la ley', en: 'See the terms of the law' },
  ask: { es: 'Pedir algo sobre mis datos', en: 'Ask about my data' },
  ai: { es: 'Registro de inteligencia artificial', en: 'Register of artificial intelligence' },
  privacy: { es: 'Tus datos y tu privacidad', en: 'Your data and your privacy' },
  notWritten: { es: 'El programa todavía no escribió sus plazos.', en: 'The programme has not written its terms yet.' },
} as const satisfies Record<string, Text>

/** The public register of terms and processors of a programme, with how it kept its own duties (K24). */
export const protectionRoute: Route = { method: 'GET', path: '/p/:programme/data-protection', handle: show }

async function show(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = programmeOf(house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  const now = house.clock()
  const today = limaDay(now)
  const ends = validityAt(await readAgreement(house.db, programme.id), today)?.until ?? null
  const counted = await dutiesCounted(house.db, programme.id, { now, today })
  return page(c, { title: say(PROTECTION, lang), cacheSeconds: 60, main: <Page lang={lang} programme={programme} protection={protectionOf(house, programme.id)} ends={ends} counted={counted} /> })
}

interface Props {
  readonly lang: Lang
  readonly programme: Programme
  readonly protection: Protection | undefined
  /** The last day of the agreement; null while none is written. */
  readonly ends: string | null
  readonly counted: DutiesCounted
}

function Page({ lang, programme, protection, ends, counted }: Props): JSX.Element {
  return (
    <>
      <p><a href={`/p/${programme.id}`}>{say(programme.title, lang)}</a></p>
      <h1>{say(PROTECTION, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      <h2>{say(W.keeps, lang)}</h2>
      {!protection && <p>{say(W.notWritten, lang)}</p>}
      {protection && <p>{protection.confirmed ? say(W.confirmed, lang, { by: protection.confirmed.by, on: shownDay(protection.confirmed.on) }) : say(W.proposal, lang)}</p>}
      <ul class="steps">{protection?.keeps.map((kept) => <li><Kept lang={lang} kept={kept} ends={ends} /></li>)}</ul>
      <p>{say(W.after, lang)}</p>
      {protection && <Processors lang={lang} protection={protection} />}
      <h2>{say(W.rights, lang)}</h2>
      <p>{say(W.requests, lang, { ...counted.requests })}</p>
      <p>{say(W.incidents, lang, { ...counted.incidents, hours: references().dataRights.incidentHours })}</p>
      <ul class="plain">
        <li><a href="/me/requests">{say(W.ask, lang)}</a></li>
        <li><a href="/references">{say(W.terms, lang)}</a></li>
        <li><a href="/privacy">{say(W.privacy, lang)}</a></li>
        <li><a href="/ai">{say(W.ai, lang)}</a></li>
      </ul>
    </>
  )
}

function Kept({ lang, kept, ends }: { lang: Lang; kept: KeptData; ends: string | null }): JSX.Element {
  const term = kept.years === undefined ? say(W.days, lang, { n: kept.days ?? 0 }) : say(W.years, lang, { n: kept.years })
  const clock = kept.years === undefined ? null : ends ? say(W.until, lang, { day: shownDay(yearsAfter(ends, kept.years)) }) : say(W.notRunning, lang)
  return (
    <span>
      <strong>{say(kept.what, lang)}</strong><br />
      <span class="quiet-text">{say(kept.why, lang)}</span><br />
      {term}{clock && ` (${clock})`}
    </span>
  )
}

/** The same day so many years later; 29 February becomes 1 March. */
function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10)
}

function Processors({ lang, protection }: { lang: Lang; protection: Protection }): JSX.Element {
  return (
    <>
      <h2>{say(W.processors, lang)}</h2>
      {protection.processors.length === 0 && <p>{say(W.nobody, lang)}</p>}
      {protection.processors.map((p) => (
        <section class="card">
          <h3>{p.name}</h3>
          <p>{say(p.does, lang)}. {say(p.only, lang)}.</p>
          <dl class="pairs"><dt>{say(W.where, lang)}</dt><dd>{say(p.country, lang)}</dd><dt>{say(W.data, lang)}</dt><dd>{say(p.data, lang)}</dd></dl>
        </section>
      ))}
    </>
  )
}
