import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { learner, signInFirst } from '../../web/who.ts'
import { profileOf, provePin } from '../people/index.ts'
import { deliver, type Answer } from './deliver.ts'
import { boxPublicKey } from './envelope.ts'
import { MOST_FRAMES, readFrames } from './frames.ts'
import { decideHeld, heldOf } from './held.ts'
import { CarryPage, HerePage, PhonesPage } from './pages.tsx'
import { dropParts, joinParts, keepPart, MOST_PARTS, PART_BYTES, partsOf } from './parts.ts'
import { addPhone, phonesOf, revokePhone } from './phones.ts'
import { serveManifest, serveWorker } from './shell.ts'
import { CARRY, HERE, PHONES, REFUSAL } from './words.ts'

/** One request of a phone: at most so many bytes of envelopes. */
const MOST_BYTES = 512 * 1024
/** A file that somebody carries for others. */
const MOST_FILE_BYTES = 24 * 1024 * 1024

export const routes: readonly Route[] = [
  { method: 'GET', path: '/sw.js', handle: serveWorker },
  { method: 'GET', path: '/app.webmanifest', handle: serveManifest },
  { method: 'GET', path: '/phone', handle: showHere },
  { method: 'POST', path: '/phones', handle: join },
  { method: 'POST', path: '/deliveries', handle: receive, maxBody: MOST_BYTES },
  { method: 'GET', path: '/deliveries/:id', handle: async (c) => answer(c, { parts: await partsOf(c.var.house.db, idOf(c)) }) },
  { method: 'PUT', path: '/deliveries/:id/parts/:n', handle: receivePart, maxBody: PART_BYTES },
  { method: 'POST', path: '/deliveries/:id', handle: receiveWhole },
  { method: 'GET', path: '/carry', handle: (c) => showCarry(c) },
  { method: 'POST', path: '/carry', handle: carry, maxBody: MOST_FILE_BYTES },
  { method: 'GET', path: '/me/phones', handle: showPhones },
  { method: 'GET', path: '/me/phones/:phone/revoke', handle: showPhones },
  { method: 'POST', path: '/me/phones/:phone/revoke', handle: revoke },
  { method: 'POST', path: '/me/phones/held/:id', handle: decide },
]

function showHere(c: Ctx): Response | Promise<Response> {
  const lang = c.req.query('lang') === 'en' ? 'en' : 'es'
  return page(c, { title: say(HERE.title, lang), neutral: lang, scripts: ['phone.js'], main: <HerePage lang={lang} /> })
}

const Joining = z.strictObject({ publicKey: z.string().max(120), pin: z.string().max(20) })

/** This phone becomes hers: she proves it with her PIN; staff by the session that a second factor opened. */
async function join(c: Ctx): Promise<Response> {
  const { house, who } = c.var
  const read = Joining.safeParse(await c.req.json().catch(() => null))
  if (!read.success) throw new Problem(400, 'bad-key', REFUSAL.badKey)
  const id = crypto.randomUUID()
  const phone = { id, publicKey: read.data.publicKey }
  if (who.kind === 'learner') {
    await provePin(c, who.person, read.data.pin, 'pin')
    await addPhone(house.db, { person: who.person }, phone, house.clock())
    const profile = await profileOf(house, house.db, who.person)
    return answer(c, { phone: id, kind: 'learner', first: profile?.name.split(' ')[0] ?? '', server: boxPublicKey(house.keys) })
  }
  if (who.kind !== 'staff') throw signInFirst()
  await addPhone(house.db, { staff: who.staff }, phone, house.clock())
  return answer(c, { phone: id, kind: 'staff', first: who.name.split(' ')[0] ?? '', server: boxPublicKey(house.keys) })
}

async function receive(c: Ctx): Promise<Response> {
  return answer(c, { results: await take(c, new Uint8Array(await c.req.arrayBuffer())) })
}

async function take(c: Ctx, bytes: Uint8Array): Promise<Answer[]> {
  const frames = readFrames(bytes)
  if (!frames) throw new Problem(400, 'not-frames', REFUSAL.notFrames)
  return deliver(c.var.house, frames, Number(c.req.header('phone-now') ?? 'none'))
}

async function receivePart(c: Ctx): Promise<Response> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  await keepPart(c.var.house.db, idOf(c), Number(c.req.param('n')), bytes, c.var.house.clock())
  return answer(c, {})
}

