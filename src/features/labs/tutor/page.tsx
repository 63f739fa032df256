import type { JSX } from 'preact'
import type { Step } from '../../../engine/recipe.ts'
import { say, type Lang, type Text } from '../../../lib/text.ts'
import { Pages, SectionFinder, wantedQuery, type Section, type WantedSections } from '../../cohorts/index.ts'
import { describeSteps } from '../block-words.ts'
import type { Lab } from '../lab.ts'
import { gradeFigure, moment } from '../pages.tsx'
import { byPerson, hasPassed, isStuck, mistakeOf, STUCK, stuckIn, type StuckGroup, type TutorTry } from './tries.ts'
import { GAP_SHORT, TUTOR } from './words.ts'

/** Somebody of the section, called as the section's own page calls her. */
export interface Member {
  readonly agent: string
  readonly name: string
}

export interface SectionsLine {
  readonly section: Section
  /** Learners who are stuck in some lab. */
  readonly stuck: number
}

export interface LabSectionsProps {
  readonly lang: Lang
  readonly office: string
  readonly lines: readonly SectionsLine[]
  readonly own: boolean
  readonly wanted: WantedSections
  readonly more: boolean
}

export function LabSectionsPage({ lang, office, lines, own, wanted, more }: LabSectionsProps): JSX.Element {
  const base = `${office}/labs`
  return (
    <>
      <h1>{say(TUTOR.labs, lang)}</h1>
      <SectionFinder lang={lang} action={base} wanted={wanted} more={more} />
      {lines.length === 0 && <p>{say(own ? TUTOR.noneOfYours : TUTOR.noSections, lang)}</p>}
      <ul class="steps">
        {lines.map(({ section, stuck }) => (
          <li>
            <span>
              <a href={`${office}/sections/${encodeURIComponent(section.id)}/labs`}>{say(section.title, lang)}</a><br />
              <span class={stuck > 0 ? 'tag bad' : 'tag good'}>{stuck > 0 ? say(TUTOR.stuckCount, lang, { n: stuck }) : say(TUTOR.nobodyStuck, lang)}</span>
            </span>
          </li>
        ))}
      </ul>
      <Pages lang={lang} action={base} query={wantedQuery(wanted)} page={wanted.page} more={more} />
    </>
  )
}

export interface SectionLabsProps {
  readonly lang: Lang
  /** `/office/<programme>/sections/<section>/labs` */
  readonly base: string
  readonly section: Section
  readonly labs: readonly Lab[]
  readonly members: readonly Member[]
  readonly tries: readonly TutorTry[]
  readonly steps: ReadonlyMap<string, readonly Step[]>
}

/** Per lab that somebody tried: who is stuck and why, then a row of dots for everybody who handed in. */
export function SectionLabsPage(props: SectionLabsProps): JSX.Element {
  const { lang, section, labs, members, tries } = props
  const t = (text: Text, values = {}) => say(text, lang, values)
  const empty = labs.length === 0 ? TUTOR.noLabs : members.length === 0 ? TUTOR.noMembers : tries.length === 0 ? TUTOR.noTries : null
  const tried = labs.filter((lab) => tries.some((one) => one.lab === lab.id))
  const untried = labs.filter((lab) => !tried.includes(lab))
  return (
    <>
      <p><a href={props.base.replace(/\/labs$/, '')}>{t(TUTOR.backToSection)}</a></p>
      <h1>{t(TUTOR.ofSection, { section: t(section.title) })}</h1>
      {empty ? <p>{t(empty)}</p> : <><Legend lang={lang} />{tried.map((lab) => <OneLab {...props} lab={lab} />)}</>}
      {!empty && untried.length > 0 && <details><summary>{t(TUTOR.untried, { n: untried.length })}</summary><ul>{untried.map((lab) => <li>{t(lab.title)}</li>)}</ul></details>}
    </>
  )
}

function OneLab({ lang, base, lab, members, tries, steps }: SectionLabsProps & { lab: Lab }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  const people = byPerson(tries, lab.id)
  const shown = members.filter((m) => people.has(m.agent))
  const passed = shown.filter((m) => hasPassed(people.get(m.agent)!)).length
  const rest = members.filter((m) => !people.has(m.agent))
  return (
    <section class="card" id={lab.id}>
      <h2>{t(lab.title)}</h2>
      <p>{shown.length === 0 ? t(TUTOR.onlyAnnulled) : t(TUTOR.sum, { passed, trying: shown.length - passed, none: rest.length })}</p>
      <Stuck lang={lang} base={base} groups={stuckIn(lab, people, steps)} members={members} />
      {shown.length > 0 && (
        <>
          <h3>{t(TUTOR.everyTry)}</h3>
          <ul class="plain">
            {shown.map((m) => <li><a href={`${base}/${m.agent}#${lab.id}`}>{m.name}</a><br /><Dots lang={lang} tries={people.get(m.agent)!} /></li>)}
          </ul>
        </>
      )}
      {shown.length > 0 && rest.length > 0 && <details><summary>{t(TUTOR.not, { n: rest.length })}</summary><p>{rest.map((m) => m.name).join(', ')}</p></details>}
    </section>
  )
}

