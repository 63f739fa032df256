import { train } from '../../src/engine/train.ts'
import { ENGINE } from '../../src/engine/version.ts'
import { currentCourse, productOf, type Course } from '../../src/features/courses/index.ts'
import { classLab, labOf, publicData } from '../../src/features/labs/labs.ts'
import { seedOf } from '../../src/features/labs/seed.ts'
import { activity, VERB } from '../../src/features/programmes/index.ts'
import { attemptSeed, drawQuestions } from '../../src/features/quizzes/draw.ts'
import { readStatements } from '../../src/record/read.ts'
import { agent, ext, type Statement } from '../../src/record/statement.ts'
import type { Acting } from '../acting.ts'
import { filledQuiz } from '../filled-quiz.ts'
import { phone, type Phone } from './phone.ts'
import { CALLS, done, OFFICE, TENANT, type Place } from './place.ts'

/** What a learner and those around her do towards a certificate, each by the house's own routes. After that: office-acts.ts. */

export interface Claim {
  readonly type: 'dni' | 'ce' | 'ptp'
  readonly number: string
}

/** Somebody with an application. */
export interface Applicant {
  readonly place: Place
  readonly phone: Phone
  readonly name: string
  readonly claim: Claim
  readonly phoneNumber: string
  readonly expediente: string
  readonly agent: string
}

/** Somebody with a place in a section. */
export interface Learner extends Applicant {
  readonly enrolment: string
}

const IDENTIFIER = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
let number = 0

/** A DNI that nobody has yet. */
export function newDni(): Claim {
  number += 1
  return { type: 'dni', number: String(46_310_000 + number * 137) }
}

/** A foreigner's card that nobody has yet. */
export function newCe(): Claim {
  number += 1
  return { type: 'ce', number: `00${7_310_000 + number * 137}` }
}

/** She fills in both steps of the application to the first call, registering on the way, and sends it. */
export async function applies(place: Place, name: string, claim: Claim = newDni()): Promise<Applicant> {
  number += 1
  const phoneNumber = String(951_640_000 + number * 211)
  const pin = String(205_813 + number * 7919)
  const signIn = { document_type: claim.type, document_number: claim.number, pin }
  const her = phone(place.house, `10.2.${number >> 8}.${number & 255}`, signIn)
  const first = await done(her.post(`/p/${TENANT}/calls/${CALLS[0]}/apply`, {
    ...signIn, document_country: '', full_name: name, birth_date: BORN, district: 'Juliaca, San Román', consent: 'yes',
  }))
  const own = first.headers.get('location') ?? ''
  await done(her.post(`${own}/rest`, { phone: phoneNumber, language: 'es', groups: ['sme-owners'], no_ruc: 'yes', line: LINE }))
  await done(her.post(`${own}/send`))
  const expediente = own.split('/').at(-1) ?? ''
  const shown = await (await done(place.executor.get(`${OFFICE}/calls/${CALLS[0]}/applications/${expediente}`))).text()
  const applicant = { place, phone: her, name, claim, phoneNumber, expediente, agent: found(shown, new RegExp(`people/(${IDENTIFIER})`)) }
  place.applicants.push(applicant)
  return applicant
}

/** The executor finds her eligible, closes the round and draws it with the public value. */
export async function chosen({ place, expediente }: Applicant, call: string = CALLS[0]): Promise<void> {
  const at = `${OFFICE}/calls/${call}`
  await done(place.executor.post(`${at}/applications/${expediente}/decide`, { decision: 'eligible' }))
  await done(place.executor.post(`${at}/freeze`, { confirm: 'yes' }))
  await done(place.executor.post(`${at}/draw`, { confirm: 'yes', value: '7 12 19 23 31 44', source: 'La Tinka, primer sorteo después del cierre' }))
}

/** She takes the place that she was offered. */
export async function accepts(who: Applicant, section = 'noche-1'): Promise<Learner> {
  const before = await enrolmentsShown(who)
  await done(who.phone.post(`/me/applications/${TENANT}/${who.expediente}/accept`, { section }))
  const [enrolment] = (await enrolmentsShown(who)).filter((e) => !before.includes(e))
  if (!enrolment) throw new Error(`${who.name} accepted, but /me shows no new course`)
  return { ...who, enrolment }
}

export async function enrolled(place: Place, name: string, claim?: Claim): Promise<Learner> {
  const who = await applies(place, name, claim)
  await chosen(who)
  return accepts(who)
}

/** The same person in a section of the second call; answers who she is there. */
export async function enrolledAgain(who: Learner): Promise<Learner> {
  const answer = await done(who.phone.post(`/p/${TENANT}/calls/${CALLS[1]}/apply`))
  const own = answer.headers.get('location') ?? ''
  const again = { ...who, expediente: own.split('/').at(-1) ?? '' }
  await done(who.phone.post(`${own}/send`))
  await chosen(again, CALLS[1])
  return accepts(again, 'noche-2')
}

async function enrolmentsShown({ phone: her }: Applicant): Promise<string[]> {
  const html = await (await done(her.get('/me'))).text()
  return [...new Set([...html.matchAll(new RegExp(`/learn/(${IDENTIFIER})`, 'g'))].map((m) => m[1] ?? ''))]
}

/** Two members of staff compare her card with what she registered. */
export async function cardSeen(who: Applicant): Promise<void> {
  const { executor, colleague } = who.place
  await done(showsCard(who, executor, 'check'))
  await done(showsCard(who, colleague, 'confirm'))
}

