import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { allRoutes } from '../src/app.ts'
import { ROLES, type Role } from '../src/feature.ts'
import { RIGHTS, rightsOf } from '../src/rights.ts'
import { actingClient, actingLearner, actingStaff } from './acting.ts'
import { openHouse, type TestHouse } from './house.ts'

let house: TestHouse
const cookies: Partial<Record<Role, string>> = {}
let authorization = ''
before(async () => {
  house = await openHouse()
  cookies.learner = (await actingLearner(house)).cookie
  for (const role of ['tutor', 'executor', 'approver', 'auditor', 'caller'] as const) cookies[role] = (await actingStaff(house, role, [role])).cookie
  cookies.administrator = (await actingStaff(house, 'administrator', ['administrator'], '*')).cookie
  authorization = (await actingClient(house, ['all'])).authorization
})
after(() => house.close())

/** An address of the route: the programme is `piloto`, every other part names nothing that exists. */
function addressOf(path: string): string {
  return path.replace(':programme', 'piloto').replace(/:[A-Za-z]+(\{[^}]*\})?/g, () => randomUUID())
}

async function ask(method: string, path: string, role: Role): Promise<{ status: number; code: string }> {
  const response = await house.request(addressOf(path), {
    method,
    headers: { accept: 'application/json', ...(cookies[role] ? { cookie: cookies[role] } : {}), ...(role === 'client' ? { authorization } : {}), 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'GET' ? {} : { body: '' }),
  })
  const text = await response.text()
  const code = /^\{"error":"([\w-]+)"/.exec(text)?.[1] ?? ''
  return { status: response.status, code }
}

for (const route of allRoutes()) {
  test(`${route.method} ${route.path} opens to ${RIGHTS[`${route.method} ${route.path}`]} and to nobody else`, async () => {
    const allowed = rightsOf(route.method, route.path)
    for (const asking of ROLES) {
      // A key opens nothing but a programme's record: elsewhere it is a visitor's.
      const role = asking === 'client' && !route.path.startsWith('/xapi/:programme/') ? 'visitor' : asking
      // Signing out would end the session that the next routes need.
      if (route.path === '/sign-out' && role !== 'visitor') continue
      const { status, code } = await ask(route.method, route.path, asking)
      assert.notEqual(status, 500, `${asking} breaks it`)
      if (allowed.has(role)) assert.ok(code !== 'not-for-you' && code !== 'sign-in-first', `${asking} must get in, got ${status} ${code}`)
      else if (role === 'visitor') assert.deepEqual({ status, code }, { status: 401, code: 'sign-in-first' }, 'a visitor is asked to sign in')
      else assert.deepEqual({ status, code }, { status: 403, code: 'not-for-you' }, `${role} must stay out`)
    }
  })
}

test('the matrix has no row for a route that is gone', () => {
  const routes = new Set(allRoutes().map((r) => `${r.method} ${r.path}`))
  assert.deepEqual(Object.keys(RIGHTS).filter((key) => !routes.has(key)), [])
})

test('a role in one programme opens nothing in another', async () => {
  const tutorElsewhere = await actingStaff(house, 'Tutor of another programme', ['tutor', 'executor', 'approver'], 'peru-huawei-2024')
  for (const route of allRoutes().filter((r) => r.path.startsWith('/office/:programme'))) {
    const response = await house.request(addressOf(route.path), { method: route.method, headers: { cookie: tutorElsewhere.cookie, accept: 'application/json' }, ...(route.method === 'GET' ? {} : { body: '' }) })
    assert.equal(response.status, 403, `${route.method} ${route.path}`)
  }
})

test('a route without its row does not start', () => {
  assert.throws(() => rightsOf('GET', '/nowhere'), /no row for GET \/nowhere/)
})
