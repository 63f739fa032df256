import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { openSection } from '../../../test/office/with-section.ts'
import { enrolPerson } from '../cohorts/index.ts'

const LIST = '/office/piloto/certificates/issued'

let house: TestHouse
let executor: Acting
let auditor: Acting
let entity: Acting
let serial = 0

before(async () => {
  house = await openHouse({ now: '2026-05-20T15:00:00Z' })
  ;[executor, auditor, entity] = [await actingStaff(house, 'Elena Coordina', ['executor']), await actingStaff(house, 'Aurora Audita', ['auditor']), await actingStaff(house, 'Carla de Cetpro', ['executor'])]
  await house.db.updateTable('staff_role').set({ organisation: 'cetpro' }).where('staff', '=', entity.id).execute()
  await openSection(house, executor, 'de-cetpro', 40, 'cetpro')
})
after(() => house.close())

/** Papers of one more person, as many, one an hour from a moment on. Their sealed text is opened by no list. */
async function papersOf(name: string, count: number, from: string, section: string | null = null): Promise<void> {
  const who = await actingLearner(house, personValues({ name }))
  if (section) await enrolPerson(house, { tenant: 'piloto', agent: who.agent, section, enrolment: crypto.randomUUID() })
  serial += count
  await sql`with made as (insert into credential (credential, tenant, person, agent, enrolment, kind, approval, edition, serial, status_index, sealed, issued)
      select gen_random_uuid(), 'piloto', ${who.id}, ${who.agent}, gen_random_uuid(), 'certificado', gen_random_uuid(), 1, 'T' || (${serial}::int - n), ${serial}::int - n, '', ${new Date(from)}::timestamptz + n * interval '1 hour'
      from generate_series(0, ${count}::int - 1) n returning *)
    insert into credential_state (credential, tenant, agent, enrolment, kind, status_index, issued, state, since, pos)
      select credential, tenant, agent, enrolment, kind, status_index, issued, 'valid', issued, 0 from made`.execute(house.db)
}

const text = async (answer: Promise<Response>): Promise<string> => { const got = await answer; assert.equal(got.status, 200); return got.text() }
/** Names in the order of the list. */
const names = (html: string): string[] => [...html.matchAll(/<th scope="row"><a [^>]+>([^<]+)</g)].map((m) => m[1] ?? '')
const nextOf = (html: string): string => /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

test('an empty programme offers no months and says that there is nothing', async () => {
  const html = await text(executor.get(LIST))
  assert.match(html, /No se encontró ninguno/)
  assert.doesNotMatch(html, /name="month"/)
})

test('papers come a page at a time, the newest first, each once, and back to the start', async () => {
  await papersOf('Flor Marzo Paz', 60, '2026-03-03T15:00:00Z')
  await papersOf('Inés Abril Luz', 70, '2026-04-06T15:00:00Z', 'de-cetpro')
  const seen: string[] = []
  let [at, pages] = [LIST, 0]
  while (at !== '') {
    const html = await text(auditor.get(at))
    seen.push(...[...html.matchAll(/issued\/([0-9a-f-]{36})"/g)].map((m) => m[1] ?? ''))
    assert.equal(names(html)[0], pages < 2 ? 'Inés Abril Luz' : 'Flor Marzo Paz')
    if (pages > 0) assert.match(html, /Volver al inicio de la lista/)
    ;[at, pages] = [nextOf(html), pages + 1]
  }
  assert.deepEqual([seen.length, new Set(seen).size, pages], [130, 130, 3])
})

test('a month is one of Lima, from the first paper to today, and goes on to its next page', async () => {
  // The last evening of March in Lima is April already in UTC.
  await papersOf('Úrsula Medianoche', 1, '2026-04-01T04:30:00Z')
  const march = await text(executor.get(`${LIST}?month=2026-03`))
  assert.deepEqual([...march.matchAll(/<option value="(2026-\d\d)"( selected)?>/g)].map((m) => m.slice(1, 3).join('')), ['2026-05', '2026-04', '2026-03 selected'])
  assert.match(march, /marzo de 2026/)
  assert.equal(names(march)[0], 'Úrsula Medianoche')
  assert.equal(names(march).length, 50)
  assert.equal(names(await text(executor.get(nextOf(march)))).length, 11)
  assert.match(await text(executor.get(`${LIST}?month=2026-05`)), /No se encontró ninguno/)
  assert.equal(names(await text(executor.get(`${LIST}?month=2026-13`))).length, 50, 'what is no month asks for none')
  assert.match(await text(executor.get(`${LIST}?month=2026-03&lang=en`)), /March 2026.*See more/s)
  await executor.get('/office?lang=es')
})

test('a name is found with a month or without, stands in no address, and its next page is posted', async () => {
  const first = await text(executor.post(LIST, { q: 'INES abril', month: '' }))
  assert.deepEqual([...new Set(names(first))], ['Inés Abril Luz'])
  assert.equal(names(first).length, 50)
  assert.doesNotMatch(first, /href="[^"]*(?:abril|INES)/i)
  const after = /name="after" value="([^"]+)"/.exec(first)?.[1] ?? ''
  assert.equal(names(await text(executor.post(LIST, { q: 'INES abril', month: '', after }))).length, 20)
  assert.equal(names(await text(executor.post(LIST, { q: 'Inés', month: '2026-03' }))).length, 0)
  assert.equal(names(await text(executor.get(`${LIST}?q=Úrsula&month=2026-03`))).length, 50, 'an address says no name')
  assert.equal(names(await text(executor.post(LIST, { q: '', month: '2026-03' }))).length, 50)
})

test('an entity is shown the papers of its people, however many newer ones others have', async () => {
  await papersOf('Zenón De Otra', 120, '2026-05-01T15:00:00Z')
  assert.deepEqual([...new Set(names(await text(entity.get(LIST))))], ['Inés Abril Luz'])
  assert.equal(names(await text(entity.post(LIST, { q: 'zenon' }))).length, 0)
  assert.equal(names(await text(entity.get(`${LIST}?month=2026-05`))).length, 0)
})
