import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../test/house.ts'
import type { Step } from '../../../engine/recipe.ts'
import { ROOT } from '../../../lib/root.ts'
import { enrolPerson } from '../../cohorts/index.ts'
import { currentCourse } from '../../courses/index.ts'
import { programmeOf } from '../../programmes/index.ts'
import { gradesOf } from '../grades.ts'
import { finish } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import { recipeOf } from '../lab.ts'
import { labOf, labsOf } from '../labs.ts'
import { readLabs } from '../load.ts'
import { sealAndReveal } from '../secret/reveal.ts'
import { sealsOf } from '../secret/seals.ts'
import { seedOf } from '../seed.ts'
import { TRADES, tradeIn } from './trades.ts'

const LAB = 'cafe-taza'
const GOOD: Step[] = [{ block: 'boosting', trees: 120, rate: 0.1, depth: 3, leaf: 10 }]
const WEAK: Step[] = [{ block: 'ridge', penalty: 0 }]

let house: TestHouse
const folders: string[] = []
before(async () => { house = await openHouse() })
after(async () => {
  await house.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Learner extends Acting { readonly agent: string; readonly base: string }

async function learner(section = 'noche-1', line?: string): Promise<Learner> {
  const who = await actingLearner(house, personValues(line ? { groups: ['sme-owners'], firm: { ruc: null, line } } : {}))
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, base: `/learn/${enrolment}` }
}

async function handIn(who: Learner, steps: Step[]): Promise<void> {
  const lab = labOf(house, LAB)!
  const recipe = recipeOf(lab, seedOf(house.keys, who.agent, lab), steps)
  const { digest } = finish(kindOf(lab.task).train(recipe, lab.open))!
  const answer = await who.post(`${who.base}/labs/${LAB}`, { id: randomUUID(), recipe: JSON.stringify(recipe), digest })
  assert.equal(answer.status, 303)
  await house.runJobs()
}

/** Our content with another shelf for `piloto`. */
function contentWith(shelf: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-shelf-'))
  folders.push(folder)
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const path = join(folder, 'programmes/piloto/programme.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('labs: all\n', shelf))
  return folder
}

/** Where each lab's card stands in a page. */
const placesOf = (html: string): string[] => [...html.matchAll(/<li class="card" id="([\w-]+)"/g)].map((m) => m[1]!)
/** One card's text. */
const cardOf = (html: string, lab: string): string => html.slice(html.indexOf(`id="${lab}"`)).split('</li>')[0]!

test('both programmes open every lab; what their rules count stays what they name', () => {
  const every = [...readLabs(ROOT).keys()]
  assert.equal(every.length >= 14, true)
  for (const tenant of ['piloto', 'peru-huawei-2024']) assert.deepEqual(labsOf(house, tenant).map((l) => l.id), every)
  assert.deepEqual([programmeOf(house, 'piloto')?.rules.at(-1)?.rule.labs, programmeOf(house, 'peru-huawei-2024')?.rules.at(-1)?.rule.labs], [['uva-vino'], []])
})

test('a list opens those labs besides those of rule and courses; without one there is no shelf; an unknown lab or one named twice is refused at start', async () => {
  const listed = await openHouse({ contentDir: contentWith('labs: [mina-bomba]\n') })
  const named = new Set(['uva-vino', ...currentCourse(listed, 'nivel-1')!.labs.map((l) => l.id)])
  assert.deepEqual(labsOf(listed, 'piloto').map((l) => l.id), [...named, 'mina-bomba'].toSorted())
  await listed.close()
  const none = await openHouse({ contentDir: contentWith('') })
  assert.deepEqual(labsOf(none, 'piloto').map((l) => l.id), [...named].toSorted())
  await none.close()
  await assert.rejects(openHouse({ contentDir: contentWith('labs: [mina-bomba, no-hay]\n') }), /1 mistake\(s\):\n- programmes\/piloto\/programme\.yaml: labs: there is no lab "no-hay"/)
  await assert.rejects(openHouse({ contentDir: contentWith('labs: [mina-bomba, mina-bomba]\n') }), /labs: "mina-bomba" stands twice/)
  await assert.rejects(openHouse({ contentDir: contentWith('labs: some\n') }), /programme\.yaml: labs: Invalid input/)
})

test('the shelf shows the labs of her course, then of her trade, then the others, each with its trade, minutes, bytes and how far she is', async () => {
  const rosa = await learner('noche-1', 'Venta de café molido')
  const html = await (await rosa.get(`${rosa.base}/labs`)).text()
  const places = placesOf(html)
  assert.deepEqual(places.slice(0, 2), ['uva-vino', LAB])
  assert.deepEqual(places.toSorted(), labsOf(house, 'piloto').map((l) => l.id))
  for (const title of ['De tu curso', 'De tu oficio', 'De otros oficios']) assert.ok(html.includes(`<h2>${title}</h2>`), title)
  assert.match(cardOf(html, LAB), /Café · Con algo de práctica · unos 30 minutos · \d+\sKB para bajar/)
  assert.match(cardOf(html, LAB), /No intentado/)
  assert.match(cardOf(html, 'uva-vino'), /Lo pide la regla/)
  assert.doesNotMatch(cardOf(html, LAB), /Lo pide la regla/)
  assert.match(html, /cuentan solo los que pide la regla/)
  const mining = await (await rosa.get(`${rosa.base}/labs?trade=mining&lang=en`)).text()
  assert.deepEqual(placesOf(mining), ['mina-bomba'])
  assert.match(mining, /href="\/learn\/[0-9a-f-]+\/labs\?trade=mining" aria-current="page"/)
  assert.match(await (await rosa.get(`${rosa.base}/labs?trade=other&lang=en`)).text(), /There are no labs of this trade/)
  const refused = await rosa.get(`${rosa.base}/labs?trade=x`)
  assert.deepEqual([refused.status, /No conocemos ese oficio/.test(await refused.text())], [404, true])
  assert.equal((await (await learner()).get(`${rosa.base}/labs`)).status, 403)
  assert.match(await (await rosa.get(rosa.base)).text(), new RegExp(`href="${rosa.base}/labs"`))
})

test('a lab of the shelf is graded on the sealed data of her own section and shown to her and her tutor; the rule counts nothing of it', async () => {
  await sealAndReveal(house)
  const [ana, luz] = [await learner('noche-1'), await learner('sabado-1')]
  await handIn(ana, WEAK)
  assert.match(cardOf(await (await ana.get(`${ana.base}/labs`)).text(), LAB), /En camino: 1 entrega</)
  await handIn(ana, GOOD)
  await handIn(luz, GOOD)
  const page = await (await ana.get(`${ana.base}/labs`)).text()
  assert.match(cardOf(page, LAB), /<span class="tag good">Aprobado<\/span>/)
  const [hers, other] = [(await gradesOf(house.db, 'piloto', ana.agent, LAB))[0]!, (await gradesOf(house.db, 'piloto', luz.agent, LAB))[0]!]
  for (const [section, grade] of [['noche-1', hers], ['sabado-1', other]] as const) {
    const seal = (await sealsOf(house.db, 'piloto', section)).find((s) => s.seal === grade.seal)
    assert.deepEqual([seal?.lab, seal?.round, seal?.seed], [LAB, '1', null], section)
    assert.ok(seal!.sealed < grade.graded || seal!.sealed.getTime() === grade.graded.getTime())
  }
  const simulated = labsOf(house, 'piloto').filter((lab) => lab.data.hidden.file === 'simulated').map((lab) => lab.id)
  assert.deepEqual((await sealsOf(house.db, 'piloto', 'noche-1')).map((s) => s.lab).toSorted(), simulated.toSorted())
  const executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
  const office = await (await executor.get('/office/piloto/sections/noche-1/labs')).text()
  assert.match(office, new RegExp(`<section class="card" id="${LAB}">`))
  assert.match(office, /Laboratorios sin entregas: 13/)
  assert.match(await (await executor.get(`/office/piloto/sections/noche-1/labs/${ana.agent}`)).text(), /120 árboles en fila/)
  assert.match(await (await ana.get(ana.base)).text(), /0 de 7/, 'the course has as many steps as before, and none is done')
})

test('anybody reads what is taught, with limits, data, licence and the document of each lab; nothing can be tried there', async () => {
  const get = (path: string): Promise<Response> => house.request(path, { headers: { accept: 'text/html' } })
  const html = await (await get('/p/piloto/labs')).text()
  assert.deepEqual(placesOf(html).toSorted(), labsOf(house, 'piloto').map((l) => l.id))
  for (const lab of labsOf(house, 'piloto')) {
    assert.ok(cardOf(html, lab.id).includes(lab.data.licence) || html.includes(lab.data.licence), lab.id)
    assert.ok(html.includes(`href="/labs/${lab.id}/document"`), lab.id)
  }
  assert.doesNotMatch(html, /href="\/learn|<form[^>]*labs/)
  assert.match(html, /Lo que este modelo no debe decidir/)
  assert.deepEqual(placesOf(await (await get('/p/peru-huawei-2024/labs?trade=rail')).text()), ['tren-intervalos'])
  assert.match(await (await get('/p/piloto')).text(), /href="\/p\/piloto\/labs"/)
  const document = await (await get('/labs/cafe-taza/document')).text()
  assert.match(document, /<h2>cafe-taza: cupping scores/)
  assert.match(document, /Este documento está en inglés/)
  for (const path of ['/p/no-hay/labs', '/labs/no-hay/document', '/p/piloto/labs?trade=x', '/labs/..%2Fguide/document', '/labs/guide/document']) assert.equal((await get(path)).status, 404, path)
})

test('the shelf goes along with a course, and any of its labs can be taken besides; its version and language must be right', async () => {
  const rosa = await learner()
  const version = currentCourse(house, 'base')!.hash
  const choices = await (await rosa.get('/me/take.json')).json() as { choices: { pages: string[] }[] }
  assert.ok(choices.choices[0]!.pages.includes(`/take/${version}/es/labs`))
  assert.ok(!choices.choices[0]!.pages.includes(`/take/${version}/es/labs/${LAB}`))
  const taken = await (await rosa.get(`${rosa.base}/take.json`)).json() as { own: { labs: Record<string, unknown> } }
  assert.deepEqual(Object.keys(taken.own.labs), labsOf(house, 'piloto').map((l) => l.id))
  const html = await (await house.request(`/take/${version}/es/labs`)).text()
  for (const lab of labsOf(house, 'piloto')) {
    assert.ok(html.includes(`data-kept="/take/${version}/es/labs/${lab.id}"`), lab.id)
    assert.equal((await house.request(`/take/${version}/es/labs/${lab.id}`)).status, 200, lab.id)
  }
  for (const path of [`/take/${version}/fr/labs`, `/take/${'0'.repeat(64)}/es/labs`, `/take/${version}/es/labs/no-hay`]) assert.equal((await house.request(path)).status, 404, path)
})

test('words about a firm tell a trade; cloth in a shop is textiles, and what says nothing is none', () => {
  const said = { 'Bodega': 'commerce', 'Tienda de telas': 'textile', 'Confección de polos': 'textile', 'CAFÉ y cacao': 'coffee', 'Pesquería artesanal': 'fishing', 'Agencia de aduanas': 'port', 'Administración': null } as const
  for (const [line, trade] of Object.entries(said)) assert.equal(tradeIn(line), trade, line)
  assert.deepEqual([...readLabs(ROOT).values()].filter((lab) => lab.trade === 'other' || !TRADES.includes(lab.trade)), [])
})
