import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, enters, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { VERB } from '../programmes/index.ts'
import { identity, identityOf } from './identity.ts'
import { mergePersons } from './merging.ts'

let house: TestHouse
let [julia, pedro]: Acting[] = []
before(async () => {
  house = await openHouse()
  julia = await actingStaff(house, 'Julia Ramos', ['executor'])
  pedro = await actingStaff(house, 'Pedro Salas', ['executor'])
})
after(() => house.close())

const page = (agent: string): string => `/office/piloto/people/${agent}`
const card = (values: ReturnType<typeof personValues>): Record<string, string> => ({ document_type: 'dni', document_number: values.document.number })
const verbsOf = async (agent: string): Promise<string[]> => (await readStatements(house.db, 'piloto', { actors: [agent] })).map((s) => s.verb.slice(s.verb.lastIndexOf('/') + 1))

async function checked(agent: string, values: ReturnType<typeof personValues>): Promise<void> {
  assert.equal((await julia!.post(`${page(agent)}/check`, card(values))).status, 303)
  assert.equal((await pedro!.post(`${page(agent)}/confirm`, card(values))).status, 303)
}

test('an identity is checked when two different members of staff copied the number from the card, and not before', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  assert.equal((await julia!.post(`${page(rosa.agent)}/check`, card(values))).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', rosa.agent)).level, null)
  const again = await julia!.post(`${page(rosa.agent)}/confirm`, card(values))
  assert.equal(again.status, 409)
  assert.match(await again.text(), /La segunda persona tiene que ser otra/)
  assert.equal((await pedro!.post(`${page(rosa.agent)}/confirm`, card(values))).status, 303)
  const found = await identityOf(house.db, 'piloto', rosa.agent)
  assert.equal(found.level, 'card')
  assert.deepEqual([found.checks[0]?.checker, found.checks[0]?.second], [julia!.id, pedro!.id])
  assert.equal((await pedro!.post(`${page(rosa.agent)}/confirm`, card(values))).status, 409)
  assert.match(await (await julia!.get(page(rosa.agent))).text(), /<details><summary>Ver otra vez su documento/, 'what is done stands closed')
})

test('who does not have the card in hand cannot propose or confirm: another number is a 422 beside its field', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const wrong = await julia!.post(`${page(rosa.agent)}/check`, { document_type: 'dni', document_number: '10117410' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /El número de la tarjeta no es el que ella registró/)
  await julia!.post(`${page(rosa.agent)}/check`, card(values))
  assert.equal((await pedro!.post(`${page(rosa.agent)}/confirm`, { document_type: 'dni', document_number: '10117410' })).status, 422)
  assert.equal((await identityOf(house.db, 'piloto', rosa.agent)).level, null)
})

test('two who confirm at the same moment record one act', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const ana = await actingStaff(house, 'Ana Flores', ['executor'])
  await julia!.post(`${page(rosa.agent)}/check`, card(values))
  const answers = await Promise.all([pedro!, ana, pedro!, ana].map((who) => who.post(`${page(rosa.agent)}/confirm`, card(values))))
  assert.deepEqual(answers.map((a) => a.status).sort(), [303, 409, 409, 409])
  assert.equal((await verbsOf(rosa.agent)).filter((v) => v === 'identity-checked').length, 1)
})

test('two claims of one document stand side by side, both in conflict, and neither is told', async () => {
  const values = personValues()
  const one = await actingLearner(house, values)
  const two = await actingLearner(house, { ...values, pin: '640853', profile: { ...values.profile, name: 'Otra Persona' } })
  assert.notEqual(one.id, two.id)
  for (const [me, other] of [[one, two], [two, one]] as const) {
    const found = await identityOf(house.db, 'piloto', me.agent)
    assert.deepEqual(found.openConflicts.map((c) => c.other), [other.agent])
    const statements = await readStatements(house.db, 'piloto', { actors: [me.agent], verbs: [VERB.conflictFound] })
    assert.equal(readExt(statements[0]!.statement, 'other'), other.agent)
  }
  for (const path of ['/me', '/me/data', '/me/inbox', '/me/data/export', '/xapi/piloto/statements']) assert.doesNotMatch(await (await two.get(path)).text(), /conflict/i)
  assert.match(await (await julia!.get('/office/piloto/people')).text(), /Otra Persona/)
})

