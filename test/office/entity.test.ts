import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allRoutes } from '../../src/app.ts'
import type { Route } from '../../src/feature.ts'
import { rightsOf } from '../../src/rights.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { done } from '../histories/place.ts'
import { openWorkedPlace, type WorkedPlace } from '../worked-place.ts'

const OFFICE = '/office/piloto'
/** Rosa's section is one of the three of its call; this entity runs it. */
const OWN = 'cetpro'
const OTHER = 'instituto'

let place: WorkedPlace
/** Coordinators: of the entity that runs Rosa's section, of another one, and of the programme. */
let own: Acting
let other: Acting
let whole: Acting
before(async () => {
  place = await openWorkedPlace()
  whole = place.executor
  for (const name of [OWN, OTHER]) await done(whole.post(`${OFFICE}/organisations`, { name, ruc: '', kinds: 'executor' }))
  await done(whole.post(`${OFFICE}/sections/noche-1/change`, { organisation: OWN, site: 'cetpro-000000' }))
  const coordinator = async (name: string, entity: string): Promise<Acting> => {
    const her = await actingStaff(place.house, name, [])
    await done(place.administrator.post(`/office/staff/${her.id}/roles`, { tenant: 'piloto', role: 'executor', organisation: `piloto/${entity}` }))
    return her
  }
  own = await coordinator('Carla Coordina', OWN)
  other = await coordinator('Otilia Coordina', OTHER)
})
after(() => place.close())

/** What is Rosa's, or her section's. */
const HERS = /:(section|enrolment|agent|expediente|credential|call)\b/
const routes = allRoutes().filter(({ method, path }) => path.startsWith('/office/:programme/') && rightsOf(method, path).has('executor'))
const addressOf = ({ path }: Route): string => path.replace(/:([A-Za-z]+)/g, (_, name: string) => place.ids[name] ?? crypto.randomUUID())

test('whoever coordinates another entity is refused every address of her section, her person and her papers', async () => {
  const asked = routes.filter(({ path }) => HERS.test(path))
  assert.ok(asked.length > 50, `${asked.length} routes`)
  for (const route of asked) {
    const answer = await (route.method === 'GET' ? other.get(addressOf(route)) : other.post(addressOf(route)))
    assert.equal(answer.status, 403, `${route.method} ${route.path}`)
    assert.match(await answer.text(), /no es de tu entidad/, route.path)
  }
})

test('no page of the office tells her a name, a document or a file number of the other entity', async () => {
  const { rosa } = place
  for (const route of routes.filter((r) => r.method === 'GET')) {
    const answer = await other.get(addressOf(route))
    // A refusal repeats the address that was asked for, and nothing else.
    if (answer.status !== 200) continue
    const text = await answer.text()
    for (const secret of ['Rosa', 'Ñahui', rosa.claim.number, rosa.phoneNumber, rosa.expediente, rosa.agent]) assert.ok(!text.includes(secret), `${route.path} tells ${secret}`)
  }
  for (const q of ['Rosa', rosa.claim.number]) assert.doesNotMatch(await (await other.post(`${OFFICE}/people`, { q })).text(), /Ñahui/)
})

test('the entity that runs the section opens what the programme’s coordinator opens, but for what several entities share', async () => {
  // Her call has sections of others too, and who is alike may be theirs.
  const shared = /\/calls\/:call\/|duplicates$|certificates\/batches/
  for (const route of routes.filter((r) => r.method === 'GET' && !shared.test(r.path))) {
    const [hers, everybodys] = [await own.get(addressOf(route)), await whole.get(addressOf(route))]
    // Files, evidence, requests about data, findings, audits and what a colleague wrote of incidents stay with who sees the whole.
    if (/imports\/:batch|evidence$|\/requests|\/consents$|incidents\/:|\/findings|\/audit/.test(route.path)) assert.ok(hers.status === 403 || hers.status === 404, route.path)
    else assert.equal(hers.status, everybodys.status, `${route.path} ${hers.status} ${everybodys.status}`)
  }
  assert.match(await (await own.post(`${OFFICE}/people`, { q: 'Rosa' })).text(), /Ñahui/)
  assert.equal((await own.get(`${OFFICE}/calls/abierta-1`)).status, 200)
  assert.equal((await own.get(`${OFFICE}/calls/abierta-1/applications`)).status, 403)
})

test('she works with her people, opens sections of her entity only, and moves nobody into another’s', async () => {
  const page = `${OFFICE}/enrolments/${place.rosa.enrolment}`
  assert.equal((await own.post(`${page}/childcare`, { asked: 'yes', childcare: ['needed', 'offered'] })).status, 303)
  assert.match(await (await own.get(page)).text(), /Cuidado de niños: lo necesita, se lo ofrecimos/)
  const form = { title: 'Tarde', mode: 'virtual', capacity: '25', starts: '2026-04-01', ends: '2027-07-31', course: 'base', call: '' }
  await done(own.post(`${OFFICE}/open-section`, { ...form, id: 'aaaaaa00-0000-4000-8000-000000000000', organisation: OTHER }))
  assert.equal((await other.get(`${OFFICE}/sections/tarde-aaaaaa`)).status, 403)
  assert.equal((await own.get(`${OFFICE}/sections/tarde-aaaaaa`)).status, 200)
  assert.equal((await own.post(`${page}/transfer`, { section: 'noche-2' })).status, 403)
  assert.doesNotMatch(await (await own.get(`${OFFICE}/sections`)).text(), /noche-2"/)
  const merged = await own.post(`${OFFICE}/people/${place.rosa.agent}/death`, { death_date: '01/01/2026' })
  assert.equal(merged.status, 403, 'what reaches every entity is done by who coordinates the programme')
})

test('only who executes works for one entity, of the same programme; the role is given anew for the whole', async () => {
  const her = await actingStaff(place.house, 'Nora Nueva', [])
  const give = (fields: Record<string, string>): Promise<Response> => place.administrator.post(`/office/staff/${her.id}/roles`, { tenant: 'piloto', ...fields })
  assert.equal((await give({ role: 'approver', organisation: `piloto/${OWN}` })).status, 422)
  assert.equal((await give({ role: 'executor', organisation: 'piloto/nobody' })).status, 422)
  await done(give({ role: 'executor', organisation: `piloto/${OTHER}` }))
  assert.match(await (await place.administrator.get('/office/staff')).text(), /solo instituto/)
  assert.equal((await her.get(`${OFFICE}/sections/noche-1`)).status, 403)
  await done(give({ role: 'executor', organisation: '' }))
  assert.equal((await her.get(`${OFFICE}/sections/noche-1`)).status, 200)
})
