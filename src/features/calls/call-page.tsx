import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { markdownHtml } from '../../web/markdown.ts'
import { day, sectionMode, type Section } from '../cohorts/index.ts'
import type { Call, Programme } from '../programmes/index.ts'
import { isDrawn, type RoundHead } from './lottery-round.ts'
import type { Phase } from './phase.ts'
import { moment } from './moment.ts'
import { PUBLIC } from './page-words.ts'
import type { IssuedErratum } from './call-erratum.ts'
import { Errata } from './errata-parts.tsx'
import type { ResultList } from './call-results.ts'
import { RESULTS } from './result-words.ts'
import { Criteria, Quotas, quotaTitle } from './score-parts.tsx'
import { SELECTION } from './selection-words.ts'
import { readReserved } from './quotas.ts'

export interface CallPageProps {
  readonly lang: Lang
  /** `/p/<programme>/calls/<call>` */
  readonly base: string
  readonly publicUrl: string
  readonly programme: Pick<Programme, 'title' | 'groups'>
  readonly call: Call
  readonly phase: Phase
  readonly published: Date | null
  readonly hash: string
  readonly rounds: readonly RoundHead[]
  readonly errata: readonly (IssuedErratum & { readonly by: string })[]
  /** The newest published list of results. */
  readonly results: ResultList | null
  /** Names of the departments asked for. */
  readonly departments: readonly string[]
  /** Where her own application is, when she has one. */
  readonly own: string | null
  /** Who works in the programme's office does not apply: where she may open the call there, or null. Absent: whoever may apply. */
  readonly office?: string | null
}

/** Everything somebody needs to decide whether to apply, on one page that prints well. */
export function CallPage(props: CallPageProps): JSX.Element {
  const { lang, call, base } = props
  return (
    <>
      <p><a href={base.replace(/\/calls\/[^/]+$/, '')}>{say(props.programme.title, lang)}</a></p>
      <h1>{say(call.title, lang)}</h1>
      {props.phase === 'draft' && <p class="card bad">{say(PUBLIC.draft, lang)}</p>}
      {props.office && <p class="actions"><a class="button" href={props.office}>{say(PUBLIC.inOffice, lang)}</a></p>}
      <ApplyLink {...props} />
      {/* Rendered from the call file, raw HTML off. */}
      <div dangerouslySetInnerHTML={{ __html: markdownHtml(call.text[lang]) }} />
      <Errata lang={lang} errata={props.errata} />
      <ForWhom {...props} />
      <Schedule lang={lang} call={call} />
      <h2>{say(PUBLIC.sections, lang)}</h2>
      <p>{say(PUBLIC.places, lang, { n: call.places })}</p>
      {call.sections.map((section) => <SectionCard lang={lang} section={section} />)}
      <h2>{say(PUBLIC.steps, lang)}</h2>
      <ol>
        {[PUBLIC.step1, PUBLIC.step2, call.selection.kind === 'score' ? SELECTION.step3 : PUBLIC.step3, PUBLIC.step4].map((step) => <li>{say(step, lang, { hours: call.acceptanceHours })}</li>)}
      </ol>
      <Criteria lang={lang} call={call} />
      <Quotas lang={lang} call={call} programme={props.programme} />
      <Lottery {...props} />
      {props.results && (
        <>
          <h2>{say(RESULTS.link, lang)}</h2>
          <p>{say(RESULTS.appealUntil, lang, { date: moment(props.results.until, lang) })}</p>
          <p class="actions"><a class="button quiet" href={`${base}/results`}>{say(RESULTS.see, lang)}</a></p>
        </>
      )}
      <h2>{say(PUBLIC.data, lang)}</h2>
      <ul>
        {[PUBLIC.dataDocument, PUBLIC.dataBirth, PUBLIC.dataDistrict, PUBLIC.dataPhone, PUBLIC.dataWork, PUBLIC.dataRights].map((line) => <li>{say(line, lang)}</li>)}
      </ul>
      {props.published && (
        <>
          <h2>{say(PUBLIC.terms, lang)}</h2>
          <p>{say(PUBLIC.termsHash, lang, { date: day(props.published) })} <code>{props.hash}</code></p>
          <p><a href={`${base}/bases.yaml`}>{say(PUBLIC.termsFile, lang)}</a></p>
        </>
      )}
      <ApplyLink {...props} />
    </>
  )
}

