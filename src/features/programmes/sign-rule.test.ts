import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { ROOT } from '../../lib/root.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { checkSignedRules, ruleInForce } from './in-force.ts'
import { loadProgrammes, programmeOf } from './programmes.ts'
import { recordSignature } from './sign-rule.ts'

const OWNERS = ['11111111-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000002', '11111111-0000-4000-8000-000000000003']
let house: TestHouse
let hash: string
before(async () => {
  house = await openHouse()
  hash = programmeOf(house, 'piloto')?.rules[0]?.hash ?? ''
})
after(() => house.close())

const sign = (owner: number, change: object = {}) => recordSignature(house, { tenant: 'piloto', version: 'v1', hash, staff: OWNERS[owner]!, ...change })
const refused = (status: number, code: string) => (error: unknown) => error instanceof Problem && error.status === status && error.code === code

test('a rule nobody has signed is a proposal: not in force', async () => {
  assert.equal(await ruleInForce(house.db, house, 'piloto'), null)
})

test('an owner signs what she read: another version or a changed file is refused', async () => {
  await assert.rejects(sign(0, { version: 'v9' }), refused(404, 'rule-unknown'))
  await assert.rejects(sign(0, { hash: 'f'.repeat(64) }), refused(409, 'rule-changed'))
})

test('the second different owner puts it in force, from her position on', async () => {
  await sign(0)
  assert.equal(await ruleInForce(house.db, house, 'piloto'), null)
  await assert.rejects(sign(0), refused(409, 'rule-signed-already'))
  await sign(1)
  const inForce = await ruleInForce(house.db, house, 'piloto')
  assert.deepEqual([inForce?.version, inForce?.hash, inForce?.since, inForce?.signatures.map((s) => s.staff)], ['v1', hash, 2, OWNERS.slice(0, 2)])
  assert.match(inForce?.text.es ?? '', /Quién cuenta/)
  await assert.rejects(sign(2), refused(409, 'rule-in-force'))
})

test('two owners at the same moment: both signatures stand, the rule is in force once', async () => {
  const peru = programmeOf(house, 'peru-huawei-2024')?.rules[0]?.hash ?? ''
  const both = OWNERS.slice(0, 2).map((staff) => recordSignature(house, { tenant: 'peru-huawei-2024', version: 'v1', hash: peru, staff }))
  await Promise.all(both)
  assert.equal((await ruleInForce(house.db, house, 'peru-huawei-2024'))?.since, 2)
})

test('a changed or missing file under a signed rule: the server refuses to start and says where the signed one is', async () => {
  await checkSignedRules(house)
  const folder = mkdtempSync(join(tmpdir(), 'yachay-signed-'))
  cpSync(join(ROOT, 'programmes'), join(folder, 'programmes'), { recursive: true })
  const file = join(folder, 'programmes/piloto/rule-v1.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('mark: 14', 'mark: 11'))
  const changed = { ...house, config: { ...house.config, contentDir: folder }, content: new Map() }
  loadProgrammes(changed)
  await assert.rejects(checkSignedRules(changed), (error: unknown) => {
    assert.match(String(error), /programmes\/piloto\/rule-v1\.yaml has SHA-256 [0-9a-f]{64}, but two owners signed [0-9a-f]{64} \(in force since position 2\)/)
    assert.match(String(error), /write what is new as the next version/)
    return true
  })
  rmSync(folder, { recursive: true })
})
