import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actingLearner, actingStaff, formBody, ruleInForceFor, type Acting } from './acting.ts'
import { openHouse, type TestHouse } from './house.ts'

const APPLY = '/p/piloto/calls/abierta-1/apply'
let house: TestHouse
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  const approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  assert.equal((await approver.post('/office/piloto/calls/abierta-1/publish', { confirm: 'yes' })).status, 303)
})
after(() => house.close())

const GOOD = {
  document_type: 'dni', document_number: '10117410-2', full_name: 'Rosa Ñahui Quispe', birth_date: '03/05/1990', district: 'Juliaca, San Román', pin: '274951', consent: 'yes',
}

/** What is typed wrong, the field that must say so, and its sentence. */
const BAD: readonly (readonly [string, Record<string, string>, string, RegExp])[] = [
  ['a wrong check digit', { document_number: '10117410-3' }, 'document_number', /El carácter después del guion no corresponde a estos 8 números/],
  ['a wrong check letter', { document_number: '10117410F' }, 'document_number', /El carácter después del guion no corresponde/],
  ['eight equal digits', { document_number: '77777777' }, 'document_number', /Ese número es de relleno/],
  ['eight zeros', { document_number: '00000000' }, 'document_number', /Ese número es de relleno/],
  ['12345678', { document_number: '12345678' }, 'document_number', /Ese número es de relleno/],
  ['a DNI that lost its zero', { document_number: '5414828' }, 'document_number', /escribe también el cero/],
  ['a CE that is too short', { document_type: 'ce', document_number: '1234' }, 'document_number', /el número tiene de 9 a 12 letras o números/],
  ['a passport without its country', { document_type: 'passport', document_number: 'AB123456' }, 'document_country', /Elige el país que dio tu pasaporte/],
  ['an unknown kind of document', { document_type: 'licence' }, 'document_type', /Elige tu tipo de documento/],
  ['an emoji in the name', { full_name: 'Rosa 😀 Quispe' }, 'full_name', /quita los dibujos \(emoji\)/],
  ['a digit in the name', { full_name: 'Rosa Quispe 3' }, 'full_name', /quita los números/],
  ['a single name', { full_name: 'Rosa' }, 'full_name', /por lo menos un apellido/],
  ['a UBIGEO that means two districts', { district: '140101' }, 'district', /¿INEI \(Chiclayo\) o RENIEC \(Lima\)\? Elige uno/],
  ['a district name that repeats', { district: 'Miraflores' }, 'district', /Hay más de un distrito con ese nombre/],
  ['a district that does not exist', { district: 'Xyzzyland' }, 'district', /No encontramos ese distrito/],
  ['a date with a year of two digits', { birth_date: '3-5-90' }, 'birth_date', /Escribe el año con cuatro números/],
  ['a date that does not exist', { birth_date: '31/02/1990' }, 'birth_date', /no existe en el calendario/],
  ['a date in words', { birth_date: '3 de mayo' }, 'birth_date', /Escribe la fecha como día\/mes\/año/],
  ['a date to come', { birth_date: '03/05/2030' }, 'birth_date', /todavía no llega/],
  ['a child', { birth_date: '03/05/2015' }, 'birth_date', /14 años o más/],
  ['a minor without guardian', { birth_date: '03/05/2010' }, 'guardian_name', /Tienes menos de 18 años/],
  ['a trivial PIN', { pin: '123456' }, 'pin', /de las primeras que alguien probaría/],
  ['the birth date as PIN', { pin: '030590' }, 'pin', /No uses tu fecha de nacimiento/],
  ['five digits as PIN', { pin: '27495' }, 'pin', /La clave tiene 6 números/],
  ['no consent', { consent: '' }, 'consent', /necesitamos tu permiso/],
]

/** Readable text of the error beside a field, by its id. */
function errorBeside(html: string, field: string): string {
  const found = new RegExp(`id="${field}-error"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''
  return found.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

const apply = (fields: Record<string, string>): Promise<Response> => house.request(APPLY, {
  method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody({ ...GOOD, ...fields }),
})
const persons = async (): Promise<number> => (await house.db.selectFrom('person').select('id').execute()).length

for (const [what, typed, field, sentence] of BAD) {
  test(`the application with ${what} comes back with 422, its sentence beside the field, and nothing saved`, async () => {
    const answer = await apply(typed)
    const html = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(errorBeside(html, field), sentence)
    for (const [name, value] of Object.entries({ ...GOOD, ...typed })) {
      if (['full_name', 'birth_date', 'document_number'].includes(name)) assert.ok(html.includes(`value="${value.replaceAll('"', '&quot;')}"`), `${name} is still there`)
    }
    assert.ok(!html.includes(`value="${typed.pin ?? GOOD.pin}"`), 'the PIN is not shown again')
    assert.equal(await persons(), 0)
  })
}

