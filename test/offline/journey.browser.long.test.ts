import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import type { Course } from '../../src/features/courses/index.ts'
import { VERB, activityName, verbIri } from '../../src/features/programmes/index.ts'
import { clockOff, courseOf, doesUnit, drawOf, handsIn, open, practises, recordOf, sendsAll, states, takesSealedQuiz, trains, writesProduct } from './acts.ts'
import { newPhone, NIVEL_1, openOfflinePlace, opens, signIn, student, takesAlong, type OfflinePlace, type Student } from './place.ts'
import { badRoad, type Fault, type Road } from './road.ts'

const DAY_MS = 86_400_000
const MINUTES_10 = 600_000
/** What the requests meet, one each: first the letters, which fall down the road five times, then the pictures in their parts. */
const BAD_DAY: readonly Fault[] = [
  'cut-before', 'error', 'garbage', 'half', 'cut-after', 'late', 'twice', 'cut-before', 'none', 'cut-after', 'none', 'half', 'none', 'twice', 'garbage', 'none', 'error',
]
const WRITTEN = 'Vendo chompas en Juliaca. Pedí ayuda para el aviso y corregí el precio.'

let place: OfflinePlace
let road: Road
let course: Course
before(async () => {
  place = await openOfflinePlace()
  road = await badRoad(place.web.port)
  course = courseOf(place, 'nivel-1')
})
after(async () => {
  await road.close()
  await place.close()
})

/** Whoever's things are open are closed; `who` opens hers. */
async function hers(page: Page, who: Student): Promise<void> {
  await page.waitForSelector('#phone-bar button.link, .phone-unlock')
  if (await page.isVisible('#phone-bar button.link')) await page.click('#phone-bar button.link')
  await opens(page, who, who.name.split(' ')[0]!)
}

/** Taps, and the app is killed so many milliseconds later; afterwards she looks whether it was noted and, if not, taps again. */
async function killedAfterTap(phone: BrowserContext, who: Student, unit: string, ms: number): Promise<void> {
  let page = await open(phone, `/learn/${who.enrolment}/units/${unit}`)
  await page.waitForSelector('#unit-done button')
  await page.evaluate(() => document.querySelector<HTMLElement>('#unit-done button')?.click())
  if (ms > 0) await page.waitForTimeout(ms)
  await page.close()
  page = await open(phone, `/learn/${who.enrolment}/units/${unit}`)
  await page.waitForSelector('#unit-done button, #unit-done .good')
  if (await page.isVisible('#unit-done button')) await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
  await page.close()
}

/** Without signal: the browser says so, and nothing passes. */
async function withoutSignal(phone: BrowserContext, work: () => Promise<void>): Promise<void> {
  await phone.setOffline(true)
  road.cut = true
  const before = road.asked.length
  await work()
  assert.deepEqual(road.asked.slice(before).filter((path) => path !== '/sw.js'), [], 'the network was really cut')
  road.cut = false
  await phone.setOffline(false)
}

/** What the record says, as verb and thing; the twenty answers of a quiz are one line. */
async function story(who: Student): Promise<string[]> {
  const lines = (await recordOf(place, who)).map((s) => `${activityName(s.verb)} ${activityName(s.object)}`)
  return lines.filter((line, i) => line !== lines[i - 1])
}
const line = (verb: string, thing: string): string => `${activityName(verb)} ${thing}`
const completed = (unit: string): string => line(VERB.completed, `nivel-1.${unit}`)

async function rosaWorks(phone: BrowserContext, rosa: Student): Promise<void> {
  let page = await open(phone, `/learn/${rosa.enrolment}`)
  await hers(page, rosa)
  await page.goto(`/learn/${rosa.enrolment}/units/ia-tres-reglas`)
  await practises(page, course, 'ia-tres-reglas')
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
  await page.close()
  for (const [unit, ms] of [['ejemplos-que-ensenan', 0], ['ia-en-tu-celular', 15], ['probable-no-seguro', 80]] as const) await killedAfterTap(phone, rosa, unit, ms)
  page = await open(phone, '/phone')
  await takesSealedQuiz(page, rosa, drawOf(place, rosa, course))
  await trains(page, rosa, 'uva-vino')
  await trains(page, rosa, 'pesca-mar')
  await writesProduct(page, rosa, WRITTEN)
  // What is written is kept a moment after the last key.
  await page.waitForSelector('#said:has-text("celular")')
  await page.waitForTimeout(1000)
  await page.close()
  page = await open(phone, `/learn/${rosa.enrolment}/product`)
  await page.waitForSelector('#chosen figure >> nth=1')
  assert.equal(await page.inputValue('#work textarea'), WRITTEN, 'killed in the middle of writing: nothing is gone')
  await handsIn(page)
  assert.deepEqual(await states(page), { waiting: 8 })
  await page.close()
}

