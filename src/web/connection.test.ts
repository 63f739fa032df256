import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createApp } from '../app.ts'
import type { House } from '../feature.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'

const NOTICE = 'Esta conexión no es segura'
let open: TestHouse
before(async () => { open = await openHouse() })
after(() => open.close())

const get = async (url: string, { trustedProxies = 0, publicUrl = 'https://yachay.pe', headers = {} as Record<string, string> } = {}): Promise<string> => {
  const house: House = { ...open, config: { ...open.config, trustedProxies, publicUrl } }
  return (await createApp(house).request(url, { headers: { accept: 'text/html', ...headers } }, { incoming: { socket: {} } })).text()
}
const warned = async (...args: Parameters<typeof get>): Promise<boolean> => (await get(...args)).includes(NOTICE)

test('every page over plain http says so, with a link to what it means; over https and on the machine itself none does', async () => {
  for (const path of ['/', '/p/piloto', '/sign-in', '/no-such-page']) {
    assert.equal(await warned(`http://yachay.pe${path}`), true, path)
    assert.match(await get(`http://192.168.8.1:3000${path}`), /href="\/connection"/)
    assert.equal(await warned(`https://yachay.pe${path}`), false, path)
  }
  for (const host of ['localhost:3000', 'pc.localhost', '127.0.0.1', '127.9.9.9', '[::1]:3000']) assert.equal(await warned(`http://${host}/`), false, host)
  for (const host of ['localhost.pe', '127.0.0.1.pe', '10.0.0.1', '[::2]']) assert.equal(await warned(`http://${host}/`), true, host)
})

test('what a proxy says of the scheme is believed only when TRUSTED_PROXIES counts it', async () => {
  const told = (proto: string) => ({ headers: { 'x-forwarded-proto': proto } })
  assert.equal(await warned('http://yachay.pe/', told('https')), true, 'anybody can write that header')
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 1, ...told('https') }), false)
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 1, ...told('http') }), true)
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 1, ...told('https, http') }), true, 'the caller wrote the first, our proxy the last')
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 2, ...told('http') }), true)
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 1 }), false, 'a trusted proxy that says nothing serves PUBLIC_URL')
  assert.equal(await warned('http://yachay.pe/', { trustedProxies: 1, publicUrl: 'http://yachay.pe' }), true)
})

test('the page on the connection names what is missing and the address to use instead', async () => {
  const plain = await get('http://192.168.8.1/connection')
  assert.match(plain, /<div data-secure="yes" hidden/)
  assert.match(plain, /<div data-secure="no">/)
  assert.match(plain, /<a class="button" href="https:\/\/yachay\.pe">/)
  for (const words of ['bandeja de salida', 'cámara', 'tu documento y tu clave viajan a la vista', 'Ingresar a tu cuenta']) assert.ok(plain.includes(words), words)
  const without = await get('http://192.168.8.1/connection?lang=en', { publicUrl: 'http://192.168.8.1' })
  assert.match(without, /has no secure address yet/)
  assert.doesNotMatch(without, /class="button"|Sign in: your session/)
  const secure = await get('https://yachay.pe/connection')
  assert.match(secure, /<div data-secure="no" hidden/)
  assert.match(secure, /Tu conexión es segura/)
})

test('a form from another site is refused with its page, also over plain http', async () => {
  const answer = await open.request('http://yachay.pe/sign-in', { method: 'POST', headers: { origin: 'https://evil.example', accept: 'text/html' } })
  assert.equal(answer.status, 403)
  assert.match(await answer.text(), /vino de otra página/)
})
