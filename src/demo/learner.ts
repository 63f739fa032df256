import { train } from '../engine/train.ts'
import { ENGINE } from '../engine/version.ts'
import { applicationOf } from '../features/calls/index.ts'
import { enrolmentsOf } from '../features/cohorts/index.ts'
import { currentCourse, productOf, type Course } from '../features/courses/index.ts'
import { classLab, labOf, publicData, seedOf } from '../features/labs/index.ts'
import { personOf } from '../features/people/index.ts'
import { attemptSeed, attemptToken, drawQuestions } from '../features/quizzes/index.ts'
import type { House } from '../feature.ts'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import { answersTo } from './answers.ts'
import { chance, idOf } from './chance.ts'
import { PRODUCTS } from './names.ts'
import type { DemoPerson } from './person.ts'
import { browserOf, done, type Browser, type Site } from './site.ts'

/** Somebody who applied. */
export interface Applicant {
  readonly person: DemoPerson
  readonly pin: string
  readonly call: string
  readonly expediente: string
  readonly agent: string
  /** Uuid of her person. */
  readonly id: string
  readonly browser: Browser
}

/** Somebody with a place in a section. */
export interface Learner extends Applicant {
  readonly enrolment: string
  readonly section: string
}

/** What the demo's acts need besides the person. */
export interface Stage {
  readonly site: Site
  readonly seed: number
}

const MOST_PINS = 3
const LAB = 'uva-vino'

/** Both steps of the application, registering on the way; a PIN that the house finds too easy is typed anew. `send`: or she stops there. */
export async function applies({ site }: Stage, person: DemoPerson, call: string, send: boolean): Promise<Applicant> {
  const browser = browserOf(site, `10.${(person.n >> 16) + 1}.${(person.n >> 8) & 255}.${person.n & 255}`)
  const { document } = person
  for (const [i, pin] of person.pins.entries()) {
    const answer = await browser.post(`/p/${DEMO_PROGRAMME}/calls/${call}/apply`, {
      document_type: document.type, document_number: document.number, document_country: '', pin, full_name: person.name, birth_date: person.born,
      district: 'el de la lista', district_choice: person.district, consent: 'yes', ...guardianOf(person),
    })
    if (answer.status === 422 && i < MOST_PINS) continue
    const own = (await done(Promise.resolve(answer), `the application of ${person.name}`)).headers.get('location') ?? ''
    const expediente = own.split('/').at(-1) ?? ''
    const firm: Record<string, string> = person.ruc ? { ruc: person.ruc, line: person.line } : { no_ruc: 'yes', line: person.line }
    await done(browser.post(`${own}/rest`, { phone: person.phone, language: person.language, groups: person.groups, ...firm }), 'step two')
    if (person.tellsSex) await done(browser.post('/me/data/work', { groups: person.groups, sex: person.sex, ...firm }), 'her sex')
    if (person.agrees) await done(browser.post('/me/data/consents', { purposes: ['messages'] }), 'a consent')
    if (send) await done(browser.post(`${own}/send`), 'sending')
    return { person, pin, call, expediente, browser, ...await whoIs(site.house, expediente) }
  }
  throw new TypeError('demo: no PIN was good enough')
}

function guardianOf({ n, minor }: DemoPerson): Record<string, string> {
  return minor ? { guardian_name: 'Justina Tutora Inventada', guardian_document_type: 'dni', guardian_document_number: String(98_000_000 + n), guardian_consent: 'yes' } : {}
}

async function whoIs(house: House, expediente: string): Promise<{ agent: string; id: string }> {
  const row = await applicationOf(house.db, DEMO_PROGRAMME, expediente)
  const id = row && await personOf(house.db, DEMO_PROGRAMME, row.agent)
  if (!row || !id) throw new TypeError(`demo: no application ${expediente}`)
  return { agent: row.agent, id }
}

const ownAddress = ({ expediente }: Applicant): string => `/me/applications/${DEMO_PROGRAMME}/${expediente}`

/** Days later her session is over. */
async function signsIn({ person: { document }, pin, browser }: Applicant): Promise<void> {
  await done(browser.post('/sign-in', { document_type: document.type, document_number: document.number, document_country: '', pin }), 'signing in')
}

export async function corrects(who: Applicant): Promise<void> {
  await signsIn(who)
  await done(who.browser.post(`${ownAddress(who)}/send`), 'a correction')
}

