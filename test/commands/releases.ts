import { sql } from 'kysely'
import { PUBLISHED } from '../../src/features/releases/index.ts'
import type { Place } from './place.ts'
import { rows, said, type Row, type Wrong } from './row.ts'

const PATH = '/office/piloto/releases'
const MONTH = '2026-01'
let drawn = 0

/** A month that is published already, so that a correction can be prepared, and no draft in the way. */
async function ready({ house, staff, stranger }: Place): Promise<readonly Wrong[]> {
  await house.db.updateTable('data_release').set({ state: 'dropped' }).where('tenant', '=', 'piloto').where('state', 'in', ['preparing', 'draft']).execute()
  await put(house.db, 1, 'published')
  return [
    { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger }, { who: 'a tutor', by: staff.tutor }, { who: 'an auditor', by: staff.auditor },
    { who: 'an owner of another programme', by: staff.elsewhere },
  ]
}

async function put(db: Place['house']['db'], revision: number, state: string): Promise<string> {
  await sql`insert into data_release (tenant, month, revision, pos, rule, definitions, state, prepared, reasons, files, hashes, hidden, opened)
    values ('piloto', ${MONTH}, ${revision}, 1, 'x', 'x', ${state}, now(), '{}', '{"release.json": "{}"}', '{}', '{}', '{}') on conflict do nothing`.execute(db)
  return `${MONTH}.${revision}`
}

/** A draft that waits, under a number that no other row uses. */
const draft = (place: Place): Promise<string> => put(place.house.db, 1000 + (drawn += 1), 'draft')

export const releases: readonly Row[] = [
  {
    route: 'POST /office/:programme/releases',
    prepare: async (place) => {
      const wrong = await ready(place)
      return {
        path: PATH, fields: { month: MONTH }, by: place.staff.executor, also: { by: place.staff.owner }, page: PATH, wrong,
        effect: { begun: rows('data_release', sql`tenant = 'piloto' and state in ('preparing', 'draft')`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/releases/:release/publish',
    prepare: async (place) => {
      const wrong = await ready(place)
      const name = await draft(place)
      return {
        path: `${PATH}/${name}/publish`, fields: { sure: 'yes' }, by: place.staff.approver, also: { by: place.staff.owner }, page: PATH,
        wrong: [...wrong, { who: 'an executor', by: place.staff.executor }], effect: { published: said(PUBLISHED, { object: name }) },
      }
    },
  },
  {
    route: 'POST /office/:programme/releases/:release/drop',
    prepare: async (place) => {
      const wrong = await ready(place)
      const name = await draft(place)
      return {
        path: `${PATH}/${name}/drop`, by: place.staff.executor, also: { by: place.staff.colleague }, page: PATH, wrong,
        effect: { dropped: rows('data_release', sql`tenant = 'piloto' and state = 'dropped' and revision = ${Number(name.split('.')[1])}`) },
      }
    },
  },
]