/** All parts are here, says the phone: the envelope is taken as if it had come at once. */
async function receiveWhole(c: Ctx): Promise<Response> {
  const { db } = c.var.house
  const id = idOf(c)
  const count = Number(await c.req.text())
  const whole = Number.isInteger(count) && count > 0 && count <= MOST_PARTS ? await joinParts(db, id, count) : null
  // A part is missing: the phone asks which ones we have and sends the rest.
  if (!whole) return answer(c, { results: [{ id, outcome: 'later' }] })
  const results = await take(c, whole)
  if (results.every((r) => r.outcome !== 'later')) await dropParts(db, id)
  return answer(c, { results })
}

/** JSON with our clock, by which the phone learns how wrong its own is. */
function answer(c: Ctx, value: Record<string, unknown>): Response {
  return c.json({ now: c.var.house.clock().toISOString(), ...value }, 200, { 'Cache-Control': 'no-store' })
}

function idOf(c: Ctx): string {
  const id = c.req.param('id') ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Problem(400, 'bad-part', REFUSAL.badPart)
  return id
}

function showCarry(c: Ctx, answers: readonly Answer[] | null = null, refused: Problem | null = null): Response | Promise<Response> {
  const { lang } = c.var
  const problems = refused ? [{ field: 'file', sentence: refused.sentence }] : []
  return page(c, { title: say(CARRY.title, lang), status: refused ? 422 : 200, main: <CarryPage lang={lang} answers={answers} problems={problems} /> })
}

/** A file of envelopes from a phone without signal; each arrives under the name of whoever made it. */
async function carry(c: Ctx): Promise<Response> {
  const form = await c.req.formData().catch(() => null)
  const file = form?.get('file')
  if (!file || typeof file === 'string' || file.size === 0) return showCarry(c, null, new Problem(422, 'no-file', REFUSAL.noFile))
  const frames = readAll(new Uint8Array(await file.arrayBuffer()))
  if (!frames) return showCarry(c, null, new Problem(422, 'not-frames', REFUSAL.notFrames))
  const answers: Answer[] = []
  for (const chunk of frames) answers.push(...await deliver(c.var.house, chunk, null))
  return showCarry(c, answers)
}

/** The file begins with a line of its own, then frames as they travel; in chunks that one delivery takes. */
export function readAll(bytes: Uint8Array): NonNullable<ReturnType<typeof readFrames>>[] | null {
  const magic = Buffer.from('yachay-envio-1\n')
  if (bytes.length <= magic.length || !magic.equals(bytes.subarray(0, magic.length))) return null
  const chunks = []
  let rest = bytes.subarray(magic.length)
  while (rest.length > 0) {
    const frames = readFrames(rest.subarray(0, firstFrames(rest)))
    if (!frames || frames.length === 0) return null
    chunks.push(frames.map((f) => ({ ...f, own: false })))
    rest = rest.subarray(firstFrames(rest))
  }
  return chunks
}

/** How many bytes the first MOST_FRAMES frames take; all that is left when a length is wrong, which readFrames then refuses. */
function firstFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (let n = 0; n < MOST_FRAMES && at + 41 <= bytes.length; n += 1) at += 41 + view.getUint32(at + 37, true)
  return at > bytes.length || at === 0 ? bytes.length : at
}

async function showPhones(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { person } = learner(c)
  const [phones, held] = await Promise.all([phonesOf(house.db, { person }), heldOf(house, { person })])
  const ask = c.req.param('phone') ?? null
  if (ask && !phones.some((p) => p.id === ask)) throw new Problem(404, 'unknown-phone', REFUSAL.unknownPhone)
  return page(c, { title: say(PHONES.title, lang), main: <PhonesPage lang={lang} phones={phones} held={held} ask={ask} done={c.req.query('done') !== undefined} /> })
}

async function revoke(c: Ctx): Promise<Response> {
  await revokePhone(c.var.house.db, { person: learner(c).person }, c.req.param('phone') ?? '', c.var.house.clock())
  return c.redirect('/me/phones?done', 303)
}

async function decide(c: Ctx): Promise<Response> {
  const form = await c.req.parseBody()
  await decideHeld(c.var.house, learner(c).person, idOf(c), form['mine'] === 'yes')
  return c.redirect('/me/phones?done', 303)
}
