import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { agent, ext } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { VERB } from '../programmes/index.ts'
import { currentCourse } from './index.ts'

let house: TestHouse
/** Another process of the same installation. */
let other: TestHouse
before(async () => {
  house = await openHouse()
  other = await openHouse({ sameAs: house })
})
after(async () => {
  await other.close()
  await house.close()
})

interface Participant extends Acting {
  readonly agent: string
  readonly enrolment: string
  readonly at: string
}

async function participant(): Promise<Participant> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, enrolment, at: `/learn/${enrolment}` }
}

const textOf = async (who: Participant, path = who.at, of: TestHouse = house): Promise<string> => {
  const page = await of.request(path, { headers: { cookie: who.cookie } })
  assert.equal(page.status, 200)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  return page.text()
}

test('two people at the same point read the same page, each with her own addresses and nothing of the other', async () => {
  const [rosa, juan] = [await participant(), await participant()]
  for (const query of ['', `?done=${currentCourse(house, 'base')!.units[0]!.id}`, '?done=x&more=/learn/~', '?lang=en']) {
    const hers = await textOf(rosa, rosa.at + query)
    const his = await textOf(juan, juan.at + query)
    assert.ok(hers.includes(rosa.at) && his.includes(juan.at))
    assert.ok(!his.includes(rosa.enrolment) && !hers.includes(juan.enrolment))
    assert.equal(hers.replaceAll(rosa.enrolment, 'X'), his.replaceAll(juan.enrolment, 'X'))
    // Asked again it is the same, and the other language leads back to this very address.
    assert.equal(await textOf(rosa, rosa.at + query), hers)
    if (query.includes('~')) assert.match(hers, /more=%2Flearn%2F%7E/)
  }
  assert.equal((await juan.get(rosa.at)).status, 403)
  assert.equal((await house.request(rosa.at)).status, 303)
})

test('many who open the page at once see each her own course', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, participant))
  await people[3]!.post(`${people[3]!.at}/start`)
  const pages = await Promise.all([...people, ...people].map((who) => textOf(who)))
  pages.forEach((html, i) => {
    for (const who of people) assert.equal(html.includes(who.enrolment), who === people[i % people.length])
    assert.equal(html.includes(`${people[i % people.length]!.at}/start`), i % people.length !== 3)
  })
})

test('what was done, and what was annulled, shows at once in every process', async () => {
  const rosa = await participant()
  const [unit] = currentCourse(house, 'base')!.units
  for (const of of [house, other]) assert.match(await textOf(rosa, rosa.at, of), /Llevas 0 de 7 pasos/)
  await rosa.post(`${rosa.at}/start`)
  await rosa.post(`${rosa.at}/units/${unit!.id}/done`, { version: currentCourse(house, 'base')!.hash })
  for (const of of [other, house]) assert.match(await textOf(rosa, rosa.at, of), /Llevas 1 de 7 pasos/)
  const [done] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })
  await append(other, { scopes: [`actor:piloto:${rosa.agent}`] }, () => [{ tenant: 'piloto', statement: {
    actor: agent(rosa.agent), verb: { id: VERB.annulled }, object: { objectType: 'StatementRef', id: done!.id }, context: { instructor: agent(randomUUID()), extensions: ext({ reason: 'test' }) },
  } }])
  for (const of of [house, other]) assert.match(await textOf(rosa, rosa.at, of), /Llevas 0 de 7 pasos/)
})
