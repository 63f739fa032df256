import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { infoOf, pictureOf, qrIn, structureOf, wordsOf } from '../../../test/poppler.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { compactKeys } from './compact-sign.ts'
import { checkSignature, openCompact } from './compact.ts'
import { knownIssuers } from './issuer-keys.ts'

const OFFICE = '/office/piloto/certificates'
const NAME = 'María del Rosario Ñahui O’Higgins'
type Held = Ready & { readonly credential: string; readonly serial: string }

let house: TestHouse
let executor: Acting
let approver: Acting
let holder: Held
let took: Held
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  holder = await held(NAME, 'certificado')
  took = await held('Juana Mamani Flores', 'constancia')
})
after(() => house.close())

async function held(name: string, kind: 'certificado' | 'constancia'): Promise<Held> {
  const who = await readyLearner(house, { name })
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind })
  await house.runJobs()
  const row = await house.db.selectFrom('credential').select(['credential', 'serial']).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  return { ...who, ...row }
}

async function paperOf(who: Acting, address: string): Promise<Buffer> {
  const answer = await who.get(address)
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return Buffer.from(await answer.arrayBuffer())
}
const own = (who: Held, lang = 'es') => paperOf(who, `/me/certificates/${who.credential}/certificate.pdf?lang=${lang}`)

test('her certificate as PDF says what the page says, in both languages', async () => {
  const es = wordsOf(await own(holder))
  for (const words of ['Certificado de prueba', 'Se otorga a', NAME, 'por haber aprendido y demostrado', '52 minutos de trabajo', 'horas académicas de 45 minutos', '17 de 20', 'uva-vino',
    holder.serial, '02/03/2026', 'sin valor oficial', `${house.config.publicUrl}/v`, 'Firmado digitalmente']) assert.ok(es.includes(words), `${words} in: ${es}`)
  const en = wordsOf(await own(holder, 'en'))
  for (const words of ['Certificado de prueba', 'Certificate', 'Awarded to', NAME, 'Trial document', 'hours of 60 minutes', 'Serial number']) assert.ok(en.includes(words), `${words} in: ${en}`)
})

test('a constancia says that it certifies neither marks nor passing', async () => {
  const words = wordsOf(await own(took))
  assert.match(words, /Constancia de participación de prueba.*Juana Mamani Flores.*por haber participado.*No certifica notas ni aprobación/)
})

test('the PDF is one A4 page, tagged, with title, language, heading and the words that stand for the QR', async () => {
  const pdf = await own(holder)
  const info = infoOf(pdf)
  assert.match(info, new RegExp(`Title:\\s+Certificado ${holder.serial}`))
  assert.match(info, /Tagged:\s+yes/)
  assert.match(info, /Pages:\s+1\n/)
  assert.match(info, /Page size:.*A4/)
  assert.match(info, /CreationDate:\s+Mon Mar {2}2/)
  const raw = pdf.toString('latin1')
  for (const mark of ['/StructTreeRoot', '/Marked true', '/Lang (es-PE)', '/DisplayDocTitle true', `/Alt <${utf16('Código QR para verificar')}`]) assert.ok(raw.includes(mark), mark)
  assert.match(raw, /pdfuaid:part>1</)
  assert.match(structureOf(pdf), /H1.*\n\s+"Certificado de prueba"/)
  assert.match(structureOf(pdf), /Figure/)
  assert.ok((await own(holder, 'en')).toString('latin1').includes('/Lang (en)'))
})

/** Text with accents stands in a PDF as UTF-16 with its mark, in hexadecimal. */
const utf16 = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex').toUpperCase()

test('the same certificate printed twice, also by the office, is the same file', async () => {
  const first = await own(holder)
  assert.ok(first.equals(await own(holder)))
  for (const who of [executor, approver]) assert.ok(first.equals(await paperOf(who, `${OFFICE}/issued/${holder.credential}/certificate.pdf`)))
})

/** A shadow that falls across the QR, in the lower left of the page. */
async function shade(page: Buffer): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(page).metadata()
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="M0 ${height * 0.7}L${width * 0.3} ${height}H0z" fill="#000" fill-opacity="0.55"/></svg>`)
}

test('the QR is read from the pixels of the printed page and verifies: sharp, at 150 dpi, as a poor photo', async () => {
  const pdf = await own(holder)
  const keys = compactKeys(await knownIssuers(house, house.db))
  const page = pictureOf(pdf, 150)
  const crooked = (degrees: number, blur: number, quality: number) => sharp(page).rotate(degrees, { background: '#ddd' }).blur(blur).jpeg({ quality }).toBuffer()
  const pictures = {
    '300 dpi': pictureOf(pdf, 300), '150 dpi': page, 'JPEG of quality 40': await sharp(page).jpeg({ quality: 40 }).toBuffer(),
    'turned by 4 degrees': await crooked(4, 0.6, 60), 'turned the other way, blurred': await crooked(-7, 0.9, 50), 'upside down': await sharp(page).rotate(180).jpeg().toBuffer(),
    'from the side': await sharp(page).affine([[1, 0.14], [0.08, 0.9]], { background: '#ccc' }).jpeg({ quality: 60 }).toBuffer(),
    'half in the shade': await sharp(page).composite([{ input: await shade(page) }]).jpeg({ quality: 60 }).toBuffer(),
    'grey and dark': await sharp(page).greyscale().linear(0.5, 20).jpeg({ quality: 60 }).toBuffer(),
  }
  for (const [what, picture] of Object.entries(pictures)) {
    const text = await qrIn(picture)
    assert.ok(text.startsWith(`${house.config.publicUrl}/v#`), what)
    const opened = openCompact(text.split('#')[1] ?? '')
    assert.ok(opened, what)
    assert.equal(await checkSignature(opened, keys), 'holds', what)
    assert.equal(opened.compact.serial, holder.serial)
    assert.equal(opened.compact.name.split(' ')[0], 'María')
  }
})

test('a certificate that is no longer in force says so on its paper', async () => {
  const who = await held('Rosa Suspendida Quispe', 'certificado')
  await approver.post(`${OFFICE}/issued/${who.credential}/revoke`, { cause: 'issued-in-error' })
  assert.match(wordsOf(await own(who)), /Este documento está REVOCADO: no lo presentes/)
})

test('the page links to the paper, and another person gets neither', async () => {
  assert.match(await (await holder.get(`/me/certificates/${holder.credential}`)).text(), new RegExp(`href="/me/certificates/${holder.credential}/certificate.pdf"`))
  assert.match(await (await executor.get(`${OFFICE}/issued/${holder.credential}`)).text(), /certificate\.pdf"/)
  const refused = await took.get(`/me/certificates/${holder.credential}/certificate.pdf`)
  assert.equal(refused.status, 403)
  assert.doesNotMatch(await refused.text(), /Rosario/)
})
