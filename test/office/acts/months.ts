import assert from 'node:assert/strict'
import { programmeOf } from '../../../src/features/programmes/index.ts'
import { OFFICE, TENANT } from '../../commands/place.ts'
import { elsewhere, later, type World } from '../world.ts'
import { answered, asks, DAY, isoDay } from './asking.ts'

/** Both owners put the second version in force at the same moment: from its day on it judges who begins then (no. 12). */
export async function signsSecondVersion(world: World): Promise<void> {
  const { approver, owner } = world.place.staff
  const rule = programmeOf(world.place.house, TENANT)?.rules.find((r) => r.version === 'v2')
  const fields = { version: 'v2', hash: rule?.hash ?? '' }
  const done = await Promise.all([asks(world, approver, `${OFFICE}/rule`, fields), asks(world, elsewhere(world, owner), `${OFFICE}/rule`, fields)])
  assert.deepEqual(done, [true, true], 'two different owners may sign at once')
}

/** The month ends; its cut is prepared and published by two processes at once, and what was published before is corrected. */
export async function monthEnds(world: World): Promise<void> {
  const { house } = world.place
  const now = house.clock()
  const month = isoDay(now.getTime()).slice(0, 7)
  const [year = 0, number = 1] = month.split('-').map(Number)
  later(world, Date.UTC(year, number, 2, 15) - now.getTime())
  await cut(world, month)
}

export async function cut(world: World, month: string): Promise<void> {
  const { house, staff } = world.place
  await asks(world, staff.executor, `${OFFICE}/releases`, { month })
  await house.runJobs()
  const draft = await house.db.selectFrom('data_release').select(['month', 'revision']).where('tenant', '=', TENANT).where('state', '=', 'draft').executeTakeFirst()
  assert.ok(draft, 'there is a draft')
  const path = `${OFFICE}/releases/${draft.month}.${draft.revision}/publish`
  const done = await Promise.all([asks(world, staff.approver, path, { sure: 'yes' }), asks(world, elsewhere(world, staff.owner), path, { sure: 'yes' })])
  assert.equal(done.filter(Boolean).length, 1, 'published once')
  await answered(world, 'release', await house.request(`/p/${TENANT}/releases/${draft.month}.${draft.revision}`))
}

/** The month before this one, to be cut again. */
export const monthBefore = (world: World): string => isoDay(Date.parse(`${isoDay(world.place.house.clock().getTime()).slice(0, 7)}-01T12:00:00Z`) - DAY).slice(0, 7)
