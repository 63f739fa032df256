import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, Select } from '../../web/form.tsx'
import { CARE } from './childcare.ts'
import { CARE_TEXT, CHILDCARE } from './childcare-words.ts'
import type { Destinations } from './destinations.ts'
import { isPaused, type Enrolment } from './enrolment.ts'
import type { HistoryLine } from './history.ts'
import { dropOutCause, HISTORY, MOVING, PAUSE_CAUSE } from './move-words.ts'
import type { Section } from './sections.ts'
import { limaHour } from './shift.ts'
import { day, stateText } from './shown.ts'
import { ANNULMENT_REASONS, DROP_OUT_CAUSES, PAUSE_CAUSES, WITHDRAWAL_CAUSES, type Care } from './statements.ts'
import { ANNULMENT, CAUSE, PAGE } from './words.ts'

export interface EnrolmentPageProps {
  readonly lang: Lang
  readonly office: string
  readonly enrolment: Enrolment
  readonly section: Section
  readonly name: string
  /** Where she may go; null when she goes nowhere from here. */
  readonly destinations: Destinations | null
  /** Somebody just searched among the destinations. */
  readonly searching: boolean
  readonly childcare: Care | undefined
  /** Whether the section's site has childcare; null without a recorded site. */
  readonly careAtSite: boolean | null
  readonly history: readonly HistoryLine[]
  readonly today: string
  readonly problems?: readonly FieldProblem[]
}

