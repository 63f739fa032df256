import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { readStatements } from '../../record/read.ts'
import { VERB } from '../programmes/index.ts'
import { runBatch } from './batch.ts'
import { approveOneOfMany } from './deciding.ts'
import { issueMany } from './issuing.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let other: TestHouse
let executor: Acting
let [amalia, otto]: Acting[] = []

before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  other = await openHouse({ sameAs: house })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  amalia = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  otto = await actingStaff(house, 'Otto Aprueba', ['approver'])
})
after(async () => { await other.close(); await house.close() })

const proposed = async (n: number, options = {}): Promise<Ready[]> => {
  const people: Ready[] = []
  for (let i = 0; i < n; i++) people.push(await readyLearner(house, { name: `Rosa Mamani ${'ABCDEFGHIJ'[i]!.repeat(3)}`, ...options }))
  await executor.post(`${OFFICE}/proposals`, { enrolment: people.map((p) => p.enrolment), kind: 'certificado' })
  return people
}
const start = (who: Acting, batch: string) => who.post(`${OFFICE}/batches`, { batch, confirm: 'yes' })
const outcomes = async (batch: string) => (await house.db.selectFrom('approval_batch_row').select('outcome').where('batch', '=', batch).execute()).map((r) => r.outcome).sort()
const approvals = async (people: readonly Ready[]) => (await readStatements(house.db, 'piloto', { verbs: [VERB.approved], actors: people.map((p) => p.agent) }))

test('all that waits is approved in one go: an act for each person, who is not ready any more is left with the reason, papers follow', async () => {
  const people = await proposed(4)
  const tutor = await proposed(1, { tutor: amalia!.id })
  const batch = crypto.randomUUID()
  const offer = await (await amalia!.get(`${OFFICE}/batches`)).text()
  assert.match(offer, /Hay 5 propuestas que puedes aprobar/)
  assert.equal((await amalia!.post(`${OFFICE}/batches`, { batch })).status, 422, 'without the tick')
  assert.equal((await start(amalia!, batch)).headers.get('location'), `${OFFICE}/batches/${batch}`)
  assert.equal((await start(amalia!, batch)).status, 303, 'the same form again is the same batch')
  const going = await amalia!.get(`${OFFICE}/batches/${batch}`)
  assert.equal(going.headers.get('refresh'), '4')
  assert.match(await going.text(), /0 de 5 revisadas/)
  await house.runJobs()
  const page = await (await amalia!.get(`${OFFICE}/batches/${batch}?lang=es`)).text()
  assert.match(page.replace(/<[^>]+>/g, ' '), /Aprobadas\s+4\s+Emitidas\s+4\s+No aprobadas\s+1/)
  assert.match(page, /Rosa Mamani AAA/, 'who was refused is named, with why')
  assert.deepEqual(await outcomes(batch), ['approved', 'approved', 'approved', 'approved', 'taught-her'])
  const acts = await approvals([...people, ...tutor])
  assert.equal(acts.length, 4)
  assert.ok(acts.every((a) => a.statement.context?.instructor?.account?.name === amalia!.id), 'each in her name')
  // What is left is somebody else's.
  await otto!.post(`${OFFICE}/approvals/${tutor[0]!.enrolment}`, { kind: 'certificado' })
})

test('a server that dies in the middle: the next run goes on, and nobody is approved twice', async () => {
  const people = await proposed(3)
  const batch = crypto.randomUUID()
  await start(amalia!, batch)
  // The act was committed, the row was not: as after a crash between the two.
  await amalia!.post(`${OFFICE}/approvals/${people[0]!.enrolment}`, { kind: 'certificado' })
  await runBatch(house, batch)
  assert.deepEqual(await outcomes(batch), ['approved', 'approved', 'approved'])
  assert.equal((await approvals(people)).length, 3)
  await runBatch(house, batch)
  await house.runJobs()
  assert.equal((await approvals(people)).length, 3)
})

test('two approvers at once on the same proposals, in two processes: each person is approved once, the other is told', async () => {
  const people = await proposed(4)
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
  await start(amalia!, a)
  await start(otto!, b)
  await Promise.all([runBatch(house, a), runBatch(other, b)])
  const all = [...await outcomes(a), ...await outcomes(b)]
  assert.equal(all.filter((o) => o === 'approved').length, 4)
  assert.equal(all.filter((o) => o === 'approved-already').length, 4)
  assert.equal((await approvals(people)).length, 4)
  const told = await Promise.all([amalia!.get(`${OFFICE}/batches/${a}?lang=es`), otto!.get(`${OFFICE}/batches/${b}?lang=es`)])
  assert.match((await Promise.all(told.map((t) => t.text()))).join(' '), /ya .*aprob|aprobad[ao]/i)
  await house.runJobs()
  assert.equal(Number((await house.pool.query('select count(*)::int as n from credential where enrolment = any($1::uuid[])', [people.map((p) => p.enrolment)])).rows[0].n), 4)
})

test('nobody but an approver starts one; who proposed leaves hers to another', async () => {
  await proposed(1)
  assert.equal((await start(executor, crypto.randomUUID())).status, 403)
  const elsewhere = await actingStaff(house, 'De otro programa', ['approver'], 'peru-huawei-2024')
  assert.equal((await start(elsewhere, crypto.randomUUID())).status, 403)
})

test('papers of many are written together: who cannot have one now is left, one that cannot be written undoes nobody else, and a second run writes none twice', async () => {
  const people = await proposed(5)
  const approvals: string[] = []
  for (const who of people) approvals.push(await approveOneOfMany(house, { tenant: 'piloto', enrolment: who.enrolment, kind: 'certificado', by: amalia!.id }))
  const issued = async (): Promise<string[]> => (await house.db.selectFrom('credential').select('enrolment').where('enrolment', 'in', people.map((p) => p.enrolment)).execute()).map((r) => r.enrolment).sort()
  const personOf = async (who: Ready): Promise<string> => (await house.db.selectFrom('agent').select('person').where('agent', '=', who.agent).executeTakeFirstOrThrow()).person
  const [erased, broken, ...whole] = people as [Ready, Ready, ...Ready[]]
  // One was erased meanwhile: a refusal. The key of another cannot be opened: an error that no refusal foresees.
  await house.db.updateTable('person').set({ data_key: null, profile: null }).where('id', '=', await personOf(erased)).execute()
  await house.db.updateTable('person').set({ data_key: Buffer.alloc(60, 1) }).where('id', '=', await personOf(broken)).execute()
  await assert.rejects(() => issueMany(house, 'piloto', [...approvals, crypto.randomUUID()]))
  assert.deepEqual(await issued(), whole.map((who) => who.enrolment).sort())
  const n = (await readStatements(house.db, 'piloto', { verbs: [VERB.issued], actors: people.map((p) => p.agent) })).length
  assert.equal(n, 3)
  await issueMany(house, 'piloto', approvals).catch(() => undefined)
  assert.equal((await readStatements(house.db, 'piloto', { verbs: [VERB.issued], actors: people.map((p) => p.agent) })).length, 3)
})