export async function declines(who: Applicant): Promise<void> {
  await signsIn(who)
  await done(who.browser.post(`${ownAddress(who)}/decline`), 'declining')
}

/** She asks to have the result looked at again. */
export async function appeals(who: Applicant, words: string): Promise<void> {
  await signsIn(who)
  await done(who.browser.post(`${ownAddress(who)}/appeal`, { reasons: 'meets-requirements', words }), 'an appeal')
}

export async function accepts({ site }: Stage, who: Applicant, section: string): Promise<Learner> {
  await signsIn(who)
  await done(who.browser.post(`${ownAddress(who)}/accept`, { section }), 'accepting')
  const enrolment = (await enrolmentsOf(site.house.db, DEMO_PROGRAMME, who.agent)).find((e) => e.section === section)?.enrolment
  if (!enrolment) throw new TypeError('demo: accepted, but not enrolled')
  return { ...who, enrolment, section }
}

function course(house: House): Course {
  const found = currentCourse(house, 'base')
  if (!found) throw new TypeError('demo: the course base did not load')
  return found
}

/** As her phone delivers it when she has signal: the same checks as the page's. */
async function delivers({ site: { house }, seed }: Stage, who: Learner, kind: string, name: string, data: unknown): Promise<string> {
  const rule = house.deliveries.find((d) => d.kind === kind)
  if (!rule) throw new TypeError(`demo: nothing takes ${kind}`)
  const id = idOf(seed, `${kind} ${who.person.n} ${name}`)
  const now = house.clock()
  await rule.accept(house, { kind: 'learner', person: who.id }, { id, kind, data, files: [], at: now, deviceTime: now, skewed: false })
  return id
}

/** One unit, counted from 1. */
export async function studies(stage: Stage, who: Learner, unit: number): Promise<void> {
  const { units, hash } = course(stage.site.house)
  const id = units[unit - 1]?.id ?? ''
  await delivers(stage, who, 'unit-completed', id, { enrolment: who.enrolment, unit: id, version: hash, lang: who.person.language === 'en' ? 'en' : 'es' })
}

/** A counted attempt with so many wrong answers. */
export async function triesQuiz(stage: Stage, who: Learner, attempt: number, wrong: number): Promise<void> {
  const { house } = stage.site
  const { id, quiz, hash } = course(house)
  const of = { tenant: DEMO_PROGRAMME, enrolment: who.enrolment, quiz: `${id}.${quiz.id}`, version: hash, attempt }
  const answers = answersTo(drawQuestions(quiz, attemptSeed(house.keys, of)), wrong)
  await delivers(stage, who, 'quiz-attempt', String(attempt), { enrolment: who.enrolment, attempt, token: attemptToken(house.keys, of), version: hash, answers, anyway: false })
}

const STEPS = {
  good: [{ block: 'scale', by: 'min-max' } as const, { block: 'neighbours', k: 9 } as const],
  poor: [{ block: 'neighbours', k: 1 } as const],
}

/** Really trained, here and then by the server's grading job on what nobody has seen. */
export async function triesLab({ site: { house } }: Stage, who: Learner, kind: 'good' | 'poor'): Promise<void> {
  const lab = classLab(labOf(house, LAB))
  const recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, who.agent, lab), steps: STEPS[kind] }
  const outcome = train(recipe, publicData(lab))
  await signsIn(who)
  await done(who.browser.post(`/learn/${who.enrolment}/labs/${LAB}`, { recipe: JSON.stringify(recipe), digest: outcome.kind === 'trained' ? outcome.digest : '' }), 'a recipe')
}

/** Answers the submission's id. */
export function handsIn(stage: Stage, who: Learner): Promise<string> {
  const c = chance(stage.seed, `product ${who.person.n}`)
  return delivers(stage, who, 'product', '1', { enrolment: who.enrolment, text: c.one(PRODUCTS), ai: c.one(['none', 'some', 'most']) })
}

/** What a tutor types who gives the best or the least level of each criterion. */
export function levels(house: House, kind: 'low' | 'good'): Record<string, string> {
  const criteria = productOf(house, 'base')?.criteria ?? []
  return Object.fromEntries(criteria.map((k) => [`criterion-${k.id}`, String((kind === 'good' ? Math.max : Math.min)(...k.levels.map((l) => l.points)))]))
}
