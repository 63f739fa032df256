import { sql } from 'kysely'
import { actingStaff } from '../acting.ts'
import { SIGNED } from './content.ts'
import { rows, type Row } from './row.ts'

const PATH = `/office/${SIGNED}/parallel`
let revision = 0

export const parallel: readonly Row[] = [
  {
    route: 'POST /office/:programme/parallel',
    prepare: async ({ house, stranger, staff, freshRule }) => {
      const owner = await actingStaff(house, 'Olinda Titular', ['approver'], SIGNED)
      const other = await actingStaff(house, 'Óscar Titular', ['approver'], SIGNED)
      const executor = await actingStaff(house, 'Elvira Coordina', ['executor'], SIGNED)
      revision += 1
      await sql`insert into data_release (tenant, month, revision, pos, rule, definitions, state, prepared, published, reasons, files, hashes, hidden, opened)
        values (${SIGNED}, '2026-01', ${revision}, 1, 'x', 'x', 'published', now(), now(), '{}', '{}', '{}', '{}', '{}')`.execute(house.db)
      return {
        path: PATH, fields: { version: freshRule().version, cut: `2026-01.${revision}` }, by: owner, also: { by: other }, page: `/office/${SIGNED}/rule`,
        effect: { asked: rows('parallel_count', sql`tenant = ${SIGNED} and revision = ${revision}`) },
        wrong: [
          { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger }, { who: 'an executor', by: executor },
          { who: 'an owner of another programme', by: staff.approver }, { who: 'administrator', by: staff.administrator },
        ],
      }
    },
  },
]
