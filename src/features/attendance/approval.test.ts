import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { readStatements } from '../../record/read.ts'
import { evaluate, programmeOf, VERB, VERBS_READ_BY_RULES } from '../programmes/index.ts'
import { entriesOf } from './attendance.ts'

const SESSIONS = '/office/piloto/sections/noche-1/sessions'
const QUEUE = '/office/piloto/attendance/queue'
let house: TestHouse
let executor: Acting
let both: Acting
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  both = await actingStaff(house, 'Berta Enseña y Aprueba', ['tutor', 'approver'])
  await executor.post('/office/piloto/sections/noche-1/tutors', { staff: both.id })
})
after(() => house.close())

/** A class of an hour that has just ended. */
async function classOf(day: string, endsAt: string): Promise<string> {
  const id = randomUUID()
  const answer = await executor.post(SESSIONS, { id, day, from: '09:00', to: '10:00', minutes: '', mode: 'virtual', site: 'En línea' })
  assert.equal(answer.status, 303)
  house.time.set(endsAt)
  return id
}

const minutesOf = async (who: Ready): Promise<number> => {
  const rule = programmeOf(house, 'piloto')?.rules.at(-1)?.rule
  assert.ok(rule)
  const statements = await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: VERBS_READ_BY_RULES })
  const found = evaluate({ ...rule, minutes: { ...rule.minutes, attendance: true } }, new Set([who.agent]), statements).requirements.find((r) => r.id === 'minutes')
  return found && 'have' in found ? Number(found.have) : -1
}

test('who recorded her attendance cannot approve her certificate, struck out or not; somebody else can', async () => {
  const who = await readyLearner(house)
  const session = await classOf('2026-03-02', '2026-03-02T15:05:00Z')
  assert.equal((await both.post(`${SESSIONS}/${session}`, { [`mark-${who.enrolment}`]: 'P', do: 'save' })).status, 303)
  await executor.post('/office/piloto/certificates/proposals', { enrolment: who.enrolment, kind: 'certificado' })
  const approve = (by: Acting) => by.post(`/office/piloto/certificates/approvals/${who.enrolment}`, { kind: 'certificado' })
  assert.equal((await approve(both)).status, 403)
  await both.post(`${SESSIONS}/${session}`, { [`mark-${who.enrolment}`]: 'F', do: 'save' })
  assert.equal((await approve(both)).status, 403, 'struck out, it was still she who recorded')
  assert.equal((await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.approved] })).length, 0)
  const approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  assert.equal((await approve(approver)).status, 303)
})

test('a rule that counts attendance gives its minutes at once in class, late ones only with the second person, corrected ones no more', async () => {
  const who = await readyLearner(house)
  const before = await minutesOf(who)
  const session = await classOf('2026-03-03', '2026-03-03T15:05:00Z')
  const marked = (mark: string, more = {}) => both.post(`${SESSIONS}/${session}`, { [`mark-${who.enrolment}`]: mark, do: 'save', ...more })
  await marked('P')
  assert.equal(await minutesOf(who), before + 60)
  await marked('T', { minutes: '40' })
  assert.equal(await minutesOf(who), before + 40)
  await marked('J')
  assert.equal(await minutesOf(who), before)
  house.time.set('2026-03-06T15:05:00Z')
  await marked('P', { cause: 'correction' })
  assert.equal(await minutesOf(who), before, 'it waits')
  const entry = (await entriesOf(house.db, 'piloto', session)).get(who.enrolment)
  assert.equal((await executor.post(QUEUE, { entry: entry?.entry ?? '', do: 'confirm' })).status, 303)
  assert.equal(await minutesOf(who), before + 60)
})
