import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { VERB } from '../programmes/index.ts'
import { ageBand, breakdownsOf, fillBreakdowns } from './breakdown.ts'
import { identityOf } from './identity.ts'
import { importPersons, isSameName, prepareImports, type Imported, type ImportedPerson } from './import-person.ts'
import { claimsOf, profileOf } from './persons.ts'

let house: TestHouse
let officer: Acting
before(async () => {
  house = await openHouse()
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
})
after(() => house.close())

function row(more: Partial<ImportedPerson['profile']> = {}, document = personValues().document): ImportedPerson {
  return { document, profile: { ...personValues().profile, ...more }, area: null, by: officer.id, consent: { language: 'es', given: house.clock() } }
}

async function bring(rows: readonly ImportedPerson[], tenant = 'piloto'): Promise<Imported[]> {
  const prepared = await prepareImports(house, tenant, rows)
  let done: Imported[] = []
  await append(house, { scopes: [...new Set(prepared.flatMap((p) => p.scopes))] }, async (tx) => {
    done = await importPersons(house, tx, tenant, prepared)
    return done.flatMap((d) => d.drafts)
  })
  return done
}

const facts = async (agent: string, verb: string): Promise<number> => (await readStatements(house.db, 'piloto', { verbs: [verb], actors: [agent] })).length

test('a row of a padrón makes a person without PIN, with her department, group and paper consent, and the same row again adds nothing', async () => {
  const values = row({ sex: 'female' })
  const [first] = await bring([values])
  assert.equal(first?.outcome, 'made')
  const [again] = await bring([values])
  assert.deepEqual([again?.outcome, again?.agent, again?.drafts.length], ['found', first?.agent, 0])
  assert.equal((await house.db.selectFrom('account').select('pin').where('person', '=', first?.person ?? '').execute()).length, 0)
  const agent = first?.agent ?? ''
  assert.deepEqual([await facts(agent, VERB.resided), await facts(agent, VERB.grouped), await facts(agent, VERB.identityChecked)], [1, 1, 0])
  assert.equal((await identityOf(house.db, 'piloto', agent)).level, null)
})

test('a row whose document somebody took since it was prepared writes nothing, and prepared again finds her', async () => {
  const values = row()
  const early = await prepareImports(house, 'piloto', [values])
  const [one] = await bring([values])
  let late: Imported[] = []
  await append(house, { scopes: early.flatMap((p) => p.scopes) }, async (tx) => {
    late = await importPersons(house, tx, 'piloto', early)
    return late.flatMap((d) => d.drafts)
  })
  const [two] = await bring([{ ...values, profile: { ...values.profile, name: 'QUISPE MAMANI ROSA' } }])
  assert.deepEqual([one?.outcome, late[0]?.outcome, late[0]?.drafts.length, two?.outcome, two?.agent], ['made', 'moved', 0, 'found', one?.agent])
})

test('forty rows in one piece ask the database as often as two', async () => {
  const asked = async (rows: readonly ImportedPerson[]): Promise<number> => {
    let n = 0
    const done: Imported[] = []
    await append(house, { scopes: [] }, async (tx) => {
      const counting = tx.withPlugin({ transformQuery: ({ node }) => { n += 1; return node }, transformResult: ({ result }) => Promise.resolve(result) })
      // Kysely gives a plain executor for a transaction with a plugin; nothing of a transaction is used inside.
      done.push(...await importPersons(house, counting as typeof tx, 'piloto', await prepareImports(house, 'piloto', rows)))
      return done.flatMap((d) => d.drafts)
    })
    assert.ok(done.every((d) => d.outcome === 'made'))
    return n
  }
  assert.equal(await asked(Array.from({ length: 40 }, (_, i) => row({ name: `Elena Ticona ${'ABCDEFGHIJ'[i % 10]}${'abcd'[i % 4]}o` }))), await asked([row(), row()]))
})