test('the first claim that is checked keeps the document; the other stays in conflict and cannot be checked', async () => {
  const values = personValues()
  const [first, second] = [await actingLearner(house, values), await actingLearner(house, { ...values, pin: '640853' })]
  await checked(second.agent, values)
  assert.deepEqual((await identityOf(house.db, 'piloto', second.agent)).openConflicts, [])
  assert.equal((await identityOf(house.db, 'piloto', first.agent)).openConflicts.length, 1)
  const refused = await julia!.post(`${page(first.agent)}/check`, card(values))
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /Otra persona ya mostró esta tarjeta/)
})

test('a stranger who registers a document that was checked before is in conflict alone', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  await checked(rosa.agent, values)
  const stranger = await actingLearner(house, { ...values, pin: '640853' })
  assert.deepEqual((await identityOf(house.db, 'piloto', rosa.agent)).openConflicts, [])
  assert.equal((await identityOf(house.db, 'piloto', stranger.agent)).openConflicts.length, 1)
})

test('an annulled check opens the conflict that it had settled', async () => {
  const values = personValues()
  const [first, second] = [await actingLearner(house, values), await actingLearner(house, { ...values, pin: '640853' })]
  await checked(first.agent, values)
  const [check] = (await identityOf(house.db, 'piloto', first.agent)).checks
  assert.equal((await pedro!.post(`${page(first.agent)}/annul`, { check: check!.id, reason: 'false-document' })).status, 303)
  const found = await identityOf(house.db, 'piloto', first.agent)
  assert.equal(found.level, null)
  assert.deepEqual(found.openConflicts.map((c) => c.other), [second.agent])
  await checked(second.agent, values)
  assert.equal((await identityOf(house.db, 'piloto', second.agent)).level, 'card')
})

test('one woman with CE and DNI is merged into one person and split again; both stand as before', async () => {
  const dni = personValues()
  const ce = { ...personValues(), document: { type: 'ce', number: '001234567', country: 'PE' } as const }
  const [withCe, withDni] = [await actingLearner(house, ce), await actingLearner(house, dni)]
  await checked(withDni.agent, dni)
  const before = await identityOf(house.db, 'piloto', withCe.agent)
  const file = await (await julia!.get(page(withCe.agent))).text()
  assert.match(file, new RegExp(withDni.agent), 'the page proposes who has the same name and birth date')
  assert.equal((await julia!.post(`${page(withCe.agent)}/merge`, { root: withDni.agent, reason: 'changed-document' })).status, 303)
  const joined = await identityOf(house.db, 'piloto', withCe.agent)
  assert.deepEqual([joined.root, joined.level, joined.agents.length], [withDni.agent, 'card', 2])
  assert.equal((await julia!.post(`${page(withCe.agent)}/merge`, { root: withDni.agent, reason: 'changed-document' })).status, 409)
  assert.equal((await julia!.post(`${page(withDni.agent)}/merge`, { root: withCe.agent, reason: 'changed-document' })).status, 409)
  assert.equal((await julia!.post(`${page(withCe.agent)}/split`, { root: withDni.agent, reason: 'two-persons' })).status, 303)
  assert.deepEqual(await identityOf(house.db, 'piloto', withCe.agent), before)
  assert.deepEqual((await verbsOf(withCe.agent)).slice(-2), ['merged', 'split'])
})

test('a merge settles the conflict between the two records it joins, and no other', async () => {
  const values = personValues()
  const one = await actingLearner(house, values)
  const two = await actingLearner(house, { ...values, pin: '640853' })
  const stranger = await actingLearner(house, { ...values, pin: '918274', profile: { ...values.profile, name: 'Otra Persona' } })
  await julia!.post(`${page(one.agent)}/merge`, { root: two.agent, reason: 'registered-twice' })
  const joined = await identityOf(house.db, 'piloto', one.agent)
  assert.deepEqual([...new Set(joined.openConflicts.map((c) => c.other))], [stranger.agent])
})

