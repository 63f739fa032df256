import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { allRoutes } from '../src/app.ts'
import { rightsOf } from '../src/rights.ts'
import { catchUp } from '../src/record/follow.ts'
import { head } from '../src/record/read.ts'
import { enrolled, type Learner } from './histories/acts.ts'
import { figuresNow } from './histories/place.ts'
import { openWorkedPlace, productWithPicture, type WorkedPlace } from './worked-place.ts'

let place: WorkedPlace
/** Signed in, in the same section, curious. */
let juana: Learner
before(async () => {
  place = await openWorkedPlace()
  juana = await enrolled(place, 'Juana Mamani Flores')
})
after(() => place.close())

/** What Rosa's pages say and Juana must never read: her names, document, phone, file number, agent, marks and words. */
const secrets = (): readonly string[] => {
  const { rosa, ids } = place
  return ['Rosa', 'Ñahui', rosa.claim.number, rosa.phoneNumber, rosa.agent, ids.serial ?? '', 'feria dominical', 'excelente decisión']
}

type Ids = Readonly<Record<string, string>>
/** Which of Rosa's ids stand in the address, and the status that Juana gets. */
interface Row { readonly what: string; readonly ids: () => Ids; readonly status: number; readonly says: RegExp; readonly only?: RegExp }

const NOT_YOURS = /no es tuy|de otra persona|no es para tu cuenta|otra persona/
const UNKNOWN = /No encontramos|no existe|No hay|no está/
const ROWS: readonly Row[] = [
  { what: 'her enrolment', ids: () => place.ids, status: 403, says: NOT_YOURS },
  { what: 'one’s own enrolment with her attempt, try or submission', ids: () => ({ ...place.ids, enrolment: juana.enrolment, attempt: '2' }), status: 404, says: UNKNOWN, only: /:submission/ },
]

function addressOf(path: string, ids: Ids): string {
  const all = path.includes('/tries/') ? { ...ids, submission: place.labTry } : ids
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => all[name] ?? randomUUID())
}

const bodyFor = (path: string): FormData | Record<string, string> => (path.endsWith('/product') ? productWithPicture() : {
  section: 'noche-1', token: 'x', do: 'send', version: 'x', text: 'x', phone: '951000000', recipe: '{}', digest: '0'.repeat(64),
})

function ask(who: Learner, method: string, path: string, ids: Ids): Promise<Response> {
  const address = addressOf(path, ids)
  if (method === 'GET') return who.phone.get(address)
  const body = bodyFor(path)
  return body instanceof FormData ? who.phone.send(address, body) : who.phone.post(address, body)
}

/** Every route of a learner whose address names something that belongs to somebody. */
const OWNED = /:(enrolment|expediente|credential|attempt|submission)\b/
const routes = allRoutes().filter(({ method, path }) => OWNED.test(path) && rightsOf(method, path).has('learner'))

test('the table covers the course, quiz, lab, product, application and certificate', () => {
  assert.ok(routes.length >= 18, `${routes.length} routes`)
  for (const part of [':enrolment/units', ':attempt', '/labs/:lab', '/tries/', '/product', '/pictures/', ':expediente/accept', ':credential/credential.json']) {
    assert.ok(routes.some(({ path }) => path.includes(part)), part)
  }
})

for (const { method, path } of routes) {
  for (const row of ROWS.filter(({ only }) => !only || only.test(path))) {
    test(`${method} ${path} with ${row.what} answers ${row.status} in words, tells nothing and changes nothing`, async () => {
      const { pos } = await figuresNow(place)
      const files = await place.house.db.selectFrom('product_submission').select('id').execute()
      const answer = await ask(juana, method, path, row.ids())
      const html = await answer.text()
      assert.equal(answer.status, row.status, html.slice(html.indexOf('<main'), html.indexOf('<main') + 400))
      assert.match(html.slice(html.indexOf('<main')), row.says)
      for (const secret of secrets()) assert.ok(!html.includes(secret), `tells ${secret}`)
      await catchUp(place.house)
      assert.equal(await head(place.house.db, 'piloto'), pos)
      assert.equal((await place.house.db.selectFrom('product_submission').select('id').execute()).length, files.length)
    })
  }
}

for (const { method, path } of routes) {
  test(`${method} ${path} without a session leads to the sign-in and tells nothing`, async () => {
    const answer = await place.house.request(addressOf(path, place.ids), { method, ...(method === 'GET' ? {} : { body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } }) })
    const html = await answer.text()
    assert.equal(answer.status, method === 'GET' ? 303 : 401)
    if (method === 'GET') assert.match(answer.headers.get('location') ?? '', /^\/sign-in\?next=/)
    for (const secret of secrets()) assert.ok(!html.includes(secret), `tells ${secret}`)
  })
}

test('an address with an id that nobody has answers 404 in words', async () => {
  for (const { method, path } of routes) {
    const answer = await ask(juana, method, path, { programme: 'piloto', lab: 'uva-vino', unit: 'que-es-la-ia', attempt: '1', number: '1' })
    const html = await answer.text()
    assert.equal(answer.status, 404, `${method} ${path}`)
    assert.match(html, UNKNOWN, `${method} ${path}`)
  }
})

test('Rosa opens every one of them', async () => {
  for (const { path } of routes.filter((route) => route.method === 'GET')) {
    assert.ok([200, 303].includes((await ask(place.rosa, 'GET', path, place.ids)).status), path)
  }
})

test('her statements are not in Juana’s list, nor under their ids', async () => {
  const own = await place.house.request('/xapi/piloto/statements')
  assert.equal(own.status, 401)
  const listed = await (await juana.phone.get('/xapi/piloto/statements')).text()
  assert.ok(!listed.includes(place.rosa.agent))
  const [line] = await place.house.db.selectFrom('statement').select('id').where('actor', '=', place.rosa.agent).limit(1).execute()
  assert.ok(line)
  assert.equal((await juana.phone.get(`/xapi/piloto/statements?statementId=${line.id}`)).status, 404)
})
