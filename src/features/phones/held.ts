import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { accept } from './deliver.ts'
import { openEnvelope } from './envelope.ts'
import { learntTime } from './learnt-time.ts'
import type { Owner } from './phones.ts'
import { REFUSAL } from './words.ts'

export interface HeldLine {
  readonly id: string
  readonly kind: string
  readonly device_time: Date
  readonly received: Date
}

/** What came from her revoked phones and waits for her word. */
export async function heldOf(house: Pick<House, 'db'>, { person }: Owner & { person: string }): Promise<HeldLine[]> {
  return house.db.selectFrom('delivery_held').innerJoin('phone', 'phone.id', 'delivery_held.phone')
    .select(['delivery_held.id', 'delivery_held.kind', 'delivery_held.device_time', 'delivery_held.received'])
    .where('phone.person', '=', person).orderBy('delivery_held.device_time').limit(200).execute()
}

/**
 * She says whether it was she. If so, it is recorded as it would have been, with the time it was done; otherwise it is dropped.
 * Problem 404 when it is not hers or was decided.
 */
export async function decideHeld(house: House, person: string, id: string, mine: boolean): Promise<void> {
  const row = await house.db.selectFrom('delivery_held').innerJoin('phone', 'phone.id', 'delivery_held.phone')
    .select(['delivery_held.envelope', 'delivery_held.received']).where('delivery_held.id', '=', id).where('phone.person', '=', person).executeTakeFirst()
  if (!row) throw new Problem(404, 'unknown-held', REFUSAL.unknownHeld)
  if (mine) await acceptHeld(house, person, id, row)
  else await house.db.updateTable('delivery').set({ outcome: 'refused' }).where('id', '=', id).execute()
  await house.db.deleteFrom('delivery_held').where('id', '=', id).execute()
}

async function acceptHeld(house: House, person: string, id: string, { envelope, received }: { envelope: Buffer; received: Date }): Promise<void> {
  const opened = openEnvelope(house.keys, id, envelope)
  if (!opened) throw new Problem(404, 'unknown-held', REFUSAL.unknownHeld)
  const { head, files } = opened
  const deviceTime = new Date(head.at)
  const { at, skewed } = learntTime({ deviceTime, offset: head.offset, received, phoneNow: null })
  const said = await accept(house, { kind: 'learner', person }, { id, kind: head.kind, data: head.data, files, at, deviceTime, skewed })
  if (said.outcome === 'later') throw new Problem(503, 'later', REFUSAL.heldLater, [], { 'Retry-After': '60' })
  await house.db.updateTable('delivery').set({ outcome: said.outcome, sentence: said.sentence && JSON.stringify(said.sentence) }).where('id', '=', id).execute()
  if (said.outcome === 'refused' && said.sentence) throw new Problem(409, 'refused', said.sentence)
}