test('somebody who registered herself is found; what she said stays, and what she never said is filled and noted', async () => {
  const registered = personValues({ phone: null })
  const learner = await actingLearner(house, registered)
  const [found] = await bring([row({ name: 'ROSA QUISPE', sex: 'female', phone: '+51987654321', language: 'quz' }, registered.document)])
  assert.deepEqual([found?.outcome, found?.person], ['found', learner.id])
  const profile = await profileOf(house, house.db, learner.id)
  assert.deepEqual([profile?.name, profile?.sex, profile?.phone, profile?.language], ['Rosa Quispe Mamani', 'female', '+51987654321', 'es'])
  assert.equal((await breakdownsOf(house.db, 'piloto', [learner.agent])).get(learner.agent)?.sex, 'female')
  assert.equal(await facts(learner.agent, VERB.grouped), 1)
  const noted = await house.db.selectFrom('person_change').select(['field', 'staff']).where('person', '=', learner.id).orderBy('field').execute()
  assert.deepEqual(noted, [{ field: 'phone', staff: officer.id }, { field: 'sex', staff: officer.id }])
})

test('a document that somebody of another name holds opens a conflict each time the row comes, and no third person', async () => {
  const learner = await actingLearner(house, personValues())
  const claims = await house.db.selectFrom('identity_document').select('key').where('person', '=', learner.id).execute()
  const other = { ...row({ name: 'Julia Huamán Condori' }), document: (await documentOf(learner.id)) }
  const [first] = await bring([other])
  const [again] = await bring([other])
  assert.deepEqual([first?.outcome, again?.outcome, again?.person], ['conflict', 'conflict', first?.person])
  assert.equal((await identityOf(house.db, 'piloto', learner.agent)).openConflicts.length, 1)
  assert.equal((await house.db.selectFrom('identity_document').select('id').where('key', '=', claims[0]?.key ?? '').execute()).length, 2)
})

test('her centre prints her a code, and with it she chooses her first PIN and comes in', async () => {
  const values = row()
  const [made] = await bring([values])
  const slip = await (await officer.post(`/office/piloto/people/${made?.agent}/reset`)).text()
  const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5})+/.exec(slip)?.[0] ?? ''
  const fields = { document_type: 'dni', document_number: values.document.number, code, pin: '739154' }
  const answer = await house.request('/sign-in/reset', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
  assert.equal(answer.status, 303, slip.slice(-1500))
})

test('breakdowns follow her corrections, keep her age at entry, go with her erasure, and are filled for who was there before', async () => {
  const learner = await actingLearner(house, personValues({ born: '2001-03-03' }))
  const of = async () => (await breakdownsOf(house.db, 'piloto', [learner.agent])).get(learner.agent)
  assert.deepEqual(await of(), {
    sex: null, ageBand: '18-24', department: '21', province: '2111', district: '211101', districtScheme: 'INEI', ubigeoVersion: '2022-01', language: 'es', area: null,
  })
  house.time.add(40 * 86_400_000)
  await learner.post('/me/data/contact', { phone: '951234567', language: 'quz', district: 'Chiclayo, Chiclayo, Lambayeque', sex: 'female' })
  const moved = await of()
  assert.deepEqual([moved?.department, moved?.language, moved?.ageBand], ['14', 'quz', '18-24'])
  await house.db.deleteFrom('person_breakdown').where('agent', '=', learner.agent).execute()
  assert.equal(await fillBreakdowns(house), 1)
  assert.deepEqual(await of(), moved)
  assert.equal((await officer.post(`/office/piloto/people/${learner.agent}/erase`, { erase_word: 'BORRAR' })).status, 303)
  assert.equal(await of(), undefined)
  assert.equal(await fillBreakdowns(house), 0)
})

test('age bands begin on the birthday', () => {
  assert.deepEqual(['2001-11-22', '2001-11-23', '2001-11-24', '2012-01-01', '1966-11-23'].map((born) => ageBand(born, '2026-11-23')), ['25-29', '25-29', '18-24', '14-17', '60+'])
})

test('a name written shorter, in capitals or surnames first is the same name; one shared surname is not', () => {
  assert.ok(isSameName('Rosa Quispe Mamani', 'QUISPE MAMANI ROSA'))
  assert.ok(isSameName('Rosa María Quispe Mamani', 'Rosa Quispe'))
  assert.ok(isSameName('Íñigo Peña', 'IÑIGO PEÑA'))
  assert.ok(!isSameName('Rosa Quispe Mamani', 'Julia Quispe Mamani'))
  assert.ok(!isSameName('Íñigo Peña', 'Iñigo Pena'))
})

async function documentOf(person: string): Promise<ImportedPerson['document']> {
  const [claim] = await claimsOf(house, house.db, person)
  assert.ok(claim)
  return claim.document
}
