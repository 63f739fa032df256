import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { allRoutes } from '../src/app.ts'
import { catchUp } from '../src/record/follow.ts'
import { head } from '../src/record/read.ts'
import { personOf } from '../src/features/people/index.ts'
import { rightsOf } from '../src/rights.ts'
import { signedIn } from './acting.ts'
import { openWorkedPlace, type WorkedPlace } from './worked-place.ts'

let place: WorkedPlace
let rosaCookie = ''
before(async () => {
  place = await openWorkedPlace()
  const person = await personOf(place.house.db, 'piloto', place.rosa.agent)
  assert.ok(person)
  rosaCookie = (await signedIn(place.house, person, { person })).cookie
})
after(() => place.close())

/** Bodies that no page of ours sends: what they are, their type, their bytes. */
const BODIES: readonly (readonly [string, string, string])[] = [
  ['multipart without its boundary', 'multipart/form-data', 'text=hola'],
  ['multipart that breaks off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhol'],
  ['plain text', 'text/plain', 'hola'],
  ['broken JSON', 'application/json', '{"text":'],
  ['a form of control characters', 'application/x-www-form-urlencoded', 'text=%00%01%ff&enrolment=%00&section=%00&q=%00&full_name=%00&pin=%00&recipe=%00&token=%00&version=%00&kind=%00&value=%00&handle=%00&role=%00'],
  ['a form with one name a thousand times', 'application/x-www-form-urlencoded', 'enrolment=x&expediente=x&groups=x&q1=1&'.repeat(1000)],
]

/** Who may use the route, by its first role. */
function whoFor(method: string, path: string): string {
  const roles = rightsOf(method, path)
  const { tutor, executor, approver, administrator } = place
  const cookie = { executor: executor.cookie, approver: approver.cookie, tutor: tutor.cookie, administrator: administrator.cookie }
  for (const role of ['executor', 'approver', 'tutor', 'administrator'] as const) if (roles.has(role) && !roles.has('visitor')) return cookie[role]
  return roles.has('learner') && !roles.has('visitor') ? rosaCookie : ''
}

/** Pressed without a body at all these do what their button says. */
const NEEDS_NOTHING = /\/(sign-out|read|start|undo|reopen|close|withdraw|re-enter|split|confirm|drop|send|decline|link|quiz|end|reinstate|correct|work|plan|cancel)$/

for (const { method, path } of allRoutes().filter((route) => route.method !== 'GET' && !NEEDS_NOTHING.test(route.path))) {
  test(`${method} ${path}: bodies that no page sends are refused in words and record nothing`, async () => {
    const address = path.replace(/:([A-Za-z]+)/g, (_, name: string) => place.ids[name] ?? randomUUID())
    const before = await head(place.house.db, 'piloto')
    for (const [what, type, body] of BODIES) {
      const answer = await place.house.request(address, { method, body, headers: { cookie: whoFor(method, path), 'content-type': type } })
      const text = await answer.text()
      assert.notEqual(answer.status, 500, `${what}: ${text.slice(text.indexOf('<main'), text.indexOf('<main') + 200)}`)
      assert.ok(answer.status >= 400 || [200, 303].includes(answer.status), `${what}: ${answer.status}`)
    }
    await catchUp(place.house)
    assert.equal(await head(place.house.db, 'piloto'), before)
  })
}

for (const { path } of allRoutes().filter((route) => route.method === 'GET')) {
  test(`GET ${path}: an address that no page of ours has is answered in words`, async () => {
    for (const part of ['%00', '%F0%9F%98%80', '..%2F..%2Fetc%2Fpasswd', "'%3B--", 'a'.repeat(5000), '-1', '99999999999999999999']) {
      const address = path.replace(/:([A-Za-z]+)/g, (_, name: string) => (name === 'programme' ? 'piloto' : part))
      const query = new URLSearchParams(['serial', 'q', 'state', 'page', 'kind', 'round', 'after', 'statementId', 'lang', 'next'].map((name) => [name, decodeURIComponent(part)]))
      for (const asked of new Set([address, `${address}?${query.toString()}`])) {
        const answer = await place.house.request(asked, { headers: { cookie: whoFor('GET', path) } })
        assert.notEqual(answer.status, 500, asked.slice(0, 200))
        assert.ok(!(answer.headers.get('location') ?? '').startsWith('//'))
      }
    }
  })
}