function Stuck({ lang, base, groups, members }: { lang: Lang; base: string; groups: readonly StuckGroup[]; members: readonly Member[] }): JSX.Element | null {
  if (groups.length === 0) return null
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <h3>{t(TUTOR.stuck, { n: STUCK })}</h3>
      {groups.map(({ mistake, agents }) => (
        <div class="next">
          {mistake === null ? <p>{t(TUTOR.noMistake)}</p> : <p>{t(agents.length > 1 ? TUTOR.sameMistake : TUTOR.oneMistake, { n: agents.length })} «{t(mistake.say)}»</p>}
          <p>{members.filter((m) => agents.includes(m.agent)).map((m, i) => <>{i > 0 && ' · '}<a href={`${base}/${m.agent}`}>{m.name}</a></>)}</p>
        </div>
      ))}
    </>
  )
}

type DotKind = 'passed' | 'close' | 'failed' | 'waiting'
const kindOf = ({ grade }: TutorTry): DotKind => (!grade ? 'waiting' : grade.passed ? 'passed' : grade.gap === 'close' ? 'close' : 'failed')
const STEP = 20

/** One dot a try: full, half, empty or dotted, told apart without colour. */
function Dots({ lang, tries }: { lang: Lang; tries: readonly TutorTry[] }): JSX.Element {
  const count = (kind: DotKind): number => tries.filter((one) => kindOf(one) === kind).length
  const label = say(TUTOR.dots, lang, { tries: tries.length, failed: count('failed') + count('close'), passed: count('passed'), waiting: count('waiting') })
  // The latest ones where there is no room for all on a phone.
  const shown = tries.slice(-14)
  return (
    <svg width={shown.length * STEP} height={STEP} viewBox={`0 0 ${shown.length * STEP} ${STEP}`} role="img" aria-label={label}>
      {shown.map((one, i) => <Dot kind={kindOf(one)} x={i * STEP + STEP / 2} />)}
    </svg>
  )
}

function Dot({ kind, x }: { kind: DotKind; x: number }): JSX.Element {
  const ink = kind === 'passed' ? '#1d6b3a' : '#7a2e1f'
  return (
    <>
      <circle cx={x} cy={STEP / 2} r="7" stroke={ink} stroke-width="2" fill={kind === 'passed' ? ink : '#fff'} stroke-dasharray={kind === 'waiting' ? '2 3' : undefined} />
      {kind === 'close' && <path d={`M${x} 3a7 7 0 0 0 0 14z`} fill={ink} />}
    </>
  )
}

function Legend({ lang }: { lang: Lang }): JSX.Element {
  const kinds = [['passed', TUTOR.passedDot], ['close', TUTOR.closeDot], ['failed', TUTOR.failedDot], ['waiting', TUTOR.waitingDot]] as const
  return (
    <ul class="plain lab-legend">
      {kinds.map(([kind, text]) => <li><svg viewBox={`0 0 ${STEP} ${STEP}`} aria-hidden="true"><Dot kind={kind} x={STEP / 2} /></svg> {say(text, lang)}</li>)}
    </ul>
  )
}

export interface MemberLabsProps extends Omit<SectionLabsProps, 'members'> {
  readonly member: Member
}

/** Every try of one learner: when, what, how far, what kind of gap, and the mistake that the page named. */
export function MemberLabsPage({ lang, base, section, labs, member, tries, steps }: MemberLabsProps): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  const own = labs.map((lab) => ({ lab, tries: byPerson(tries, lab.id).get(member.agent) ?? [] })).filter((one) => one.tries.length > 0)
  return (
    <>
      <h1>{member.name}</h1>
      <p><a href={base}>{t(TUTOR.toSection, { section: t(section.title) })}</a></p>
      {own.length === 0 && <p>{t(TUTOR.herNoTries)}</p>}
      {own.length > 0 && <Legend lang={lang} />}
      {own.map((one) => (
        <section class="card" id={one.lab.id}>
          <h2>{t(one.lab.title)}</h2>
          <p><Dots lang={lang} tries={one.tries} /> {isStuck(one.tries) && <span class="tag bad">{t(TUTOR.stuck, { n: STUCK })}</span>}</p>
          <ol class="steps" reversed>{one.tries.toReversed().map((each) => <Try lang={lang} lab={one.lab} one={each} steps={steps.get(each.submission)} />)}</ol>
        </section>
      ))}
    </>
  )
}

function Try({ lang, lab, one, steps }: { lang: Lang; lab: Lab; one: TutorTry; steps: readonly Step[] | undefined }): JSX.Element {
  const t = (text: Text) => say(text, lang)
  const columns = 'columns' in lab.data ? Object.entries(lab.data.columns).map(([id, name]) => ({ id, name: t(name) })) : []
  const known = one.grade?.passed ? null : mistakeOf(lab, steps)
  const state = !one.grade ? TUTOR.waitingDot : one.grade.passed ? TUTOR.passedDot : GAP_SHORT[one.grade.gap ?? ''] ?? TUTOR.failedDot
  return (
    <li>
      <span>
        {moment(one.received, lang)} <span class={one.grade?.passed ? 'tag good' : one.grade ? 'tag bad' : 'tag'}>{t(state)}</span>{' '}
        {one.grade && one.grade.figure !== null && <strong>{gradeFigure(lab, one.grade, lang)}</strong>}<br />
        {steps ? describeSteps(steps, lang, columns) : t(TUTOR.unknownRecipe)}
        {known && <><br /><span class="quiet-text">{t(TUTOR.advice)} «{t(known.say)}»</span></>}
      </span>
    </li>
  )
}
