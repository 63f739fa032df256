import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { releases } from '../../src/features/releases/index.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { addCounted, many, type Somebody } from './counted.ts'
import { attack, readCells } from './attack.ts'

let house: TestHouse
let owner: Acting
const PAITA = '200501'
/** Piura's department; the district with four women is Colán. */
const COLAN = '200504'
const MARCH: readonly Somebody[] = [
  ...many(4, { district: COLAN, sex: 'female' }),
  ...many(45, { district: '200101', sex: 'female' }), ...many(38, { district: '200101', sex: 'male', age: '30-44' }),
  ...many(25, { district: PAITA, sex: 'female', age: '18-24' }), ...many(22, { district: PAITA, sex: 'male' }),
  // Castilla, no capital of a province: it covers before the capitals do. And Tumbes, a department of few districts.
  ...many(16, { district: '200104', sex: 'female' }), ...many(17, { district: '200104', sex: 'male' }),
  ...many(24, { district: '240101', sex: 'female' }), ...many(24, { district: '240101', sex: 'male' }),
  ...many(15, { district: '150101', sex: 'female', age: '30-44', tie: 'team' }), ...many(15, { district: '150101', sex: 'female', age: '30-44' }),
  ...many(12, { district: '150101', sex: 'male', tie: 'relative' }), ...many(19, { district: '150101', sex: 'male' }),
]
const APRIL: readonly Somebody[] = [...many(9, { district: COLAN, sex: 'female' }), ...many(12, { district: '200101', sex: 'male' })]

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  await ruleInForceFor(house)
  owner = await actingStaff(house, 'Olga Owner', ['approver'])
  await addCounted(house, 'piloto', '2026-03-03T15:00:00Z', MARCH)
})
after(() => house.close())

async function publish(month: string, name: string): Promise<void> {
  assert.equal((await owner.post('/office/piloto/releases', { month })).status, 303)
  await house.runJobs()
  assert.equal((await house.request(`/p/piloto/releases/${name}`)).status, 404, 'a draft is not public')
  assert.equal((await owner.post(`/office/piloto/releases/${name}/publish`)).status, 422, 'she says that she looked at it')
  const done = await owner.post(`/office/piloto/releases/${name}/publish`, { sure: 'yes' })
  assert.equal(done.headers.get('location'), `/p/piloto/releases/${name}`)
}

const cells = async (name: string): Promise<string> => (await house.request(`/p/piloto/releases/${name}/cells.csv`)).text()
const row = (csv: string, table: string, key: string) => readCells(csv).find((c) => c.table === table && c.row === key)

