import { VERB } from '../../src/features/programmes/index.ts'
import { actingStaff } from '../acting.ts'
import { SIGNED } from './content.ts'
import { said, type Row } from './row.ts'

const PATH = `/office/${SIGNED}/rule`

export const programmes: readonly Row[] = [
  {
    route: 'POST /office/:programme/rule',
    prepare: async ({ house, stranger, staff, freshRule }) => {
      const owner = await actingStaff(house, 'Olinda Titular', ['approver'], SIGNED)
      const executor = await actingStaff(house, 'Elvira Coordina', ['executor'], SIGNED)
      return {
        path: PATH, fields: freshRule(), by: owner, page: PATH, effect: { signed: said(VERB.ruleSigned, { actor: owner.id }) },
        wrong: [
          { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger }, { who: 'an executor', by: executor },
          { who: 'an owner of another programme', by: staff.approver }, { who: 'administrator', by: staff.administrator },
        ],
      }
    },
  },
]
