import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { labOf } from '../src/features/labs/labs.ts'
import { ROOT } from '../src/lib/root.ts'
import { catchUp } from '../src/record/follow.ts'
import { actingClient, actingStaff, type Acting } from './acting.ts'
import { doesEverything, enrolled, found, PRODUCT_TEXT, type Learner } from './histories/acts.ts'
import { certified } from './histories/office-acts.ts'
import { done, openPlace, type Place } from './histories/place.ts'

/** A house in which one person did everything there is, and what the addresses of her pages are made of. */
export interface WorkedPlace extends Place {
  readonly rosa: Learner
  readonly administrator: Acting
  readonly auditor: Acting
  /** Values of the parts of addresses: `:enrolment`, `:credential`, … ; `:submission` is that of her product. */
  readonly ids: Readonly<Record<string, string>>
  /** Of her lab's try. */
  readonly labTry: string
}

export async function openWorkedPlace(): Promise<WorkedPlace> {
  const place = await openPlace()
  const { house } = place
  const administrator = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  const auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  const rosa = await enrolled(place, 'Rosa Ñahui Quispe')
  await doesEverything(rosa)
  const at = `/learn/${rosa.enrolment}`
  await done(rosa.phone.send(`${at}/product`, productWithPicture()))
  const lesson = await (await done(rosa.phone.get(`${at}/units/que-es-la-ia`))).text()
  const reported = { id: crypto.randomUUID(), text: 'La segunda cuenta no sale.', section: '', version: found(lesson, /name="version" value="([^"]+)"/) }
  await done(rosa.phone.post(`${at}/units/que-es-la-ia/report`, reported))
  const credential = await certified(rosa)
  const lab = labOf(house, 'uva-vino')
  assert.ok(lab)
  const invited = await (await done(administrator.post('/office/staff', { name: 'Nueva Colega', handle: 'nueva' }))).text()
  const [submission] = [...(await (await done(rosa.phone.get(`${at}/product`))).text()).matchAll(/product\/([0-9a-f-]{36})\/pictures/g)].map((m) => m[1] ?? '')
  const session = crypto.randomUUID()
  const planned = { id: session, day: '2027-06-01', from: '19:00', to: '20:00', minutes: '', mode: 'virtual', site: 'En línea' }
  await done(place.tutor.post('/office/piloto/sections/noche-1/sessions', planned))
  const ids = {
    programme: 'piloto', call: 'abierta-1', section: 'noche-1', lab: lab.id, unit: 'que-es-la-ia', attempt: '1', number: '1', purpose: 'revocation', list: '1', session, lang: 'es',
    enrolment: rosa.enrolment, expediente: rosa.expediente, agent: rosa.agent, credential, submission: submission ?? '',
    hash: lab.data.public.sha256.slice(0, 16),
    client: (await actingClient(house, ['all'])).id,
    // Of the course: the neutral pages are under it.
    version: reported.version,
    serial: found(await (await done(rosa.phone.get(`/me/certificates/${credential}`))).text(), /\/v\/([\w-]+)"/),
    token: found(invited, /\/staff\/welcome\/([\w-]+)/),
  }
  const labTry = found(await (await done(rosa.phone.get(`${at}/labs/${lab.id}`))).text(), /tries\/([0-9a-f-]{36})/)
  await catchUp(house)
  return { ...place, rosa, administrator, auditor, ids, labTry }
}

/** A second version of her product, with a picture. */
export function productWithPicture(): FormData {
  const body = new FormData()
  body.append('text', PRODUCT_TEXT)
  body.append('ai', 'some')
  body.append('pictures', new Blob([new Uint8Array(readFileSync(join(ROOT, 'test/journey/list.png')))], { type: 'image/png' }), 'lista.png')
  return body
}