async function julioWorks(phone: BrowserContext, julio: Student): Promise<void> {
  const page = await open(phone, `/learn/${julio.enrolment}/units/ia-tres-reglas`)
  await practises(page, course, 'ia-tres-reglas')
  await doesUnit(page, julio, 'ia-tres-reglas')
  await doesUnit(page, julio, 'ejemplos-que-ensenan')
  await takesSealedQuiz(page, julio, drawOf(place, julio, course), 10)
  await page.goto('/phone')
  await page.waitForSelector('#outbox li')
  const shown = await page.textContent('#phone') ?? ''
  assert.match(shown, /Hay 8 de otras personas, sellados/)
  assert.doesNotMatch(shown, /El navegador borró/, 'a clock that was set back is no lost store')
  assert.doesNotMatch(shown, /chompas|Qué uva|Receta/, 'what Rosa did is nowhere')
  await page.close()
}

test('on a shared phone without signal two people read, practise, answer, train, write; killed, three days wrong, on a bad road all arrives once, under the right name, in order', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani', NIVEL_1)
  const julio = await student(place, 'Julio Ccori Apaza', NIVEL_1)
  const phone = await newPhone(place, road.origin)
  await signIn(place, phone, rosa)
  let page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  await page.close()

  await clockOff(phone, -3 * DAY_MS)
  await withoutSignal(phone, async () => {
    await rosaWorks(phone, rosa)
    road.faults.push(...Array.from({ length: 400 }, (): Fault => 'error'))
  })
  // A little signal, and a server that takes nothing: Julio signs in on the same phone while her work waits there.
  await signIn(place, phone, julio)
  page = await open(phone, '/phone')
  await page.waitForSelector('#hello')
  await page.click('#phone-bar button.link')
  await page.waitForSelector('#hello', { state: 'detached' })
  await takesAlong(page, julio)
  await page.click('#send-now')
  await page.waitForSelector('#outbox p:has-text("No se perdió nada")')
  await page.close()
  await withoutSignal(phone, async () => {
    await julioWorks(phone, julio)
    assert.deepEqual([await story(rosa), await story(julio)], [[], []])
    road.faults.length = 0
    road.faults.push(...BAD_DAY)
  })
  page = await open(phone, '/phone')
  await sendsAll(page)
  assert.ok(road.faults.length === 0 && BAD_DAY.every((fault) => road.met[fault] > 0), JSON.stringify(road.met))
  assert.deepEqual(await states(page), { sent: 11 })

  const handed = (lab: string): string => line(verbIri('labSubmitted'), lab)
  const quiz = [line(VERB.quizScored, 'nivel-1.prueba'), line(verbIri('answered'), 'nivel-1.prueba')]
  const start = (who: Student): string => line(verbIri('started'), who.enrolment)
  assert.deepEqual((await story(rosa)).filter((l) => !quiz.includes(l)), [
    start(rosa), ...['ia-tres-reglas', 'ejemplos-que-ensenan', 'ia-en-tu-celular', 'probable-no-seguro'].map(completed), handed('uva-vino'), handed('pesca-mar'), line(verbIri('productSubmitted'), 'nivel-1.producto'),
  ])
  assert.deepEqual((await story(julio)).filter((l) => !quiz.includes(l)), [start(julio), completed('ia-tres-reglas'), completed('ejemplos-que-ensenan')])
  for (const [who, mark] of [[rosa, 20], [julio, 10]] as const) {
    const record = await recordOf(place, who)
    assert.deepEqual(record.filter((s) => s.verb === VERB.quizScored).map((s) => s.statement.result?.score?.raw), [mark])
    const times = record.map((s) => s.happened.getTime())
    assert.deepEqual(times, times.toSorted((a, b) => a - b), 'in the order in which it was done')
    assert.ok(times.every((ms) => Math.abs(ms - place.house.clock().getTime()) < MINUTES_10), 'with the right time, whatever the phone’s clock said')
  }
  const deliveries = await place.house.db.selectFrom('delivery').select(['outcome', 'skewed']).execute()
  assert.equal(deliveries.length, 11, 'each item once')
  assert.ok(deliveries.every((d) => d.outcome === 'accepted' && d.skewed), 'the wrong clock is flagged, and nothing lost')
  const works = await place.house.db.selectFrom('product_submission').select(['enrolment', 'pictures']).execute()
  assert.deepEqual(works.map((w) => [w.enrolment, w.pictures.length]), [[rosa.enrolment, 2]])

  await place.house.runJobs()
  const grades = (await recordOf(place, rosa)).filter((s) => s.verb === VERB.labGraded)
  assert.deepEqual(grades.map((s) => activityName(s.object)).toSorted(), ['pesca-mar', 'uva-vino'])
  await signIn(place, phone, rosa)
  await page.goto('/phone')
  await hers(page, rosa)
  await page.goto(`/learn/${rosa.enrolment}/quiz`)
  await page.waitForSelector('text=Intento 1: nota 20 de 20.')
  await page.goto(`/learn/${rosa.enrolment}/labs/pesca-mar`)
  await page.click('text=Ver mis entregas y resultados')
  await page.getByRole('cell', { name: /^0,7\d\s°C$/ }).waitFor()
  await phone.close()
})
