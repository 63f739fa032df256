import type { DeliveredBy, DeliveredItem, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { activeStaff, hasAccount } from '../people/index.ts'
import { keyOf, openEnvelope, sealReply, signedBy, type Opened } from './envelope.ts'
import type { Frame } from './frames.ts'
import { learntTime } from './learnt-time.ts'
import type { Outcome } from './tables.ts'
import { turns } from './turns.ts'
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

/** Phones served at once, in all requests together: each holds one connection of the pool for as long as its items take. */
const inTurn = turns(6)
/** Items in one transaction: the disk is waited for once, and nobody else waits long for the order of the record. */
const MOST_TOGETHER = 25

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
  await Promise.all([...byPhone.values()].map((items) => {
    items.sort((a, b) => a.opened.head.seq - b.opened.head.seq)
    return inTurn(() => takeInOrder(house, items, phoneNow, answers))
  }))
  return frames.map((f) => answers.get(f.id) ?? { id: f.id, outcome: 'later' })
}

/** The envelopes that a phone we know signed. What nobody we know signed is refused: it cannot get better. */
async function recognise(house: House, frames: readonly Frame[], answers: Map<string, Answer>): Promise<Known[]> {
  const read = frames.map((frame) => ({ frame, opened: openEnvelope(house.keys, frame.id, frame.envelope) }))
  const ids = [...new Set(read.flatMap(({ opened }) => (opened ? [opened.head.phone] : [])))]
  const rows = ids.length === 0 ? [] : await house.db.selectFrom('phone').select(['id', 'person', 'staff', 'public_key', 'revoked']).where('id', 'in', ids).execute()
  const phones = new Map(rows.map((row) => [row.id, { ...row, key: keyOf(row.public_key) }]))
  return read.flatMap(({ frame, opened }) => {
    const phone = opened && phones.get(opened.head.phone)
    if (opened && phone && signedBy(phone.key, opened)) return [{ phone, opened, frame }]
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
  for (const group of groupsOf(items, before)) {
    const old = before.get(group[0]!.frame.id)
    const said = old ? [old.phone === items[0]!.phone.id ? old : { outcome: 'refused' as const, sentence: REFUSAL.otherItem }] : await take(house, by, group, phoneNow, rows)
    group.forEach((item, n) => answers.set(item.frame.id, answerOf(item, said[n]!)))
    if (said.some((s) => s.outcome === 'later')) break
  }
  if (rows.length > 0) await house.db.insertInto('delivery').values(rows).onConflict((oc) => oc.column('id').doNothing()).execute()
  await house.db.updateTable('phone').set({ seen: house.clock() }).where('id', '=', items[0]!.phone.id).execute()
}

/** Neighbours of one kind that we have not answered before go together. */
function groupsOf(items: readonly Known[], before: ReadonlyMap<string, unknown>): Known[][] {
  const groups: Known[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    const joins = last && last.length < MOST_TOGETHER && last[0]!.opened.head.kind === item.opened.head.kind && !before.has(item.frame.id) && !before.has(last[0]!.frame.id)
    if (joins) last.push(item)
    else groups.push([item])
  }
  return groups
}

interface NewRow {
  id: string; phone: string; seq: number; kind: string; device_time: Date; received: Date; skewed: boolean; outcome: Outcome; sentence: string | null
}
interface Said { readonly outcome: Outcome | 'later'; readonly sentence: Text | null }

/** What is said of each; behind one that must wait, the rest wait too. */
async function take(house: House, by: DeliveredBy | null, group: readonly Known[], phoneNow: number | null, rows: NewRow[]): Promise<Said[]> {
  const received = house.clock()
  const items = group.map(({ opened: { head, files }, frame }): DeliveredItem => {
    const deviceTime = new Date(head.at)
    return { id: head.id, kind: head.kind, data: head.data, files, deviceTime, ...learntTime({ deviceTime, offset: head.offset, received, phoneNow: frame.own ? phoneNow : null }) }
  })
  const said = group[0]!.phone.revoked ? await Promise.all(group.map((item) => hold(house, item, received))) : await acceptInOrder(house, by, items)
  for (const [n, { opened: { head }, phone }] of group.entries()) {
    const { outcome, sentence } = said[n]!
    if (outcome === 'later') continue
    const { deviceTime, skewed } = items[n]!
    rows.push({ id: head.id, phone: phone.id, seq: head.seq, kind: head.kind, device_time: deviceTime, received, skewed, outcome, sentence: sentence && JSON.stringify(sentence) })
  }
  return said
}

async function acceptInOrder(house: House, by: DeliveredBy | null, items: readonly DeliveredItem[]): Promise<Said[]> {
  const together = await acceptTogether(house, by, items)
  if (together) return together
  const said: Said[] = []
  for (const item of items) said.push(said.at(-1)?.outcome === 'later' ? LATER : await accept(house, by, item))
  return said
}

const ACCEPTED: Said = { outcome: 'accepted', sentence: null }
const LATER: Said = { outcome: 'later', sentence: null }

/** Several items in one transaction; null when that is not possible or did not work, so that one bad item does not stop the others. */
async function acceptTogether(house: House, by: DeliveredBy | null, items: readonly DeliveredItem[]): Promise<Said[] | null> {
  const rule = house.deliveries.find((d) => d.kind === items[0]!.kind)
  if (items.length === 1 || !by || !rule?.acceptSeveral || rule.from !== by.kind) return null
  const refused = await rule.acceptSeveral(house, by, items).catch(() => null)
  return refused && refused.map((problem) => (problem ? refusalOf(problem) : ACCEPTED))
}

const refusalOf = (problem: Problem): Said => ({ outcome: 'refused', sentence: problem.fields[0]?.sentence ?? problem.sentence })

/** Hands an item to the feature of its kind. */
export async function accept(house: House, by: DeliveredBy | null, item: DeliveredItem): Promise<Said> {
  const rule = house.deliveries.find((d) => d.kind === item.kind)
  if (!by) return { outcome: 'refused', sentence: REFUSAL.noAccount }
  if (!rule || rule.from !== by.kind) return { outcome: 'refused', sentence: REFUSAL.unknownKind }
  try {
    await rule.accept(house, by, item)
    return ACCEPTED
  } catch (error) {
    // A refusal is the feature's last word; a full disk, a wait or a fault of ours is not.
    if (error instanceof Problem && ![429, 503, 507].includes(error.status)) return refusalOf(error)
    if (!(error instanceof Problem)) console.error('delivery', item.kind, item.id, error)
    return LATER
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