test('the three ways to write a birth date, Ñ and one surname are accepted', async () => {
  const forms = [
    { document_number: '05414828', birth_date: '03/05/1990', full_name: 'Rosa Ñahui' },
    { document_number: '45678901', birth_date: '1990-05-03', full_name: 'Iñaki Nuñez' },
    { document_number: '10117410', birth_date: '3-5-1990', full_name: 'Begoña Pérez de Ñaupari' },
  ]
  for (const form of forms) assert.equal((await apply(form)).status, 303, JSON.stringify(form))
  assert.equal(await persons(), 3)
})

test('a field of 10 MB breaks nothing: over HTTP the body is refused by its length, and a reader that is given it says so in words', async () => {
  const declared = await house.request(APPLY, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(10 * 1024 * 1024) }, body: 'a=b' })
  assert.equal(declared.status, 413)
  assert.match(await declared.text(), /Aquí cabe como máximo 64 KB/)
  for (const field of ['full_name', 'document_number', 'birth_date', 'district', 'pin']) assert.equal((await apply({ [field]: 'a'.repeat(10 * 1024 * 1024) })).status, 422, field)
})

/** The same on every other form: where, what is typed, the field, its sentence. All of them are refused with 422. */
const ELSEWHERE: readonly (readonly [string, Record<string, string | string[]>, string, RegExp])[] = [
  ['/me/data/name', { full_name: 'Rosa 😀 Quispe' }, 'full_name', /quita los dibujos \(emoji\)/],
  ['/me/data/name', { full_name: 'Rosa' }, 'full_name', /por lo menos un apellido/],
  ['/me/data/contact', { phone: '51234567', district: 'Juliaca, San Román', language: 'es' }, 'phone', /9 números que empiezan con 9/],
  ['/me/data/contact', { phone: '999999999', district: 'Juliaca, San Román', language: 'es' }, 'phone', /Ese número es de relleno/],
  ['/me/data/contact', { phone: '', district: '140101', language: 'es' }, 'district', /¿INEI \(Chiclayo\) o RENIEC \(Lima\)\? Elige uno/],
  ['/me/data/contact', { phone: '', district: '999999', language: 'es' }, 'district', /El código 999999 no existe en la tabla de distritos/],
  ['/me/data/work', { groups: ['sme-owners'], ruc: '20131312956', line: 'Bodega' }, 'ruc', /El último número del RUC no corresponde/],
  ['/me/data/work', { groups: ['sme-owners'], ruc: '99131312955', line: 'Bodega' }, 'ruc', /empieza con 10, 15, 16, 17 o 20/],
  ['/me/data/work', { groups: ['sme-owners'], ruc: '10457290336', line: 'Bodega' }, 'ruc', /lleva otro DNI/],
  ['/me/data/work', { groups: ['sme-owners'], ruc: '', line: 'Bodega' }, 'ruc', /marca "sin RUC"/],
  ['/me/data/work', { groups: ['sme-owners'], no_ruc: 'yes', line: '' }, 'line', /a qué se dedica tu negocio/],
  ['APPLICATION/rest', { phone: '12', language: 'es', groups: ['sme-owners'], no_ruc: 'yes', line: 'Tejidos' }, 'phone', /9 números que empiezan con 9/],
  ['APPLICATION/rest', { phone: '', language: 'es', groups: ['sme-owners'], ruc: '20131312956', line: 'Tejidos' }, 'ruc', /El último número del RUC no corresponde/],
  ['/sign-in', { document_type: 'dni', document_number: '10117410-3', pin: '274951' }, 'document_number', /El carácter después del guion no corresponde/],
  ['/sign-in', { document_type: 'dni', document_number: '77777777', pin: '274951' }, 'document_number', /Ese número es de relleno/],
  ['/sign-in/reset', { document_type: 'ce', document_number: '1234', code: 'X', pin: '274951' }, 'document_number', /de 9 a 12 letras o números/],
]

describe('every other form', () => {
  let rosa: Acting
  let application: string
  before(async () => {
    rosa = await actingLearner(house)
    application = (await rosa.post(APPLY)).headers.get('location') ?? ''
  })
  const kept = async (): Promise<string> => JSON.stringify([
    await house.db.selectFrom('person').selectAll().execute(), (await house.db.selectFrom('statement').select('id').execute()).length, await house.db.selectFrom('session').select('id').execute(),
  ])
  for (const [path, typed, field, sentence] of ELSEWHERE) {
    test(`${path} with ${Object.entries(typed).find(([name]) => name === field)?.[1] || 'nothing'} in ${field}: 422, its sentence, the form as it was typed, nothing saved`, async () => {
      const before = await kept()
      const answer = await rosa.post(path.replace('APPLICATION', application), typed)
      const html = await answer.text()
      assert.equal(answer.status, 422, html.slice(html.indexOf('<main'), html.indexOf('<main') + 500))
      assert.match(errorBeside(html, field), sentence)
      assert.match(html, new RegExp(`href="#${field}"`), 'the summary leads to the field')
      for (const [name, value] of Object.entries(typed)) {
        if (['full_name', 'phone', 'district', 'ruc', 'line', 'document_number'].includes(name) && value !== '') assert.ok(html.includes(`value="${String(value)}"`), `${name} is still there`)
      }
      assert.ok(!html.includes('value="274951"'), 'a PIN is not shown again')
      assert.equal(await kept(), before)
    })
  }
})
