import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { programmeOf } from '../programmes/index.ts'
import { makeTotpSecret, sealTotp, totpCode } from './totp.ts'

let house: TestHouse
let approver: Acting
const secret = makeTotpSecret()
const rule = (): { version: string; hash: string } => { const r = programmeOf(house, 'piloto')?.rules.at(-1); return { version: r?.version ?? '', hash: r?.hash ?? '' } }
const signatures = async (): Promise<number> => Number((await house.db.selectFrom('statement').select((eb) => eb.fn.countAll().as('n')).where('verb', 'like', '%/rule-signed').executeTakeFirstOrThrow()).n)
before(async () => {
  house = await openHouse()
  approver = await actingStaff(house, 'Abigaíl Firmante', ['approver'])
  await house.db.updateTable('staff').set({ totp: sealTotp(house.keys, secret) }).where('id', '=', approver.id).execute()
})
after(() => house.close())

test('an approver whose code is older than half an hour is asked for a new one; the form goes on with it, once', async () => {
  await house.db.updateTable('session').set({ confirmed: new Date(house.clock().getTime() - 31 * 60_000) }).where('staff', '=', approver.id).execute()
  const asked = await approver.post('/office/piloto/rule', rule())
  const html = await asked.text()
  assert.equal(asked.status, 403)
  assert.match(html, /código nuevo de tu app/)
  assert.match(html, new RegExp(`name="hash" value="${rule().hash}"`))
  assert.match(html, /action="\/office\/piloto\/rule"/)
  assert.equal(await signatures(), 0)
  const wrong = await approver.post('/office/piloto/rule', { ...rule(), fresh_code: '000000' })
  assert.equal(wrong.status, 403)
  assert.match(await wrong.text(), /Cada código sirve una sola vez/)
  const code = totpCode(secret, house.clock())
  assert.equal((await approver.post('/office/piloto/rule', { ...rule(), fresh_code: code })).status, 303)
  assert.equal(await signatures(), 1)
  await house.db.updateTable('session').set({ confirmed: null }).where('staff', '=', approver.id).execute()
  assert.equal((await approver.post('/office/piloto/calls/abierta-1/publish', { confirm: 'yes', fresh_code: code })).status, 403, 'a code works once')
})

test('within half an hour nobody is asked again, and who does not approve is never asked', async () => {
  house.time.add(60_000)
  const answer = await approver.post('/office/piloto/calls/abierta-1/publish', { confirm: 'yes', fresh_code: totpCode(secret, house.clock()) })
  assert.notEqual(answer.status, 403)
  house.time.add(29 * 60_000)
  assert.notEqual((await approver.post('/office/piloto/calls/abierta-1/publish', { confirm: 'yes' })).status, 403)
  house.time.add(2 * 60_000)
  assert.equal((await approver.post('/office/piloto/calls/abierta-1/publish', { confirm: 'yes' })).status, 403)
  const executor = await actingStaff(house, 'Elvira Coordina', ['executor'])
  await house.db.updateTable('session').set({ confirmed: null }).where('staff', '=', executor.id).execute()
  assert.equal((await executor.get('/office/piloto/people')).status, 200)
})

test('an auditor reads who looked at whole numbers, newest first, without a name of whom; others do not', async () => {
  const executor = await actingStaff(house, 'Elsa Ramos', ['executor'])
  const auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  const rosa = await actingLearner(house, personValues())
  assert.match(await (await auditor.get('/office/piloto/looks')).text(), /Nadie ha mirado/)
  for (let i = 0; i < 52; i++) {
    house.time.add(60_000)
    await executor.post(`/office/piloto/people/${rosa.agent}/number`)
  }
  const html = await (await auditor.get('/office/piloto/looks')).text()
  assert.equal(html.match(/Elsa Ramos/g)?.length, 50)
  assert.ok(html.includes(rosa.agent.slice(0, 8)) && !html.includes('Rosa Quispe'))
  const next = /href="([^"]*before=\d+)"/.exec(html)?.[1] ?? ''
  assert.equal((await (await auditor.get(next)).text()).match(/Elsa Ramos/g)?.length, 2)
  assert.equal((await executor.get('/office/piloto/looks')).status, 403)
})