test('a card that both came to claim while they were one person is disputed when they are two again', async () => {
  const values = personValues()
  const [rosa, other] = [await actingLearner(house, values), await actingLearner(house)]
  assert.equal((await julia!.post(`${page(other.agent)}/merge`, { other: rosa.agent, reason: 'registered-twice' })).status, 303)
  const added = { added_document_type: 'dni', added_document_number: values.document.number, added_document_country: '' }
  assert.equal((await julia!.post(`${page(other.agent)}/documents`, added)).status, 303)
  assert.deepEqual((await identityOf(house.db, 'piloto', rosa.agent)).openConflicts, [])
  assert.equal((await julia!.post(`${page(other.agent)}/split`, { root: rosa.agent, reason: 'two-persons' })).status, 303)
  for (const agent of [rosa.agent, other.agent]) assert.equal((await identityOf(house.db, 'piloto', agent)).openConflicts.length, 1)
})

test('a merge reaches every programme in which either is, and needs an executor of each', async () => {
  const [one, two] = [await actingLearner(house), await actingLearner(house)]
  const elsewhere = await enters(house, two.id, 'peru-huawei-2024')
  const refused = await julia!.post(`${page(one.agent)}/merge`, { root: two.agent, reason: 'registered-twice' })
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /peru-huawei-2024/)
  const roles = ['piloto', 'peru-huawei-2024'].map((tenant) => ({ tenant, role: 'executor' as const }))
  await mergePersons(house, { kind: 'staff', staff: julia!.id, name: 'Julia Ramos', session: '', roles }, one.id, two.id, 'registered-twice')
  const there = await identityOf(house.db, 'peru-huawei-2024', elsewhere)
  assert.equal(there.agents.length, 2)
})

test('who enters a programme after a merge is one person there too', async () => {
  const [one, two] = [await actingLearner(house), await actingLearner(house)]
  await julia!.post(`${page(one.agent)}/merge`, { root: two.agent, reason: 'registered-twice' })
  const agent = await enters(house, one.id, 'peru-huawei-2024')
  const other = await enters(house, two.id, 'peru-huawei-2024')
  const found = await identityOf(house.db, 'peru-huawei-2024', agent)
  assert.deepEqual([found.root, [...found.agents].sort()], [other, [agent, other].sort()])
  assert.ok((await readStatements(house.db, 'peru-huawei-2024', { actors: [other], verbs: [VERB.resided] })).length === 1)
})

test('a card seen counts in each programme of hers where both who saw it are executors, also when she enters later, and is annulled in all', async () => {
  const both = ['piloto', 'peru-huawei-2024'] as const
  const [eva, leo] = [await actingStaff(house, 'Eva Ambas', ['executor']), await actingStaff(house, 'Leo Ambos', ['executor'])]
  for (const who of [eva, leo]) await house.db.insertInto('staff_role').values({ staff: who.id, tenant: both[1], role: 'executor', granted: house.clock() }).execute()
  const level = async (person: string, agent: string) => [(await identityOf(house.db, both[0], agent)).level, (await identityOf(house.db, both[1], await enters(house, person, both[1]))).level]

  const first = personValues()
  const rosa = await actingLearner(house, first)
  await enters(house, rosa.id, both[1])
  await eva.post(`${page(rosa.agent)}/check`, card(first))
  assert.equal((await leo.post(`${page(rosa.agent)}/confirm`, card(first))).status, 303)
  assert.deepEqual(await level(rosa.id, rosa.agent), ['card', 'card'])

  const second = personValues()
  const later = await actingLearner(house, second)
  await eva.post(`${page(later.agent)}/check`, card(second))
  await leo.post(`${page(later.agent)}/confirm`, card(second))
  assert.deepEqual(await level(later.id, later.agent), ['card', 'card'])

  const third = personValues()
  const onlyHere = await actingLearner(house, third)
  await checked(onlyHere.agent, third)
  assert.deepEqual(await level(onlyHere.id, onlyHere.agent), ['card', null], 'who checks the trial is not believed elsewhere')

  const [check] = (await identityOf(house.db, both[0], rosa.agent)).checks
  await leo.post(`${page(rosa.agent)}/annul`, { check: check!.id, reason: 'typing-error' })
  assert.deepEqual(await level(rosa.id, rosa.agent), [null, null])
})

test('a death that one programme knows is told to the next one she enters', async () => {
  const rosa = await actingLearner(house)
  await julia!.post(`${page(rosa.agent)}/death`, { death_date: '01/03/2026' })
  assert.equal((await identityOf(house.db, 'peru-huawei-2024', await enters(house, rosa.id, 'peru-huawei-2024'))).died, '2026-03-01')
})

