import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, basic, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { clientFor } from './index.ts'
import { clientOf, clientsOf } from './list.ts'

const PAGE = '/office/piloto/clients'
const TYPED = { name: 'Aula virtual de Puno', scopes: ['statements/write', 'statements/read/mine'], rate: '60000' }

let house: TestHouse
let ada: Acting
before(async () => {
  house = await openHouse()
  ada = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
})
after(() => house.close())

async function words(answer: Response, status = 200): Promise<string> {
  const html = await answer.text()
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  assert.equal(answer.status, status, main)
  return main
}

const shown = (main: string): string[] => [...main.matchAll(/<code class="once">([^<]+)<\/code>/g)].map((m) => m[1] ?? '')

test('an administrator finds the page from her office, and while it is empty it says what it is for', async () => {
  assert.match(await words(await ada.get('/office')), new RegExp(`href="${PAGE}"`))
  const main = await words(await ada.get(PAGE))
  assert.match(main, /un aula virtual, una aplicación, un tablero/)
  assert.match(main, /Todavía no hay ninguna llave/)
  assert.match(main, /value="statements\/write" checked/)
  assert.doesNotMatch(main, /value="all" checked/)
  assert.equal((await ada.get('/office/no-such-programme/clients')).status, 404)
})

test('the secret is shown once, works, and stands on no page afterwards', async () => {
  const answer = await ada.post(PAGE, TYPED)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const main = await words(answer)
  const [key = '', secret = '', address, tokenAddress] = shown(main)
  assert.deepEqual([address, tokenAddress], ['http://localhost/xapi/piloto/', 'http://localhost/oauth/token'])
  assert.match(main, /Se muestra solo esta vez/)
  const who = await clientFor(house, basic(key, secret), 'piloto')
  assert.deepEqual({ name: who.name, scopes: who.scopes }, { name: TYPED.name, scopes: TYPED.scopes })
  for (const path of [PAGE, `${PAGE}/${who.client}`]) {
    const page = await words(await ada.get(path))
    assert.ok(page.includes(key) && page.includes('Enviar registros nuevos') && page.includes('02/03/2026') && !page.includes(secret), path)
  }
})

test('a name that a live key has is refused, and what was typed is still there', async () => {
  const main = await words(await ada.post(PAGE, { ...TYPED, name: ' aula  virtual de PUNO ', scopes: ['define'], rate: '77' }), 409)
  assert.match(main, /Ya hay una llave con ese nombre/)
  assert.match(main, /value=" aula {2}virtual de PUNO "/)
  assert.match(main, /value="define" checked/)
  assert.match(main, /value="77"/)
})

test('what is missing or impossible is told beside its field', async () => {
  const main = await words(await ada.post(PAGE, { name: ' ', scopes: ['sudo'], rate: '0' }), 422)
  for (const sentence of [/Escribe un nombre de 2 a 80 letras/, /Marca por lo menos una cosa/, /de 1 a 10000000/]) assert.match(main, sentence)
  for (const rate of ['', '-1', '1.5', '1e3', '10000001', '60.000']) assert.equal((await ada.post(PAGE, { ...TYPED, name: 'Otro', rate })).status, 422, rate)
  assert.equal((await clientsOf(house, 'piloto')).length, 1)
})

test('a new secret asks for a tick, says until when the old one works, and shows itself once', async () => {
  const [client] = await clientsOf(house, 'piloto')
  assert.ok(client)
  const at = `${PAGE}/${client.id}`
  assert.match(await words(await ada.get(at)), /24 horas más, hasta el 03\/03\/2026 a las 10:00/)
  assert.match(await words(await ada.post(`${at}/rotate`, { instead: client.present }), 422), /Marca la casilla para confirmar/)
  const fields = { instead: client.present, sure: 'yes' }
  const main = await words(await ada.post(`${at}/rotate`, fields))
  assert.match(main, /El secreto anterior sirve hasta el 03\/03\/2026 a las 10:00/)
  assert.equal((await clientFor(house, basic(client.key, shown(main)[1] ?? ''), 'piloto')).client, client.id)
  assert.match(await words(await ada.post(`${at}/rotate`, fields), 409), /ya se cambió hace un momento/)
  const leaked = await words(await ada.post(`${at}/rotate`, { sure: 'yes', leaked: 'yes', instead: (await clientOf(house, 'piloto', client.id))?.present ?? '' }))
  assert.doesNotMatch(leaked, /secreto anterior/)
})

test('how much a key may ask is changed on its page', async () => {
  const [client] = await clientsOf(house, 'piloto')
  assert.ok(client)
  assert.match(await words(await ada.post(`${PAGE}/${client.id}/rate`, { rate: 'mucho' }), 422), /value="mucho"/)
  const saved = await ada.post(`${PAGE}/${client.id}/rate`, { rate: '1200' })
  assert.equal(saved.headers.get('location'), `${PAGE}/${client.id}?saved`)
  assert.match(await words(await ada.get(`${PAGE}/${client.id}?saved`)), /Guardado.*value="1200"/s)
})

test('a revoked key stays in the list, is changed no more, and leaves its name free', async () => {
  const [client] = await clientsOf(house, 'piloto')
  assert.ok(client)
  const at = `${PAGE}/${client.id}`
  assert.match(await words(await ada.post(`${at}/revoke`), 422), /Marca la casilla/)
  assert.equal((await ada.post(`${at}/revoke`, { sure: 'yes' })).headers.get('location'), PAGE)
  const main = await words(await ada.get(PAGE))
  assert.match(main, /revocada el 02\/03\/2026/)
  assert.ok(!main.includes(`href="${at}"`))
  assert.doesNotMatch(await words(await ada.get(at)), /<form/)
  for (const [act, fields] of [['rate', { rate: '5' }], ['rotate', { instead: client.present, sure: 'yes' }]] as const) {
    assert.match(await words(await ada.post(`${at}/${act}`, fields), 409), /ya fue revocada/)
  }
  await words(await ada.post(PAGE, TYPED))
})

test('the log of the staff tells who did what with which key, in both languages', async () => {
  const [client] = (await clientsOf(house, 'piloto')).filter((one) => one.revoked)
  assert.ok(client)
  const log = await words(await ada.get('/office/staff/log'))
  for (const words of ['dio una llave a otro sistema', 'cambió el secreto de una llave', 'cambió cuánto puede pedir una llave', 'revocó una llave']) {
    assert.match(log, new RegExp(`Ada Administra</strong> ${words} .*\\(${client.key}, piloto\\)`), words)
  }
  assert.match(await words(await ada.get('/office/staff/log?lang=en')), /<\/strong> gave another system a key/)
})