function ApplyLink({ lang, base, call, phase, own, office }: CallPageProps): JSX.Element | null {
  if (own) return <p class="actions"><a class="button" href={own}>{say(PUBLIC.goOn, lang)}</a></p>
  if (phase === 'closed' || phase === 'final') return <p>{say(PUBLIC.closedOn, lang, { date: moment(call.closes, lang) })}</p>
  if (phase !== 'open') return <p>{say(PUBLIC.opensOn, lang, { date: moment(call.opens, lang) })}</p>
  if (office !== undefined) return <p>{say(PUBLIC.openUntil, lang, { date: moment(call.closes, lang) })}</p>
  return (
    <>
      <p>{say(PUBLIC.openUntil, lang, { date: moment(call.closes, lang) })}</p>
      <p class="actions"><a class="button" href={`${base}/apply`}>{say(PUBLIC.apply, lang)}</a></p>
    </>
  )
}

function ForWhom({ lang, call, programme, departments }: CallPageProps): JSX.Element {
  const { minAge, groups } = call.requirements
  const titles = (groups ?? []).map((id) => programme.groups.find((g) => g.id === id)?.title[lang] ?? id)
  return (
    <>
      <h2>{say(PUBLIC.forWhom, lang)}</h2>
      <ul>
        <li>{say(minAge < 18 ? PUBLIC.age : PUBLIC.adults, lang, { age: minAge })}</li>
        <li>{departments.length > 0 ? say(PUBLIC.departments, lang, { list: departments.join(', ') }) : say(PUBLIC.anywhere, lang)}</li>
        {titles.length > 0 && <li>{say(PUBLIC.groups, lang, { list: titles.join(', ') })}</li>}
        <li>{say(PUBLIC.anyDocument, lang)}</li>
      </ul>
    </>
  )
}

function Schedule({ lang, call }: { lang: Lang; call: Call }): JSX.Element {
  const drawn = call.selection.rounds === 'one' ? PUBLIC.drawOnce : PUBLIC.drawRolling
  return (
    <>
      <h2>{say(PUBLIC.schedule, lang)}</h2>
      <dl class="pairs">
        <dt>{say(PUBLIC.opens, lang)}</dt><dd>{moment(call.opens, lang)}</dd>
        <dt>{say(PUBLIC.closes, lang)}</dt><dd>{moment(call.closes, lang)}</dd>
        <dt>{say(PUBLIC.draw, lang)}</dt><dd>{say(drawn, lang, { date: moment(call.selection.drawAt, lang) })}</dd>
        <dt>{say(PUBLIC.accept, lang)}</dt><dd>{say(PUBLIC.acceptIn, lang, { hours: call.acceptanceHours })}</dd>
      </dl>
    </>
  )
}

function SectionCard({ lang, section }: { lang: Lang; section: Pick<Section, 'title' | 'mode' | 'site' | 'shift' | 'starts' | 'ends' | 'capacity'> }): JSX.Element {
  return (
    <section class="card">
      <h3>{say(section.title, lang)}</h3>
      <p>{say(sectionMode(section), lang)} · {say(section.site, lang)} · {say(section.shift, lang)}<br />
        {day(section.starts)} – {day(section.ends)} · {say(PUBLIC.sectionPlaces, lang, { n: section.capacity })}</p>
    </section>
  )
}

function Lottery({ lang, base, publicUrl, call, rounds, programme }: CallPageProps): JSX.Element {
  return (
    <>
      <h2>{say(call.selection.kind === 'score' ? SELECTION.how : PUBLIC.lottery, lang)}</h2>
      <p>{say(PUBLIC.lotteryHow, lang)}</p>
      <p>{say(PUBLIC.lotteryValue, lang)} {say(call.selection.publicValue, lang)}</p>
      {rounds.length > 0 && <h3>{say(PUBLIC.rounds, lang)}</h3>}
      {rounds.map((round) => (
        <p>
          {isDrawn(round)
            ? say(PUBLIC.roundDrawn, lang, { n: round.round, count: round.listed, places: round.places, value: round.value, source: round.source })
            : say(PUBLIC.roundWaiting, lang, { n: round.round, count: round.listed, date: moment(round.frozen, lang) })}
          {round.reserved && <> {say(SELECTION.reserved, lang, { list: readReserved(round.reserved).map((r) => `${quotaTitle(r.quota, lang, programme)} ${r.places}`).join(', ') })}</>}
          {' '}<a href={`${base}/lottery.json?round=${round.round}`}>{say(PUBLIC.roundFile, lang)}</a>
        </p>
      ))}
      <p class="hint">{say(PUBLIC.lotteryAgain, lang, { url: `${publicUrl}${base}/lottery.json` })}</p>
    </>
  )
}
