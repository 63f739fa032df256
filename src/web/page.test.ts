import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, formBody, type Acting } from '../../test/acting.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let rosa: Acting
before(async () => {
  house = await openHouse()
  rosa = await actingLearner(house)
})
after(() => house.close())

const refused = (referer: string | null): Promise<Response> => house.request('/me/data/name', {
  method: 'POST', body: formBody({ full_name: '123' }),
  headers: { host: 'localhost', cookie: rosa.cookie, 'content-type': 'application/x-www-form-urlencoded', ...(referer ? { referer } : {}) },
})
const other = (html: string): string => /<a href="([^"]+)" hreflang="en"/.exec(html)?.[1] ?? ''

test('after a refused form the link to the other language opens the page with the form, never an address that only takes posts', async () => {
  const path = other(await (await refused('http://localhost/me/data?saved')).text())
  assert.equal(path.replaceAll('&amp;', '&'), '/me/data?saved=&lang=en')
  assert.equal((await rosa.get('/me/data?saved=&lang=en')).status, 200)
  assert.equal(other(await (await refused('https://elsewhere.example/me/data')).text()), '/?lang=en')
  assert.equal(other(await (await refused(null)).text()), '/?lang=en')
})

test('a form whose session ran out comes back with what was typed, to be sent again after signing in', async () => {
  const text = 'Mi bodega vende arroz y aceite; pedí una lista y la comparé con mi cuaderno de ventas.'
  const answer = await house.request('/learn/x/product', {
    method: 'POST', headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', referer: 'http://localhost/learn/x/product' }, body: formBody({ text, ai: 'some' }),
  })
  assert.equal(answer.status, 401)
  const html = await answer.text()
  assert.match(html, /Ingresa con tu documento y tu clave/)
  assert.match(html, new RegExp(`<form method="post" action="/learn/x/product".*<input type="hidden" name="ai" value="some".*<textarea [^>]*readonly[^>]*>${text}<`))
  assert.match(html, /Enviar otra vez/)
  const secret = await (await house.request('/me/data/pin', { method: 'POST', headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', referer: 'http://localhost/me/data' }, body: formBody({ present_pin: '582931', pin: '918273' }) })).text()
  assert.doesNotMatch(secret, /582931|918273|Enviar otra vez/)
  assert.match(secret, /href="\/me\/data"/)
})