/** One enrolment: says what each step does before it is taken. */
export function EnrolmentPage(props: EnrolmentPageProps): JSX.Element {
  const { lang, office, enrolment, section, name, problems, today } = props
  return (
    <>
      <h1>{say(PAGE.enrolment, lang)}: {name}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}`}>{say(PAGE.backToSection, lang)}</a></p>
      <p>{say(section.title, lang)} · {stateText(enrolment, today, lang)} · {say(PAGE.since, lang)} {day(enrolment.since)}</p>
      <p class="actions">
        <a class="button quiet" href={`${office}/people/${enrolment.agent}`}>{say(PAGE.toPerson, lang)}</a>
        <a class="button quiet" href={`${office}/enrolments/${enrolment.enrolment}/contacts`}>{say(PAGE.toFollow, lang)}</a>
      </p>
      {enrolment.state === 'active' && <WhileActive {...props} />}
      {enrolment.state === 'withdrawn' && (
        <section class="card">
          <h2>{say(PAGE.reEnterTitle, lang)}</h2>
          <p>{say(PAGE.reEnterSays, lang, { name, section: say(section.title, lang) })}</p>
          <PostButton action={`${office}/enrolments/${enrolment.enrolment}/re-enter`} label={say(PAGE.reEnter, lang)} />
        </section>
      )}
      {enrolment.state !== 'annulled' && <Childcare {...props} />}
      {enrolment.state !== 'annulled' && (
        <Step {...props} step="annul" title={say(PAGE.annulTitle, lang)} says={say(PAGE.annulSays, lang)} field="reason" button={<button class="danger">{say(PAGE.annul, lang)}</button>}>
          <Choices name="reason" label={say(PAGE.reason, lang)} lang={lang} problems={problems} chosen={[]} options={ANNULMENT_REASONS.map((value) => ({ value, label: say(ANNULMENT[value], lang) }))} />
        </Step>
      )}
      <h2>{say(HISTORY.title, lang)}</h2>
      <ol class="plain">
        {props.history.map((line) => (
          <li><strong>{line.text}</strong><br /><span class="quiet-text">{say(HISTORY.by, lang, { day: day(line.at), hour: limaHour(line.at), who: line.by || say(HISTORY['by-herself'], lang) })}</span></li>
        ))}
      </ol>
    </>
  )
}

function WhileActive(props: EnrolmentPageProps): JSX.Element {
  const { lang, office, enrolment, section, name, problems, today } = props
  const named = { name, section: say(section.title, lang) }
  const dropCauses = dropOutCause(CAUSE)
  return (
    <>
      {isPaused(enrolment, today) && (
        <section class="card">
          <h2>{say(MOVING.resumeTitle, lang)}</h2>
          <p>{stateText(enrolment, today, lang)}</p>
          <PostButton action={`${office}/enrolments/${enrolment.enrolment}/resume`} label={say(MOVING.resume, lang)} />
        </section>
      )}
      <Transfer {...props} />
      <Step {...props} step="pause" title={say(MOVING.pauseTitle, lang)} says={say(MOVING.pauseSays, lang, named)} field="until" button={<button>{say(MOVING.pause, lang)}</button>}>
        <Field name="until" type="date" label={say(MOVING.until, lang)} lang={lang} problems={problems} />
        <Choices name="pause_cause" label={say(MOVING.pauseCause, lang)} lang={lang} problems={problems} chosen={[]} options={PAUSE_CAUSES.map((value) => ({ value, label: say(PAUSE_CAUSE[value], lang) }))} />
      </Step>
      <Step {...props} step="withdraw" title={say(PAGE.withdrawTitle, lang)} says={say(PAGE.withdrawSays, lang, named)} field="cause" button={<button>{say(PAGE.withdraw, lang)}</button>}>
        <Choices name="cause" label={say(PAGE.cause, lang)} lang={lang} problems={problems} chosen={[]} options={WITHDRAWAL_CAUSES.map((value) => ({ value, label: say(CAUSE[value], lang) }))} />
      </Step>
      <Step {...props} step="drop-out" title={say(MOVING.dropTitle, lang)} says={say(MOVING.dropSays, lang, named)} field="drop_cause" button={<button>{say(MOVING.drop, lang)}</button>}>
        <Choices name="drop_cause" label={say(MOVING.dropCause, lang)} lang={lang} problems={problems} chosen={[]} options={DROP_OUT_CAUSES.map((value) => ({ value, label: say(dropCauses[value], lang) }))} />
      </Step>
    </>
  )
}

function Transfer(props: EnrolmentPageProps): JSX.Element {
  const { lang, office, enrolment, destinations, name, problems } = props
  const { open, search, more } = destinations ?? { open: [], search: '', more: false }
  const options = open.map(({ section, left }) => ({ value: section.id, label: say(MOVING.toOption, lang, { section: say(section.title, lang), shift: say(section.shift, lang), left }) }))
  return (
    <details open={props.searching || problems?.some((p) => p.field === 'section')}>
      <summary>{say(MOVING.transferTitle, lang)}</summary>
      {(more || props.searching) && (
        <form method="get" action={`${office}/enrolments/${enrolment.enrolment}`} role="search" class="card">
          <Field name="to" type="search" label={say(MOVING.search, lang)} hint={more ? say(MOVING.searchHint, lang, { n: open.length }) : undefined} lang={lang} value={search} maxLength={80} autocomplete="off" />
          <button class="quiet">{say(MOVING.find, lang)}</button>
        </form>
      )}
      <form method="post" action={`${office}/enrolments/${enrolment.enrolment}/transfer`} class="card">
        <p>{say(MOVING.transferSays, lang, { name })}</p>
        {options.length === 0 ? <p>{say(search ? MOVING.noneFound : MOVING.nowhere, lang)}</p> : (
          <>
            <Select name="section" label={say(MOVING.to, lang)} lang={lang} problems={problems} options={options} />
            <button>{say(MOVING.transfer, lang)}</button>
          </>
        )}
      </form>
    </details>
  )
}

function Childcare(props: EnrolmentPageProps): JSX.Element {
  const { lang, problems, childcare, careAtSite } = props
  return (
    <Step {...props} step="childcare" title={say(CHILDCARE.title, lang)} says={say(CHILDCARE.says, lang)} field="childcare" button={<button>{say(CHILDCARE.save, lang)}</button>}>
      <input type="hidden" name="asked" value="yes" />
      {careAtSite !== null && <p>{say(careAtSite ? CHILDCARE.siteHas : CHILDCARE.siteHasNot, lang)}</p>}
      <Choices name="childcare" label={say(CHILDCARE.question, lang)} lang={lang} problems={problems} several chosen={CARE.filter((one) => childcare?.[one])}
        options={CARE.map((value) => ({ value, label: say(CARE_TEXT[value], lang) }))} />
    </Step>
  )
}

/** A step that is folded until somebody wants it; open when it was refused. */
function Step(props: EnrolmentPageProps & { step: string; title: string; says: string; field: string; button: JSX.Element | null; children: ComponentChildren }): JSX.Element {
  const { office, enrolment, step, problems } = props
  return (
    <details open={problems?.some((p) => p.field.endsWith(props.field))}>
      <summary>{props.title}</summary>
      <form method="post" action={`${office}/enrolments/${enrolment.enrolment}/${step}`} class="card">
        <p>{props.says}</p>
        {props.children}
        {props.button}
      </form>
    </details>
  )
}