export function showsCard({ agent: her, claim }: Applicant, staff: Acting, to: 'check' | 'confirm'): Promise<Response> {
  return staff.post(`${OFFICE}/people/${her}/${to}`, { document_type: claim.type, document_number: claim.number, document_country: '' })
}

export const courseOf = ({ house }: Place): Course => {
  const course = currentCourse(house, 'base')
  if (!course) throw new Error('the course did not load')
  return course
}

/** She reads units, counted from 1, and says that they are done. */
export async function studies({ place, phone: her, enrolment }: Learner, ...units: readonly number[]): Promise<void> {
  const course = courseOf(place)
  for (const n of units) {
    const at = `/learn/${enrolment}/units/${course.units[n - 1]?.id}`
    const lesson = await (await done(her.get(at))).text()
    await done(her.post(`${at}/done`, { version: found(lesson, /name="version" value="([^"]+)"/) }))
  }
}

/** She opens the next attempt and answers every question rightly. */
export async function passesQuiz({ place, phone: her, enrolment }: Learner): Promise<void> {
  const course = courseOf(place)
  const path = (await done(her.post(`/learn/${enrolment}/quiz`))).headers.get('location') ?? ''
  const token = found(await (await done(her.get(path))).text(), /name="token" value="([^"]+)"/)
  const attempt = { tenant: TENANT, enrolment, quiz: `${course.id}.${course.quiz.id}`, version: course.hash, attempt: Number(path.split('/').at(-1)) }
  const answers = filledQuiz(drawQuestions(course.quiz, attemptSeed(place.house.keys, attempt)))
  await done(her.post(path, { ...answers, token, do: 'send' }))
}

/** As much of a learner as the lab needs. */
export interface LabLearner extends Pick<Learner, 'agent' | 'enrolment'> {
  readonly place: Pick<Place, 'house'>
  readonly phone: Pick<Phone, 'post'>
}

/** Her phone trains a good recipe on her own rows and hands it in; the server trains it again in its child process. */
export async function passesLab({ place, phone: her, agent: own, enrolment }: LabLearner): Promise<void> {
  const { house } = place
  const lab = classLab(labOf(house, 'uva-vino'))
  // Her data are her own, and now and then a right recipe needs a second try; all pass within three (docs/labs/checks/uva-vino.md).
  for (const k of [9, 11, 13]) {
    const recipe = {
      lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, own, lab),
      steps: [{ block: 'scale', by: 'min-max' } as const, { block: 'neighbours', k } as const],
    }
    const outcome = train(recipe, publicData(lab))
    await done(her.post(`/learn/${enrolment}/labs/${lab.id}`, { recipe: JSON.stringify(recipe), digest: outcome.kind === 'trained' ? outcome.digest : '' }))
    await house.runJobs()
    const graded = await readStatements(house.db, TENANT, { actors: [own], verbs: [VERB.labGraded] })
    if (graded.some(({ statement }) => statement.result?.success === true)) return
  }
}

/** Everybody's birth date, as people write it. */
export const BORN = '14/05/1983'
/** Her line of business. */
export const LINE = 'Tejidos de alpaca'
/** What she hands in. None of its longer words stands in a statement for another reason. */
export const PRODUCT_TEXT = `Vendo chompas en la feria dominical de Juliaca. Pregunté cuánta lana comprar al proveedor; comparé aquella
respuesta con mi cuaderno y descubrí que olvidaba las madejas prestadas. Corregí la cuenta, compré ocho madejas menos y ahorré cuarenta soles.`
export const GRADE_COMMENT = 'Contrastaste la respuesta con tus propias cuentas: excelente elección.'

/** She hands in her product and a tutor of her section gives it the best level of every criterion. */
export async function product(who: Learner, tutor: Acting = who.place.tutor): Promise<void> {
  const body = new FormData()
  body.append('text', PRODUCT_TEXT)
  body.append('ai', 'some')
  await done(who.phone.send(`/learn/${who.enrolment}/product`, body))
  const waiting = await (await done(tutor.get(`${OFFICE}/products`))).text()
  const criteria = productOf(who.place.house, 'base')?.criteria ?? []
  const best = criteria.map((c) => [`criterion-${c.id}`, String(Math.max(...c.levels.map((l) => l.points)))])
  const submission = found(waiting, new RegExp(`products/(${IDENTIFIER})"`))
  await done(tutor.post(`${OFFICE}/products/${submission}/grade`, { ...(Object.fromEntries(best) as Record<string, string>), comment: GRADE_COMMENT }))
}

/** All learning that the rule asks for, identity and certificate aside. */
export async function learns(who: Learner, tutor?: Acting): Promise<void> {
  await studies(who, 1, 2, 3, 4)
  await passesQuiz(who)
  await passesLab(who)
  await product(who, tutor)
}

/** Everything but the certificate. */
export async function doesEverything(who: Learner, tutor?: Acting): Promise<void> {
  await cardSeen(who)
  await learns(who, tutor)
}

/** A statement as her phone would send it to /xapi when it has signal again. */
export function fact({ agent: own, enrolment }: Learner, kind: 'units' | 'credentials', id: string, fields: Record<string, unknown>, at: string): Statement {
  return {
    actor: agent(own), verb: { id: kind === 'units' ? VERB.completed : VERB.issued }, object: activity(TENANT, kind, id),
    context: { registration: enrolment, extensions: ext(fields) }, timestamp: at,
  }
}

/** The first group of a pattern in a page. */
export function found(html: string, pattern: RegExp): string {
  const match = pattern.exec(html)?.[1]
  if (!match) throw new Error(`no ${pattern} in ${html.slice(html.indexOf('<main'), html.indexOf('<main') + 1500)}`)
  return match
}
