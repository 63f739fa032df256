import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { currentCourse } from '../../src/features/courses/index.ts'
import { boxPublicKey } from '../../src/features/phones/envelope.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { newSigningKey } from '../../src/web/phone/profile.ts'
import { fromBase64Url, joined } from '../../src/web/phone/seal.ts'
import { framesOf, letter, type TestItem, type TestPhone } from '../offline/envelopes.ts'
import { learner, notHer, withPin, type Learner, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

/** A phone of hers, without the argon2 of a PIN. */
async function phoneOf({ house }: Place, owner: { person: string }): Promise<TestPhone> {
  const { publicKey, privateKey } = await newSigningKey()
  const id = randomUUID()
  await house.db.insertInto('phone').values({ id, person: owner.person, staff: null, public_key: Buffer.from(publicKey, 'base64url'), since: house.clock(), seen: house.clock() }).execute()
  const sign = await crypto.subtle.importKey('pkcs8', fromBase64Url(privateKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  return { id, server: fromBase64Url(boxPublicKey(house.keys)), sign, seq: 0 }
}

interface Sealed { readonly her: Learner; readonly phone: TestPhone; readonly item: TestItem; readonly forged: TestItem; readonly effect: Prepared['effect'] }

/** A unit she finished, as her phone sealed it; and the same, signed by a phone that is not hers. */
async function unitDone(place: Place): Promise<Sealed> {
  const her = await learner(place.house)
  const [phone, thief] = [await phoneOf(place, { person: her.id }), await phoneOf(place, { person: place.stranger.id })]
  const data = { enrolment: her.enrolment, unit: 'que-es-la-ia', version: currentCourse(place.house, 'base')?.hash ?? '', lang: 'es' }
  const made = { kind: 'unit-completed', data, at: place.house.clock().toISOString() }
  return {
    her, phone, item: await letter(phone, made), forged: await letter({ ...thief, id: phone.id }, made),
    effect: { completed: said(VERB.completed, { registration: her.enrolment }) },
  }
}

const fileOf = (item: TestItem) => (): FormData => {
  const form = new FormData()
  form.append('file', new Blob([joined([new TextEncoder().encode('yachay-envio-1\n'), framesOf([item])])]), 'a.yachay')
  return form
}

export const phones: readonly Row[] = [
  {
    route: 'POST /phones',
    again: { adds: { phones: 1 }, why: 'a second phone is a phone of its own; she removes the one she does not use' },
    prepare: async (place) => {
      const her = await withPin(place.house)
      const { publicKey } = await newSigningKey()
      const body = (pin: string) => () => ({ publicKey, pin })
      return {
        path: '/phones', body: body(her.values.pin), by: her, page: '/phone',
        wrong: [{ who: 'nobody signed in', by: null }, { who: 'who does not know the PIN', by: her, body: body('000000'), status: 422 }],
        effect: { phones: rows('phone', sql`person = ${her.id}`) },
      }
    },
  },
  {
    route: 'POST /deliveries',
    prepare: async (place) => {
      const { item, forged, effect } = await unitDone(place)
      return { path: '/deliveries', bytes: framesOf([item]), by: null, page: '/phone', effect, wrong: [{ who: 'another phone in her name', by: place.stranger, bytes: framesOf([forged]), status: 200 }] }
    },
  },
  {
    route: 'PUT /deliveries/:id/parts/:n',
    prepare: async () => {
      const id = randomUUID()
      return {
        path: `/deliveries/${id}/parts/0`, method: 'PUT', bytes: new Uint8Array(100), by: null, page: '/phone',
        wrong: [{ who: 'a part of no envelope', by: null, path: `/deliveries/${id}/parts/9999`, status: 400 }], effect: { parts: rows('delivery_part', sql`id = ${id}`) },
      }
    },
  },
  {
    route: 'POST /deliveries/:id',
    prepare: async (place) => {
      const { item, effect } = await unitDone(place)
      await place.house.db.insertInto('delivery_part').values({ id: item.id, n: 0, bytes: Buffer.from(framesOf([item])), received: place.house.clock() }).execute()
      const whole = new TextEncoder().encode('1')
      return { path: `/deliveries/${item.id}`, bytes: whole, by: null, page: '/phone', effect, wrong: [{ who: 'an envelope without its parts', by: null, path: `/deliveries/${randomUUID()}`, status: 200 }] }
    },
  },
  {
    route: 'POST /carry',
    prepare: async (place) => {
      const { item, forged, effect } = await unitDone(place)
      return {
        path: '/carry', body: fileOf(item), by: place.staff.tutor, page: '/carry', effect,
        wrong: [{ who: 'nobody signed in', by: null }, { who: 'a tutor with a forged envelope', by: place.staff.tutor, body: fileOf(forged), status: 200 }],
      }
    },
  },
  {
    route: 'POST /me/phones/:phone/revoke',
    prepare: async (place) => {
      const her = await learner(place.house)
      const phone = await phoneOf(place, { person: her.id })
      return { path: `/me/phones/${phone.id}/revoke`, by: her, page: '/me/phones', wrong: notHer(place), effect: { revoked: rows('phone', sql`id = ${phone.id} and revoked is not null`) } }
    },
  },
  {
    route: 'POST /me/phones/held/:id',
    prepare: async (place) => {
      const { her, phone, item, effect } = await unitDone(place)
      const now = place.house.clock()
      await place.house.db.insertInto('delivery').values({ id: item.id, phone: phone.id, seq: 1, kind: 'unit-completed', device_time: now, received: now, skewed: false, outcome: 'held', sentence: null }).execute()
      await place.house.db.insertInto('delivery_held').values({ id: item.id, phone: phone.id, envelope: Buffer.from(item.bytes), kind: 'unit-completed', device_time: now, received: now }).execute()
      return { path: `/me/phones/held/${item.id}`, fields: { mine: 'yes' }, by: her, page: '/me/phones', wrong: notHer(place), effect }
    },
  },
]
