import type { ComponentChildren, JSX } from 'preact'
import { say, type Lang, type Text } from '../../../lib/text.ts'
import type { Lab } from '../lab.ts'
import { DataCard, Limits } from '../pages.tsx'
import { dataBytes, scriptBytes, sizeText } from './size.ts'
import type { LabStanding } from './standings.ts'
import { TradePicture } from './trade-picture.tsx'
import { TRADE, TRADES, type Trade } from './trades.ts'
import { LEVEL, SHELF } from './words.ts'

interface Props {
  readonly lang: Lang
  readonly labs: readonly Lab[]
  /** Labs that the programme's rule names. */
  readonly asked: ReadonlySet<string>
}

export interface ShelfProps extends Props {
  /** `/learn/<enrolment>` */
  readonly base: string
  readonly ofCourse: ReadonlySet<string>
  /** Hers, where what she told about her firm says it. */
  readonly trade: Trade | null
  /** The one she chose to see. */
  readonly chosen: Trade | null
  readonly standings: ReadonlyMap<string, LabStanding>
}

/** A learner's shelf: the labs of her course first, then those of her trade. */
export function ShelfPage({ base, ofCourse, trade, chosen, standings, ...props }: ShelfProps): JSX.Element {
  const { lang, labs, asked } = props
  const shown = labs.filter((lab) => chosen === null || lab.trade === chosen)
  const first = shown.filter((lab) => ofCourse.has(lab.id))
  const second = shown.filter((lab) => !ofCourse.has(lab.id) && lab.trade === trade)
  const groups = chosen ? [{ title: TRADE[chosen], of: shown }] : [
    { title: SHELF.ofCourse, of: first }, { title: SHELF.ofTrade, of: second }, { title: SHELF.others, of: shown.filter((lab) => !first.includes(lab) && !second.includes(lab)) },
  ]
  return (
    <>
      <p><a href={base}>{say(SHELF.toCourse, lang)}</a></p>
      <h1>{say(SHELF.title, lang)}</h1>
      <p>{say(SHELF.lead, lang)} {say(SHELF.counts, lang)}</p>
      <Filter address={`${base}/labs`} chosen={chosen} {...props} />
      {shown.length === 0 && <p>{say(SHELF.none, lang)}</p>}
      {groups.filter(({ of }) => of.length > 0).map(({ title, of }) => (
        <section>
          <h2>{say(title, lang)}</h2>
          <ul class="shelf">
            {of.map((lab) => (
              <Card lang={lang} lab={lab} href={`${base}/labs/${lab.id}`}>
                <State lang={lang} standing={standings.get(lab.id)} />
                {asked.has(lab.id) && <span class="tag">{say(SHELF.asked, lang)}</span>}
              </Card>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function State({ lang, standing }: { lang: Lang; standing: LabStanding | undefined }): JSX.Element {
  if (!standing) return <span class="tag">{say(SHELF.untried, lang)}</span>
  if (standing.passed) return <span class="tag good">{say(SHELF.passed, lang)}</span>
  return <span class="tag">{standing.tries === 1 ? say(SHELF.tryingOnce, lang) : say(SHELF.trying, lang, { n: standing.tries })}</span>
}

/** What is taught, for anybody: with limits, data and licence of each lab, without trying it. */
export function PublicShelfPage({ programme, title, chosen, documented, ...props }: Props & {
  readonly programme: string
  readonly title: Text
  readonly chosen: Trade | null
  /** Labs whose document there is. */
  readonly documented: ReadonlySet<string>
}): JSX.Element {
  const { lang, labs, asked } = props
  const shown = labs.filter((lab) => chosen === null || lab.trade === chosen)
  return (
    <>
      <p><a href={`/p/${programme}`}>{say(SHELF.toProgramme, lang)}</a></p>
      <h1>{say(SHELF.title, lang)}</h1>
      <p><strong>{say(title, lang)}</strong></p>
      <p>{say(SHELF.publicLead, lang)} {say(SHELF.publicCounts, lang)}</p>
      <Filter address={`/p/${programme}/labs`} chosen={chosen} {...props} />
      <ul class="shelf">
        {shown.map((lab) => (
          <Card lang={lang} lab={lab} heading={2}>
            {asked.has(lab.id) && <span class="tag">{say(SHELF.asked, lang)}</span>}
            <details>
              <summary>{say(SHELF.more, lang)}</summary>
              <Limits lang={lang} lab={lab} level={3} />
              <DataCard lang={lang} lab={lab} level={3} />
              {documented.has(lab.id) && <p><a href={`/labs/${lab.id}/document`}>{say(SHELF.document, lang)}</a></p>}
            </details>
          </Card>
        ))}
      </ul>
    </>
  )
}

/** The shelf for anybody, to be kept on a phone: its island says which labs are here, and takes more along. */
export function TakenShelfPage({ lang, labs, base }: Omit<Props, 'asked'> & { base: string }): JSX.Element {
  const said = { here: SHELF.here, passed: SHELF.passed, taking: SHELF.taking, ready: SHELF.ready, failed: SHELF.failed }
  return (
    <>
      <p><a href={base}>{say(SHELF.toCourse, lang)}</a></p>
      <h1>{say(SHELF.title, lang)}</h1>
      <p>{say(SHELF.lead, lang)} {say(SHELF.counts, lang)}</p>
      <p id="shelf-open" class="card next">{say(SHELF.open, lang)}</p>
      <p>{say(SHELF.needsSignal, lang)}</p>
      <ul class="shelf" id="shelf" data-say={JSON.stringify(Object.fromEntries(Object.entries(said).map(([name, text]) => [name, say(text, lang)])))}>
        {labs.map((lab) => (
          <Card lang={lang} lab={lab} href={`${base}/labs/${lab.id}`} heading={2} kept={`${base}/labs/${lab.id}`}>
            <span class="tag good" data-state hidden></span>
            <button type="button" class="quiet" data-take hidden>{say(SHELF.take, lang, { size: sizeText(dataBytes(lab) + scriptBytes(lab), lang) })}</button>
            <span role="status"></span>
          </Card>
        ))}
      </ul>
    </>
  )
}

interface CardProps {
  readonly lang: Lang
  readonly lab: Lab
  /** Absent where it cannot be tried. */
  readonly href?: string
  readonly heading?: 2 | 3
  /** Address under which a phone keeps it. */
  readonly kept?: string
  readonly children: ComponentChildren
}

function Card({ lang, lab, href, heading = 3, kept, children }: CardProps): JSX.Element {
  const H = `h${heading}` as const
  const title = say(lab.title, lang)
  const about = { trade: say(TRADE[lab.trade], lang), level: say(LEVEL[lab.level], lang), minutes: lab.minutes, size: sizeText(dataBytes(lab) + scriptBytes(lab), lang) }
  return (
    <li class="card" id={lab.id} {...(kept ? { 'data-lab': lab.id, 'data-kept': kept } : {})}>
      <div class="shelf-head"><TradePicture trade={lab.trade} /><H>{href ? <a href={href}>{title}</a> : title}</H></div>
      <p>{say(lab.summary, lang)}</p>
      <p class="quiet-text">{say(SHELF.about, lang, about)}</p>
      <div class="tags">{children}</div>
    </li>
  )
}

function Filter({ lang, labs, address, chosen }: Props & { address: string; chosen: Trade | null }): JSX.Element {
  const there = TRADES.filter((trade) => labs.some((lab) => lab.trade === trade))
  return (
    <nav class="chips" aria-label={say(SHELF.filter, lang)}>
      <a href={address} aria-current={chosen === null ? 'page' : undefined}>{say(SHELF.all, lang)}</a>
      {there.map((trade) => <a href={`${address}?trade=${trade}`} aria-current={chosen === trade ? 'page' : undefined}>{say(TRADE[trade], lang)}</a>)}
    </nav>
  )
}

/** A lab's own document, already HTML. */
export function DocumentPage({ lang, lab, html }: { lang: Lang; lab: Lab; html: string }): JSX.Element {
  return (
    <>
      <h1>{say(SHELF.documentTitle, lang, { title: say(lab.title, lang) })}</h1>
      {lang !== 'en' && <p>{say(SHELF.documentNote, lang)}</p>}
      <article class="lesson" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
    </>
  )
}
