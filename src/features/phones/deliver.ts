import type { DeliveredBy, DeliveredItem, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { activeStaff, hasAccount } from '../people/index.ts'
import { openEnvelope, sealReply, signedBy, type Opened } from './envelope.ts'
import type { Frame } from './frames.ts'
import { learntTime } from './learnt-time.ts'
import type { Outcome } from './tables.ts'
import { REFUSAL } from './words.ts'

export interface Answer {
  readonly id: string
  readonly outcome: Outcome | 'later'
  /** The reason of a refusal, sealed for whoever made the envelope. */
  readonly reply?: string
}

interface Known {
  readonly phone: { id: string; person: string | null; staff: string | null; revoked: Date | null }
  readonly opened: Opened
  readonly frame: Frame
}

/** Phones served at once: each holds one connection of the pool for as long as its item takes. */
const AT_ONCE = 6

/**
 * Takes envelopes from whoever carries them: opens each, checks whose phone signed it, and hands it to the feature of its kind, in
 * the order in which that phone made them. Answers for every frame. The same envelope again gets the same answer.
 */
export async function deliver(house: House, frames: readonly Frame[], phoneNow: number | null): Promise<Answer[]> {
  const answers = new Map<string, Answer>()
  const byPhone = new Map<string, Known[]>()
  for (const known of await recognise(house, frames, answers)) {
    const { id } = known.phone
    byPhone.set(id, [...(byPhone.get(id) ?? []), known])
  }
  const queues = [...byPhone.values()].map((items) => items.sort((a, b) => a.opened.head.seq - b.opened.head.seq))
  const workers = Array.from({ length: Math.min(AT_ONCE, queues.length) }, async () => {
    for (let items = queues.pop(); items; items = queues.pop()) await takeInOrder(house, items, phoneNow, answers)
  })
  await Promise.all(workers)
  return frames.map((f) => answers.get(f.id) ?? { id: f.id, outcome: 'later' })
}

/** The envelopes that a phone we know signed. What nobody we know signed is refused: it cannot get better. */
async function recognise(house: House, frames: readonly Frame[], answers: Map<string, Answer>): Promise<Known[]> {
  const read = frames.map((frame) => ({ frame, opened: openEnvelope(house.keys, frame.id, frame.envelope) }))
  const ids = [...new Set(read.flatMap(({ opened }) => (opened ? [opened.head.phone] : [])))]
  const rows = ids.length === 0 ? [] : await house.db.selectFrom('phone').select(['id', 'person', 'staff', 'public_key', 'revoked']).where('id', 'in', ids).execute()
  const phones = new Map(rows.map((row) => [row.id, row]))
  return read.flatMap(({ frame, opened }) => {
    const phone = opened && phones.get(opened.head.phone)
    if (opened && phone && signedBy(phone.public_key, opened)) return [{ phone, opened, frame }]
    answers.set(frame.id, { id: frame.id, outcome: 'refused' })
    return []
  })
}

/** One phone's items in its own order; behind one that must wait, the rest wait too. */
async function takeInOrder(house: House, items: readonly Known[], phoneNow: number | null, answers: Map<string, Answer>): Promise<void> {
  const before = new Map((await house.db.selectFrom('delivery').select(['id', 'phone', 'outcome', 'sentence'])
    .where('id', 'in', items.map((i) => i.frame.id)).execute()).map((row) => [row.id, row]))
  const rows: NewRow[] = []
  const by = await whoseIs(house, items[0]!.phone)
  for (const item of items) {
    const old = before.get(item.frame.id)
    const said = old && old.phone === item.phone.id ? { outcome: old.outcome, sentence: old.sentence } : old ? { outcome: 'refused' as const, sentence: REFUSAL.otherItem } : await take(house, by, item, phoneNow, rows)
    answers.set(item.frame.id, answerOf(item, said))
    if (said.outcome === 'later') break
  }
  if (rows.length > 0) await house.db.insertInto('delivery').values(rows).onConflict((oc) => oc.column('id').doNothing()).execute()
  await house.db.updateTable('phone').set({ seen: house.clock() }).where('id', '=', items[0]!.phone.id).execute()
}

interface NewRow {
  id: string; phone: string; seq: number; kind: string; device_time: Date; received: Date; skewed: boolean; outcome: Outcome; sentence: string | null
}
interface Said { readonly outcome: Outcome | 'later'; readonly sentence: Text | null }

async function take(house: House, by: DeliveredBy | null, item: Known, phoneNow: number | null, rows: NewRow[]): Promise<Said> {
  const { head, files } = item.opened
  const received = house.clock()
  const deviceTime = new Date(head.at)
  const { at, skewed } = learntTime({ deviceTime, offset: head.offset, received, phoneNow: item.frame.own ? phoneNow : null })
  const said = item.phone.revoked ? await hold(house, item, received) : await accept(house, by, { id: head.id, kind: head.kind, data: head.data, files, at, deviceTime, skewed })
  if (said.outcome !== 'later') {
    rows.push({
      id: head.id, phone: item.phone.id, seq: head.seq, kind: head.kind, device_time: deviceTime, received, skewed, outcome: said.outcome,
      sentence: said.sentence && JSON.stringify(said.sentence),
    })
  }
  return said
}

/** Hands an item to the feature of its kind. */
export async function accept(house: House, by: DeliveredBy | null, item: DeliveredItem): Promise<Said> {
  const rule = house.deliveries.find((d) => d.kind === item.kind)
  if (!by) return { outcome: 'refused', sentence: REFUSAL.noAccount }
  if (!rule || rule.from !== by.kind) return { outcome: 'refused', sentence: REFUSAL.unknownKind }
  try {
    await rule.accept(house, by, item)
    return { outcome: 'accepted', sentence: null }
  } catch (error) {
    // A refusal is the feature's last word; a full disk, a wait or a fault of ours is not.
    if (error instanceof Problem && ![429, 503, 507].includes(error.status)) return { outcome: 'refused', sentence: error.fields[0]?.sentence ?? error.sentence }
    if (!(error instanceof Problem)) console.error('delivery', item.kind, item.id, error)
    return { outcome: 'later', sentence: null }
  }
}

async function whoseIs(house: House, phone: Known['phone']): Promise<DeliveredBy | null> {
  if (phone.person) return await hasAccount(house.db, phone.person) ? { kind: 'learner', person: phone.person } : null
  const staff = phone.staff ? await activeStaff(house, phone.staff) : null
  return staff && { kind: 'staff', staff: staff.staff, roles: staff.roles }
}

/** From a phone that was revoked: kept, sealed as it came, until its owner says whether it was she. */
async function hold(house: House, item: Known, received: Date): Promise<Said> {
  const { head } = item.opened
  await house.db.insertInto('delivery_held').values({
    id: head.id, phone: item.phone.id, envelope: Buffer.from(item.frame.envelope), kind: head.kind, device_time: new Date(head.at), received,
  }).onConflict((oc) => oc.column('id').doNothing()).execute()
  return { outcome: 'held', sentence: REFUSAL.held }
}

function answerOf(item: Known, { outcome, sentence }: Said): Answer {
  const { id } = item.frame
  return sentence ? { id, outcome, reply: sealReply(item.opened.replyKey, JSON.stringify(sentence)) } : { id, outcome }
}
