import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { signHead } from '../../src/features/log/checkpoints.ts'
import { dailyHeads } from '../../src/features/log/index.ts'
import { actingStaff } from '../../test/acting.ts'
import { openAuditPlace, T, type AuditPlace } from '../../test/audit-place.ts'
import { anAct, editCut, hashAnew, sizeOf } from '../../test/operator-deeds.ts'

let place: AuditPlace

before(async () => {
  place = await openAuditPlace()
  assert.ok((await place.look('employer')).fits)
})
after(() => place.close())

const words = async (path: string): Promise<string> => (await (await place.house.request(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = (lang: string): Promise<string> => words(`/p/${T}/log?lang=${lang}`)

test('scenario 9: an operator with database access edits an old total: the witness check fails in public', async () => {
  assert.doesNotMatch(await page('es'), /no calza con|NO firma/)
  // The old total, and the act that it came from; the entries then fit the record again, and the operator has the key of the log.
  await editCut(place, '2026-01.1', (cut) => { cut.manifest.counts = cut.manifest.counts.map((n) => n + 1); cut.files['figures.csv'] = (cut.files['figures.csv'] ?? '').replace(/^n3,\d+/m, `n3,${cut.manifest.counts[3]}`) }, true)
  const { n } = await anAct(place, 'enrolled')
  await place.operator(`update log_entry set commitment = decode(repeat('cd', 32), 'hex') where tenant = '${T}' and n = ${n}`)
  await assert.rejects(signHead(place.house, T), new RegExp(`entry ${n} is the first that does not fit its act\\. No new head is signed`), 'the server itself notices and signs no more')
  assert.match(await page('es'), /Este registro no calza con lo que se firmó antes\. Desde entonces no se firma ninguna cabeza nueva/)
  assert.match(await page('en'), new RegExp(`does not fit what was signed before.*What the server found: .*entry ${n} is the first that does not fit its act`))
  const administrator = await actingStaff(place.house, 'Ada Administra', ['administrator'], '*')
  assert.match((await (await administrator.get('/office/status?lang=es')).text()).replace(/<[^>]+>/g, ' '), new RegExp(`piloto: NO se firma\\..*entry ${n} is the first`))

  // She signs with the key herself, over everything hashed anew.
  await hashAnew(place)
  await dailyHeads(place.house)
  assert.match(await page('es'), /testigo\.example\.edu\.pe NO firma: lo que este servidor le mostró no continúa lo que vio antes/)
  assert.match(await page('en'), /testigo\.example\.edu\.pe does NOT sign: what this server showed it does not continue/)
  const { fits, said } = await place.look('employer')
  assert.ok(!fits)
  for (const line of [/NO {2}testigo\.example\.edu\.pe did not cosign this head/, new RegExp(`NO {2}entry ${n} is another than at the last visit`), /NO {2}2026-01\.1\/release\.json is another than at the last visit/]) assert.match(said, line)
  assert.ok(!(await place.look('employer')).fits, 'and says so again: nothing was learnt from it')
  const newcomer = await place.look('newcomer')
  assert.match(newcomer.said, /NO {2}testigo\.example\.edu\.pe did not cosign this head/, 'who was never here asks the witness')
  // What the log signed against itself is kept by the witness.
  const logs = join(place.witness.folder, 'logs')
  const alarms = readdirSync(logs).filter((f) => f.endsWith('.alarms')).map((f) => readFileSync(join(logs, f), 'utf8')).join('')
  assert.match(alarms, new RegExp(`The log signed two different heads of ${await sizeOf(place)} entries`))
  await place.undo()
  await dailyHeads(place.house)
  assert.doesNotMatch(await page('es'), /no calza con|NO firma/)
  assert.ok((await place.look('employer')).fits, 'put back, everything fits again')
  assert.ok(existsSync(logs))
})
