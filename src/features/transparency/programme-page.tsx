import type { ComponentChildren, JSX } from 'preact'
import { LOG } from '../log/index.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import type { Phase } from '../calls/index.ts'
import { PROTECTION } from '../duties/index.ts'
import type { Figures, Programme, WholeTarget } from '../programmes/index.ts'
import { AI } from './ai-page.tsx'
import { PAPER } from './agreement-page-words.ts'
import { AuditedNumber, type Audited } from './audited-number.tsx'
import { Levels, NumberBlock, Position } from './number-block.tsx'
import { History, ReportsBlock } from './reports-block.tsx'
import { PARALLEL } from './parallel-words.ts'
import { RuleBlock, type RuleProps } from './rule-block.tsx'
import { WORDS } from './words.ts'

/** A published call: where it stands and where it is read. */
export interface PublicCall { readonly call: { readonly title: Text }; readonly phase: Phase; readonly href: string }

export interface ProgrammeView {
  readonly programme: Programme
  readonly figures: Figures
  readonly targets: readonly WholeTarget[]
  /** The version that is in force, or the newest proposal. */
  readonly rule: Omit<RuleProps, 'lang'>
  readonly calls: readonly PublicCall[]
  /** What the last closed audit found; null: not audited yet. */
  readonly audited: Audited | null
  readonly lang: Lang
}

/** What anybody may know of a programme: the number, how it is counted, and what was promised. */
export function ProgrammePage(view: ProgrammeView): JSX.Element {
  const { programme, figures, lang } = view
  return (
    <>
      <h1>{say(programme.title, lang)}</h1>
      <p>{say(programme.summary, lang)}</p>
      <NumberBlock programme={programme} figures={figures} targets={view.targets} lang={lang} />
      <AuditedNumber audited={view.audited} programme={programme} figures={figures} lang={lang} />
      <p><a href={`/p/${programme.id}/agreement`}>{say(PAPER.seeAgreement, lang)}</a></p>
      <p><a href={`/p/${programme.id}/data-protection`}>{say(PROTECTION, lang)}</a></p>
      <Position figures={figures} lang={lang} />
      {view.calls.length > 0 && (
        <section>
          <h2>{say(WORDS.calls, lang)}</h2>
          <p class="actions"><Calls calls={view.calls} lang={lang} /></p>
        </section>
      )}
      <Levels figures={figures} lang={lang} />
      <section>
        <h2>{say(WORDS.ruleTitle, lang)}</h2>
        <RuleBlock {...view.rule} lang={lang} />
        <p><a href={`/p/${programme.id}/parallel`}>{say(PARALLEL.see, lang)}</a></p>
      </section>
      <section>
        <h2>{say(WORDS.labsTitle, lang)}</h2>
        <p><a href={`/p/${programme.id}/labs`}>{say(WORDS.labs, lang)}</a></p>
      </section>
      <Recount programme={programme} figures={figures} lang={lang} />
      <ReportsBlock programme={programme} lang={lang} />
      <History programme={programme} lang={lang} />
    </>
  )
}

/** Open calls invite, the others can be read. */
function Calls({ calls, lang }: Pick<ProgrammeView, 'calls' | 'lang'>): JSX.Element {
  return (
    <>
      {calls.map(({ call, phase, href }) => (
        <a class={phase === 'open' ? 'button' : 'button quiet'} href={href}>
          {phase === 'open' ? say(WORDS.apply, lang, { call: say(call.title, lang) }) : say(call.title, lang)}
        </a>
      ))}
    </>
  )
}

function Recount({ programme, figures, lang }: Pick<ProgrammeView, 'programme' | 'figures' | 'lang'>): JSX.Element {
  return (
    <section>
      <h2>{say(WORDS.recountTitle, lang)}</h2>
      <p>{say(WORDS.recountWhy, lang)}</p>
      {figures.rule && (
        <>
          <p><a href={`/p/${programme.id}/recount.csv`}>{say(WORDS.recountFile, lang)}</a></p>
          <p>{say(WORDS.recountFileNote, lang)}</p>
        </>
      )}
      <p><a href={`/p/${programme.id}/number.json`}>{say(WORDS.recountFigures, lang)}</a></p>
      <p><a href={`/p/${programme.id}/releases`}>{say(WORDS.cuts, lang)}</a></p>
      <p><a href={`/p/${programme.id}/log`}>{say(LOG.link, lang)}</a></p>
      <p>{say(WORDS.recountRun, lang)}</p>
      <pre tabindex={0}>{`npm run recount -- ${programme.id}${figures.pos > 0 ? ` --at ${figures.pos}` : ''}`}</pre>
    </section>
  )
}

export interface HomeView {
  readonly programmes: readonly { readonly programme: Programme; readonly figures: Figures; readonly targets: readonly WholeTarget[]; readonly calls: ProgrammeView['calls'] }[]
  readonly lang: Lang
}

/** The front door: what this is, each programme's number, and how to begin. */
export function HomePage({ programmes, lang }: HomeView): JSX.Element {
  return (
    <>
      <h1>{say(WORDS.homeTitle, lang)}</h1>
      <p>{say(WORDS.homeIntro, lang)}</p>
      <h2>{say(WORDS.programmes, lang)}</h2>
      {programmes.map(({ programme, figures, targets, calls }) => (
        <Card heading={<>{say(programme.title, lang)} {programme.trial && <span class="tag">{say(WORDS.trialTag, lang)}</span>}</>}>
          <NumberBlock programme={programme} figures={figures} targets={targets} lang={lang} />
          <p class="actions">
            <Calls calls={calls} lang={lang} />
            <a class="button quiet" href={`/p/${programme.id}`}>{say(WORDS.seeProgramme, lang)}</a>
          </p>
        </Card>
      ))}
      <h2>{say(WORDS.promises, lang)}</h2>
      <ol>{[WORDS.promiseDoing, WORDS.promiseNumber, WORDS.promiseEverywhere].map((p) => <li>{say(p, lang)}</li>)}</ol>
      <p><a href="/ai">{say(AI.title, lang)}</a></p>
    </>
  )
}

function Card({ heading, children }: { heading: ComponentChildren; children: ComponentChildren }): JSX.Element {
  return <section class="card"><h3>{heading}</h3>{children}</section>
}
