import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, Select, TextArea } from '../../web/form.tsx'
import { limaHour, Pages } from '../cohorts/index.ts'
import { shownLimaDay } from '../people/index.ts'
import type { DutiesCounted } from './counted.ts'
import { MOST_WORDS } from './fields.ts'
import type { Incident } from './incident.ts'
import { shownClock } from './moments.ts'
import { INCIDENT as W } from './page-words.ts'
import { INCIDENT_KINDS, STEPS } from './statements.ts'
import type { DutyText } from './texts.ts'
import { KIND_NAME, STEP_NAME } from './words.ts'

export interface IncidentsProps {
  readonly lang: Lang
  readonly office: string
  readonly open: readonly Incident[]
  readonly ended: readonly Incident[]
  readonly page: number
  readonly more: boolean
  readonly now: Date
  readonly hours: number
  /** Null for who sees only some of them. */
  readonly counted: DutiesCounted['incidents'] | null
  readonly mayWrite: boolean
  readonly typed: { readonly id: string; readonly kind: string; readonly day: string; readonly time: string; readonly affected: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
}

/** The incidents of a programme: those that are open first, with their clock. */
export function IncidentsPage(props: IncidentsProps): JSX.Element {
  const { lang, office, open, ended, hours } = props
  const base = `${office}/incidents`
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      <p>{say(W.lead, lang, { hours })}</p>
      {props.counted && <p>{say(W.counted, lang, { ...props.counted, hours })}</p>}
      <h2>{say(W.open, lang)}</h2>
      {open.length === 0 && <p>{say(W.none, lang)}</p>}
      <ul class="steps">{open.map((row) => <li><IncidentLine lang={lang} base={base} row={row} now={props.now} /></li>)}</ul>
      {props.mayWrite && <IncidentForm {...props} base={base} />}
      <h2>{say(W.ended, lang)}</h2>
      {ended.length === 0 && <p>{say(W.noneEnded, lang)}</p>}
      <ul class="steps">{ended.map((row) => <li><IncidentLine lang={lang} base={base} row={row} now={props.now} /></li>)}</ul>
      <Pages lang={lang} action={base} query={{}} page={props.page} more={props.more} />
    </>
  )
}

function IncidentLine({ lang, base, row, now }: { lang: Lang; base: string; row: Incident; now: Date }): JSX.Element {
  return (
    <span>
      <a href={`${base}/${row.incident}`}>{say(KIND_NAME[row.kind], lang)}</a><br />
      <span class="quiet-text">{say(W.knownAt, lang, { day: shownLimaDay(row.known), time: limaHour(row.known) })}</span><br />
      <Clock lang={lang} row={row} now={now} />
    </span>
  )
}

function Clock({ lang, row, now }: { lang: Lang; row: Incident; now: Date }): JSX.Element {
  if (row.ended === 'false-alarm') return <span class="tag">{say(W.falseAlarm, lang)}</span>
  if (row.told) return <span class={row.told <= row.due ? 'tag good' : 'tag bad'}>{say(row.told <= row.due ? W.toldIn : W.toldLate, lang)}</span>
  return <span class="tag bad">{shownClock(row.due, now, lang)}</span>
}

function IncidentForm({ lang, base, typed, problems }: IncidentsProps & { base: string }): JSX.Element {
  const common = { lang, problems }
  return (
    <details open={problems.length > 0}>
      <summary>{say(W.new, lang)}</summary>
      <form method="post" action={base} class="card">
        <input type="hidden" name="id" value={typed.id} />
        <Select {...common} name="kind" label={say(W.kind, lang)} value={typed.kind} options={INCIDENT_KINDS.map((value) => ({ value, label: say(KIND_NAME[value], lang) }))} />
        <Field {...common} name="day" label={say(W.day, lang)} value={typed.day} maxLength={10} autocomplete="off" />
        <Field {...common} name="time" label={say(W.time, lang)} hint={say(W.timeHint, lang)} value={typed.time} maxLength={5} autocomplete="off" />
        <Field {...common} name="affected" label={say(W.affected, lang)} value={typed.affected} maxLength={9} inputMode="numeric" autocomplete="off" optional />
        <TextArea {...common} name="text" label={say(W.text, lang)} hint={say(W.textHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={5} />
        <button>{say(W.save, lang)}</button>
      </form>
    </details>
  )
}

export interface IncidentProps {
  readonly lang: Lang
  readonly office: string
  readonly row: Incident
  readonly texts: readonly DutyText[]
  readonly names: ReadonlyMap<string, string>
  readonly now: Date
  readonly mayWrite: boolean
  readonly typed: { readonly id: string; readonly step: string; readonly day: string; readonly time: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly saved: boolean
}

/** One incident: its clock, what happened, what was done. Nothing of it is ever changed, only added to. */
export function IncidentPage(props: IncidentProps): JSX.Element {
  const { lang, office, row, texts, names } = props
  const at = (moment: Date): { day: string; time: string } => ({ day: shownLimaDay(moment), time: limaHour(moment) })
  return (
    <>
      <p><a href={`${office}/incidents`}>{say(W.back, lang)}</a></p>
      <h1>{say(KIND_NAME[row.kind], lang)}</h1>
      {props.saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <p><Clock lang={lang} row={row} now={props.now} /></p>
      <ul>
        <li>{say(W.knownAt, lang, at(row.known))}</li>
        <li>{say(W.dueAt, lang, at(row.due))}</li>
        <li>{say(W.people, lang, { n: row.affected ?? say(W.notKnown, lang) })}</li>
      </ul>
      <h2>{say(W.happened, lang)}</h2>
      {texts.filter((t) => t.part === 'happened').map((t) => <blockquote>{t.text}</blockquote>)}
      <p class="quiet-text">{say(W.writtenBy, lang, { name: names.get(row.by_staff) ?? '', ...at(row.at) })}</p>
      <h2>{say(W.steps, lang)}</h2>
      {row.steps.length === 0 && <p>{say(W.noSteps, lang)}</p>}
      <ol class="plain">
        {row.steps.map((step) => (
          <li>
            <strong>{say(STEP_NAME[step.step], lang)}</strong><br />{texts.find((t) => t.id === step.id)?.text}<br />
            <span class="quiet-text">{say(W.stepBy, lang, { ...at(new Date(step.done)), name: names.get(step.by) ?? '', noted: `${shownLimaDay(new Date(step.noted))} ${limaHour(new Date(step.noted))}` })}</span>
          </li>
        ))}
      </ol>
      {row.ended === null && props.mayWrite && <StepForm {...props} />}
    </>
  )
}

function StepForm({ lang, office, row, typed, problems }: IncidentProps): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={`${office}/incidents/${row.incident}/steps`} class="card">
      <input type="hidden" name="id" value={typed.id} />
      <Choices {...common} name="step" label={say(W.step, lang)} chosen={[typed.step]} options={STEPS.map((value) => ({ value, label: say(STEP_NAME[value], lang) }))} />
      <Field {...common} name="day" label={say(W.doneDay, lang)} value={typed.day} maxLength={10} autocomplete="off" />
      <Field {...common} name="time" label={say(W.doneTime, lang)} hint={say(W.timeHint, lang)} value={typed.time} maxLength={5} autocomplete="off" />
      <TextArea {...common} name="text" label={say(W.stepText, lang)} hint={say(W.stepHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={4} />
      <button>{say(W.addStep, lang)}</button>
    </form>
  )
}
