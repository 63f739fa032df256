import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { auditProof } from '../../scripts/audit/proof.ts'
import { serveWitness } from '../../scripts/witness/serve.ts'
import { openWitness, type Witness } from '../../scripts/witness/state.ts'
import { eraseSalts } from '../../src/features/log/index.ts'
import { ED25519, signerOf } from '../../src/lib/tlog/note.ts'
import { catchUp } from '../../src/record/follow.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../acting.ts'
import { openHouse, testKeys, type TestHouse } from '../house.ts'
import { readyLearner, type Ready } from '../ready-learner.ts'

let house: TestHouse
let owner: Acting
let executor: Acting
let witness: Witness
let stop: () => Promise<void>
const folder = mkdtempSync(join(tmpdir(), 'yachay-scenario-7-'))
const logKey = signerOf('localhost/p/piloto/log', ED25519, testKeys().bytes('log'))

before(async () => {
  witness = await openWitness(join(folder, 'witness'), 'testigo.example.edu.pe', [logKey])
  const served = await serveWitness(witness, 0, () => house.clock())
  stop = served.stop
  house = await openHouse({ now: '2026-05-05T15:00:00Z', witnesses: [{ url: served.address, key: witness.signer }] })
  await ruleInForceFor(house)
  owner = await actingStaff(house, 'Olga Owner', ['approver'])
  executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
})
after(async () => {
  await stop()
  witness.close()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const posted = async (who: Acting, path: string, fields: Record<string, string>): Promise<void> => assert.ok((await who.post(`/office/piloto/${path}`, fields)).status < 400, path)

async function certificate(who: Ready): Promise<{ id: string; serial: string }> {
  await posted(executor, 'certificates/proposals', { enrolment: who.enrolment, kind: 'certificado' })
  await posted(owner, `certificates/approvals/${who.enrolment}`, { kind: 'certificado' })
  await house.runJobs()
  const row = await house.db.selectFrom('credential').select(['credential', 'serial']).where('person', '=', who.id).executeTakeFirstOrThrow()
  return { id: row.credential, serial: row.serial }
}

const words = async (path: string): Promise<string> => (await (await house.request(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function publish(month: string): Promise<string> {
  await posted(owner, 'releases', { month })
  await house.runJobs()
  await posted(owner, `releases/${month}.1/publish`, { sure: 'yes' })
  await house.runJobs()
  return words(`/p/piloto/releases/${month}.1?lang=es`)
}

function checked(text: string, more: Partial<Parameters<typeof auditProof>[1]> = {}): { fits: boolean; said: string } {
  const lines: string[] = []
  const fits = auditProof(text, { key: logKey, witnesses: [witness.signer], memory: folder, say: (line) => lines.push(line), ...more })
  return { fits, said: lines.join('\n') }
}

test('scenario 7: a certificate is revoked: its page shows REVOCADO with date and class of motive, K1 falls by one in the next cut, and the log proves the order', async () => {
  const [rosa, elena] = [await readyLearner(house), await readyLearner(house, { name: 'Elena Ñaupari Cruz' })]
  const [hers] = [await certificate(rosa), await certificate(elena)]
  await catchUp(house)
  assert.match(await words(`/v/${hers.serial}?lang=es`), /VÁLIDO.*La emisión todavía no está en el registro público: entra con la próxima cabeza/)
  assert.equal((await house.request(`/p/piloto/log/proof/certificate/${hers.id}`)).status, 404)
  house.time.set('2026-06-02T15:00:00Z')
  assert.match(await publish('2026-05'), /2 personas que cuentan/)
  const valid = await words(`/v/${hers.serial}?lang=es`)
  assert.match(valid, /VÁLIDO.*Su emisión es el hecho número \d+ del registro\. Todo está bajo la cabeza firmada el 2 de junio de 2026, que ya vio un testigo de afuera/)

  house.time.set('2026-06-10T15:00:00Z')
  await posted(owner, `certificates/issued/${hers.id}/revoke`, { cause: 'issued-in-error' })
  house.time.set('2026-07-02T15:00:00Z')
  const after = await publish('2026-06')
  assert.match(after, / 1 personas que cuentan/)
  assert.match(after, /Salen: 1 \(certificado revocado\)/)

  // Two heads by then: one with each publication; the witness signed both, the second after the end of June.
  assert.match(await (await house.request('/p/piloto/releases/2026-06.1/figures.csv')).text(), /k23-heads-witnessed,1,1,1\.000000,/)
  assert.match((await (await executor.get('/office/piloto/figures/k23?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), /firma de todos los testigos a los que se mostraron: .{0,20}2 de 2/)

  const revoked = await words(`/v/${hers.serial}?lang=es`)
  assert.match(revoked, /REVOCADO.*10\/06\/2026.*Se emitió por error/)
  const [, issue, revocation] = /Su emisión es el hecho número (\d+) del registro\. Su revocación es el hecho número (\d+): vino después/.exec(revoked) ?? assert.fail(revoked)
  assert.ok(Number(revocation) > Number(issue))
  assert.match(await words(`/v/${hers.serial}?lang=en`), /Its issue is entry number \d+ of the log\. Its revocation is entry number \d+: it came after/)
  const rows = async (cut: string): Promise<string[]> => (await (await house.request(`/p/piloto/releases/${cut}/recount.csv`)).text()).trim().split('\r\n').slice(1).filter((row) => row.split(',')[1] === '3')
  assert.ok((await rows('2026-05.1')).some((row) => row.split(',')[2] === issue), 'who holds the certificate finds her own row')
  assert.equal((await rows('2026-06.1')).filter((row) => row.split(',')[2] === issue).length, 0)

  const file = await (await house.request(`/p/piloto/log/proof/certificate/${hers.id}`)).text()
  const { fits, said } = checked(file)
  assert.ok(fits, said)
  assert.match(said, new RegExp(`ok {2}entry ${issue} of that head: issued, .*\\nok {2}entry ${revocation} of that head: revoked, .*\\nok {2}they happened in this order: ${issue} before ${revocation}`))
  assert.match(said, /saw this head on .*[\s\S]*the head of \d+ entries continues that of \d+: nothing before was changed/)
  for (const secret of [rosa.agent, rosa.enrolment, rosa.id, owner.id]) assert.ok(!file.includes(secret), 'the proof leads to nobody')
})

test('a proof that was altered anywhere does not fit, and one of another key or of nothing is refused in words', async () => {
  const row = await house.db.selectFrom('credential').select('credential').orderBy('issued').orderBy('status_index').executeTakeFirst()
  const file = await (await house.request(`/p/piloto/log/proof/certificate/${row?.credential}`)).text()
  type Proof = { checkpoint: string; first: { path: string[] }; entries: { index: number; path: string[]; act: Record<string, unknown>; salt: string }[] }
  const altered = (edit: (proof: Proof) => void): string => { const proof = JSON.parse(file) as Proof; edit(proof); return JSON.stringify(proof) }
  assert.ok(checked(file).fits)
  const ways: [string, (proof: Proof) => void][] = [
    ['another index', (p) => { p.entries[0]!.index += 1 }], ['another time', (p) => { p.entries[0]!.act.stored = '2020-01-01T00:00:00.000Z' }], ['another verb', (p) => { p.entries[0]!.act.verb = 'https://w3id.org/yachay/verbs/revoked' }],
    ['another salt', (p) => { p.entries[0]!.salt = Buffer.alloc(32).toString('base64') }], ['a shorter path', (p) => { p.entries[0]!.path.pop() }], ['another consistency', (p) => { p.first.path.push(Buffer.alloc(32).toString('base64')) }],
    ['another head', (p) => { p.checkpoint = p.checkpoint.replace(/\n\d+\n/, '\n3\n') }],
  ]
  for (const [what, edit] of ways) assert.ok(!checked(altered(edit)).fits, what)
  const thief = signerOf(logKey.name, ED25519, Buffer.alloc(32, 9))
  assert.match(checked(file, { key: thief }).said, /NO {2}the head of \d+ entries is signed by the log/)
  assert.throws(() => checked(file, { key: null }), /No key of localhost\/p\/piloto\/log is known/)
  assert.throws(() => checked('{}'), /is not a proof of a log/)
  writeFileSync(join(folder, 'proof.json'), file)
})

test('nothing is proved of somebody who was erased, and her entries stay', async () => {
  const row = await house.db.selectFrom('credential').select(['credential', 'serial', 'person']).executeTakeFirstOrThrow()
  const size = await house.db.selectFrom('log').select('size').where('tenant', '=', 'piloto').executeTakeFirstOrThrow()
  await house.db.transaction().execute((tx) => eraseSalts(tx, row.person))
  assert.equal((await house.request(`/p/piloto/log/proof/certificate/${row.credential}`)).status, 404)
  assert.doesNotMatch(await words(`/v/${row.serial}?lang=es`), /En el registro de transparencia/)
  assert.deepEqual(await house.db.selectFrom('log').select('size').where('tenant', '=', 'piloto').executeTakeFirstOrThrow(), size)
})