test('a month that is not over cannot be cut, and only an owner publishes', async () => {
  const refused = await owner.post('/office/piloto/releases', { month: '2026-03' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Elige un mes que ya terminó/)
  house.time.set('2026-04-02T15:00:00Z')
  assert.equal((await owner.post('/office/piloto/releases', { month: '2026-03' })).status, 303)
  await house.runJobs()
  const executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
  assert.match(await (await executor.get('/office/piloto/releases/2026-03.1?lang=es')).text(), /Corte de marzo de 2026/)
  assert.equal((await executor.post('/office/piloto/releases/2026-03.1/publish', { sure: 'yes' })).status, 403)
  assert.equal((await owner.post('/office/piloto/releases', { month: '2026-03' })).status, 409, 'one draft at a time')
  assert.equal((await executor.post('/office/piloto/releases/2026-03.1/drop')).status, 303)
})

test('scenario 10: a district with four women certified is hidden, a second one too, and last month’s file does not reveal it by subtraction', async () => {
  await publish('2026-03', '2026-03.2')
  house.time.set('2026-04-20T15:00:00Z')
  await addCounted(house, 'piloto', '2026-04-10T15:00:00Z', APRIL)
  house.time.set('2026-05-02T15:00:00Z')
  await publish('2026-04', '2026-04.1')
  const files = [await cells('2026-03.2'), await cells('2026-04.1')]
  for (const csv of files) {
    assert.equal(row(csv, 'districts-20', COLAN)?.persons, 's')
    assert.equal(row(csv, 'districts-20', COLAN)?.women, 's')
    assert.ok(readCells(csv).filter((c) => c.table === 'districts-20' && c.persons === 's').length >= 2, 'a second one too')
    assert.match(row(csv, 'districts-20', '200101')?.persons ?? '', /^\d+$/, 'what is large is shown')
  }
  assert.equal(row(files[1]!, 'total', '')?.persons, String(MARCH.length + APRIL.length))
  assert.deepEqual(['team', 'relative', 'none'].map((tie) => row(files[0]!, 'ties', tie)?.persons), ['15', '12', String(MARCH.length - 27)], 'staff and relatives of executing entities stand apart (INV 25)')
  for (const growing of [false, true]) {
    const learnt = attack(files, { growing })
    for (const [name, { low, high, exact }] of learnt) {
      assert.equal(exact, false, name)
      const atLeast = name.includes('/departments/') && name.endsWith('/persons') ? 4 : 9
      assert.ok(high - low >= atLeast, `${name}: ${low} to ${high}`)
    }
    assert.ok(learnt.has(`0/districts-20/${COLAN}/persons`) && learnt.has(`1/districts-20/${COLAN}/women`))
  }
})

test('the public page, the catalogue and the feed lead to the files, each with its fingerprint, and the record holds who published', async () => {
  const page = await (await house.request('/p/piloto/releases/2026-04.1?lang=es')).text()
  const text = page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(text, /Corte de abril de 2026/)
  assert.match(text, new RegExp(`Entran: ${APRIL.length} \\(certificación nueva\\)`))
  assert.match(text, /Colan, Paita no se muestra no se muestra/)
  assert.match(text, /Trabajan para una entidad ejecutora 15 Son familiares de quien trabaja ahí 12/)
  assert.doesNotMatch(page, /style=/)
  const catalogue = await (await house.request('/p/piloto/catalog.jsonld')).json() as { 'dcat:dataset': { 'dct:identifier': string; 'dcat:distribution': { 'dct:title': string; 'dcat:downloadURL': { '@id': string }; 'spdx:checksum': { 'spdx:checksumValue': string } }[] }[] }
  assert.deepEqual(catalogue['dcat:dataset'].map((d) => d['dct:identifier']), ['2026-04.1', '2026-03.2'])
  for (const d of catalogue['dcat:dataset'][0]!['dcat:distribution']) {
    const bytes = await (await house.request(new URL(d['dcat:downloadURL']['@id']).pathname)).text()
    assert.equal(createHash('sha256').update(bytes).digest('hex'), d['spdx:checksum']['spdx:checksumValue'], d['dct:title'])
  }
  const feed = await (await house.request('/p/piloto/releases.atom')).text()
  assert.equal(feed.match(/<entry>/g)?.length, 2)
  const manifest = await (await house.request('/p/piloto/releases/2026-04.1/release.json')).text()
  const acts = await house.pool.query(`select raw from statement where verb like '%release-published' order by pos`)
  assert.equal(acts.rows.length, 2)
  assert.ok((acts.rows[1] as { raw: string }).raw.includes(createHash('sha256').update(manifest).digest('hex')))
  assert.match(await (await house.request('/p/piloto/releases/2026-04.1/dictionary.csv')).text(), /cells\.csv,persons,/)
  assert.equal((await house.request('/p/piloto/releases/2026-04.1/constructor')).status, 404)
})

test('a published release cannot be changed or removed, not even in the database', async () => {
  await assert.rejects(house.pool.query(`update data_release set files = '{}' where month = '2026-03' and state = 'published'`), /never changed/)
  await assert.rejects(house.pool.query(`delete from data_release where state = 'published'`), /never changed/)
  assert.equal((await owner.post('/office/piloto/releases/2026-03.2/publish', { sure: 'yes' })).status, 409)
  assert.equal((await owner.post('/office/piloto/releases/2026-03.2/drop')).status, 409)
  assert.equal(releases.name, 'releases')
})
