import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { applies } from '../../../test/histories/acts.ts'
import { openPlace, type Place } from '../../../test/histories/place.ts'
import { infoOf, wordsOf } from '../../../test/poppler.ts'

let place: Place
let rosa: Awaited<ReturnType<typeof applies>>
let juana: Awaited<ReturnType<typeof applies>>
before(async () => {
  place = await openPlace()
  rosa = await applies(place, 'Rosa Ñahui Quispe')
  juana = await applies(place, 'Juana Mamani Flores')
})
after(() => place.close())

async function wordsAt(who: { get: (path: string) => Promise<Response> }, address: string): Promise<string> {
  const answer = await who.get(address)
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const pdf = Buffer.from(await answer.arrayBuffer())
  assert.match(infoOf(pdf), /Tagged:\s+yes[\s\S]*Pages:\s+1\n/)
  return wordsOf(pdf)
}

test('her receipt has her name, the file number, the call and how it stands, and no document', async () => {
  const words = await wordsAt(rosa.phone, `/me/applications/piloto/${rosa.expediente}/receipt.pdf`)
  for (const part of ['Cargo de postulación', 'Rosa Ñahui Quispe', rosa.expediente, 'Impreso el', '/sign-in']) assert.ok(words.includes(part), `${part} in ${words}`)
  assert.doesNotMatch(words, /\d{8}/)
  assert.match(await (await rosa.phone.get(`/me/applications/piloto/${rosa.expediente}`)).text(), /receipt\.pdf/)
})

test('the office prints the same with who printed it; nobody else gets it', async () => {
  const address = `/office/piloto/calls/abierta-1/applications/${rosa.expediente}/receipt.pdf`
  assert.match(await wordsAt(place.executor, `${address}?lang=en`), /Receipt of an application.*Printed by Elvira Coordina on/)
  const refused = await juana.phone.get(`/me/applications/piloto/${rosa.expediente}/receipt.pdf`)
  assert.equal(refused.status, 403)
  assert.doesNotMatch(await refused.text(), /Ñahui/)
  assert.equal((await place.tutor.get(address)).status, 403)
})

test('the slip with a code for a new PIN comes as paper, too, and its code is good', async () => {
  const base = `/office/piloto/people/${rosa.agent}`
  assert.match(await (await place.executor.get(base)).text(), /name="as" value="pdf"/)
  const words = await wordsAt({ get: () => place.executor.post(`${base}/reset`, { as: 'pdf' }) }, base)
  assert.match(words, /Código para cambiar tu clave.*Rosa Ñahui Quispe.*No lo muestres a nadie/)
  const code = /Ñahui Quispe (\S+) Entra a/.exec(words)?.[1] ?? ''
  const form = { document_type: 'dni', document_number: rosa.claim.number, code, pin: '739182' }
  const used = await place.house.request('/sign-in/reset', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form).toString() })
  assert.equal(used.status, 303, await used.text())
})