test('a death is recorded with its date and corrected with an empty one', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  assert.equal((await julia!.post(`${page(rosa.agent)}/death`, { death_date: '03/05/2027' })).status, 422)
  assert.equal((await julia!.post(`${page(rosa.agent)}/death`, { death_date: '01/03/2026' })).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', rosa.agent)).died, '2026-03-01')
  assert.equal((await julia!.post(`${page(rosa.agent)}/check`, card(values))).status, 409)
  assert.equal((await julia!.post(`${page(rosa.agent)}/death`, { death_date: '' })).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', rosa.agent)).died, null)
})

test('a second document is added with the card in view; she signs in with either, and its claim is held against others', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const taken = personValues()
  const other = await actingLearner(house, taken)
  const added = { added_document_type: 'ce', added_document_number: '009876543' }
  assert.equal((await julia!.post(`${page(rosa.agent)}/documents`, added)).status, 303)
  const signIn = await house.request('/sign-in', { method: 'POST', body: new URLSearchParams({ document_type: 'ce', document_number: '009876543', pin: values.pin }) })
  assert.equal(signIn.status, 303)
  assert.equal((await julia!.post(`${page(rosa.agent)}/documents`, { added_document_type: 'dni', added_document_number: taken.document.number })).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', other.agent)).openConflicts[0]?.other, rosa.agent)
})

test('an executor sees the last three digits, the whole number only with a line in the log, a tutor neither', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const tail = values.document.number.slice(-3)
  const masked = await (await julia!.get(page(rosa.agent))).text()
  assert.match(masked, new RegExp(`•••••${tail}`))
  assert.doesNotMatch(masked, new RegExp(values.document.number))
  assert.match(await (await julia!.post(`${page(rosa.agent)}/number`)).text(), new RegExp(values.document.number))
  const lines = await house.db.selectFrom('staff_log').select(['staff', 'action']).where('person', '=', rosa.id).execute()
  assert.deepEqual(lines, [{ staff: julia!.id, action: 'document-seen' }])
  const tutor = await actingStaff(house, 'Luz Condori', ['tutor'])
  assert.equal((await tutor.get(page(rosa.agent))).status, 403)
  assert.equal((await tutor.post(`${page(rosa.agent)}/number`)).status, 403)
  for (const role of ['approver', 'auditor'] as const) assert.equal((await (await actingStaff(house, role, [role])).get(page(rosa.agent))).status, 403, role)
})

test('people are found by name without accents or by whole number, and only in their programme', async () => {
  const values = personValues({ name: 'Wilfredo Ñahui Ticona' })
  await actingLearner(house, values)
  for (const q of ['nahui', 'WILFREDO tic', values.document.number]) assert.match(await (await julia!.post('/office/piloto/people', { q })).text(), /Wilfredo Ñahui Ticona/, q)
  const there = await actingStaff(house, 'Otro', ['executor'], 'peru-huawei-2024')
  assert.doesNotMatch(await (await there.post('/office/peru-huawei-2024/people', { q: 'nahui' })).text(), /Wilfredo/)
  assert.equal((await there.get(page('00000000-0000-4000-8000-000000000000').replace('piloto', 'peru-huawei-2024'))).status, 404)
})

test('statements about people carry no name, no number and no phone', async () => {
  const rows = await house.db.selectFrom('statement').select('raw').execute()
  assert.ok(rows.length > 30)
  for (const { raw } of rows) assert.doesNotMatch(raw ?? '', /Rosa|Quispe|Ñahui|41000\d{3}|951234567|001234567/)
})

test('the identity table rebuilt from the record equals the live one', async () => {
  await rebuildBeside(house, identity)
  const live = await house.db.selectFrom('identity').select(['tenant', 'agent', 'checks', 'conflicts', 'merged_into', 'died', 'pos']).orderBy('tenant').orderBy('agent').execute()
  const rebuilt = await house.db.withSchema('rebuild').selectFrom('identity').select(['tenant', 'agent', 'checks', 'conflicts', 'merged_into', 'died', 'pos']).orderBy('tenant').orderBy('agent').execute()
  assert.ok(live.length > 10)
  assert.deepEqual(rebuilt, live)
})
