import type { House, StaffRole } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import { waitingBy } from '../attendance/index.ts'
import { handSections, sectionsNamed, sectionsOfTutor, type Section } from '../cohorts/index.ts'
import { proposalsBy } from '../credentials/index.ts'
import { unfinishedBy } from '../imports/index.ts'
import { checksBegunBy, holdsNow, logged, setActive, staffWithRole } from '../people/index.ts'
import { listProgrammes } from '../programmes/index.ts'
import { HAND_OVER } from './hand-over-words.ts'

/** What waits with her name on it and goes on without her: what she saw or proposed stays said, and others of her role see it in their lists. */
export interface Waiting {
  readonly checks: number
  readonly attendance: number
  readonly proposals: number
  readonly tables: number
}

/** What a member of staff holds in one programme, and who may take it over. */
export interface Held {
  readonly programme: string
  readonly title: Text
  readonly sections: readonly Section[]
  readonly waiting: Waiting
  /** Tutors of the programme, without herself. */
  readonly takers: readonly { readonly id: string; readonly name: string }[]
  /** Roles of hers that nobody else holds here; for signing, an owner who would be alone. */
  readonly alone: readonly StaffRole[]
}

/** Programme by programme; those in which she has neither a role nor work are left out. */
export async function heldBy(house: House, staff: string): Promise<Held[]> {
  const { db } = house
  const programmes = listProgrammes(house)
  const [checks, entries, proposals, tables] = [
    await checksBegunBy(db, staff), await waitingBy(db, staff), await proposalsBy(db, programmes.map((p) => p.id), staff), await unfinishedBy(db, staff),
  ]
  const found: Held[] = []
  for (const { id, title } of programmes) {
    const of = (rows: readonly { tenant: string; n: number }[]): number => rows.find((row) => row.tenant === id)?.n ?? 0
    const sections = await sectionsNamed(house, id, await sectionsOfTutor(db, id, staff))
    const waiting = { checks: of(checks), attendance: of(entries), proposals: of(proposals), tables: of(tables) }
    const takers = (await staffWithRole(db, id, 'tutor')).filter((one) => one.id !== staff)
    const alone = await aloneIn(db, id, staff)
    if (sections.length > 0 || Object.values(waiting).some((n) => n > 0) || alone.length > 0) found.push({ programme: id, title, sections, waiting, takers, alone })
  }
  return found
}

async function aloneIn(db: Db, tenant: string, staff: string): Promise<StaffRole[]> {
  const found: StaffRole[] = []
  for (const role of ['tutor', 'executor', 'approver', 'auditor'] as const) {
    const holders = await staffWithRole(db, tenant, role)
    // Two owners sign: one who stays alone cannot put anything in force.
    const needed = role === 'approver' ? 2 : 1
    if (holders.some((one) => one.id === staff) && holders.length - 1 < needed) found.push(role)
  }
  return found
}

export interface HandOver {
  readonly from: string
  readonly by: string
  /** Programme -> who takes her sections there. */
  readonly takers: ReadonlyMap<string, string>
  /** She leaves: her account is closed in the same act. */
  readonly leaves: boolean
}

/** Everything of one in one act: either all of it has somebody, or nothing happens. Problem 409 or 422. */
export async function handOver(house: House, act: HandOver): Promise<void> {
  const give = (tx: Tx): Promise<void> => giveAll(house, tx, act)
  if (act.leaves) await setActive(house, act.by, act.from, false, give)
  else await house.db.transaction().execute(give)
}

async function giveAll(house: House, tx: Tx, { from, by, takers }: HandOver): Promise<void> {
  for (const [tenant, to] of [...takers].sort(([a], [b]) => a.localeCompare(b))) {
    if (to === from || !(await holdsNow(tx, to, tenant, 'tutor'))) throw new Problem(422, 'no-taker', HAND_OVER.noTaker, [{ field: `to-${tenant}`, sentence: HAND_OVER.noTaker }])
    const sections = await handSections(tx, { tenant, from, to, by, at: house.clock() })
    if (sections > 0) await logged(tx, { staff: by, action: 'work-handed-over', tenant, otherStaff: from, detail: { to, sections } }, house.clock())
  }
}
