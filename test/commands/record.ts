import { randomUUID } from 'node:crypto'
import { agent, NS, type Statement } from '../../src/record/statement.ts'
import { learner, notHer, TENANT, type Place } from './place.ts'
import { said, type Prepared, type Row } from './row.ts'

const PATH = `/xapi/${TENANT}/statements`
const EXPERIENCED = 'http://adlnet.gov/expapi/verbs/experienced'

/** Her own fact: another's session may not state it. */
async function fact(place: Place): Promise<{ statement: Statement & { id: string } } & Pick<Prepared, 'by' | 'wrong' | 'page' | 'body' | 'effect'>> {
  const her = await learner(place.house)
  const statement = { id: randomUUID(), actor: agent(her.agent), verb: { id: EXPERIENCED }, object: { id: `${NS}${TENANT}/units/base.que-es` } }
  return { statement, by: her, wrong: notHer(place), page: PATH, body: () => statement, effect: { stored: said(EXPERIENCED, { actor: her.agent }) } }
}

export const record: readonly Row[] = [
  { route: 'POST /xapi/:programme/statements', prepare: async (place) => ({ ...(await fact(place)), path: PATH }) },
  {
    route: 'PUT /xapi/:programme/statements',
    prepare: async (place) => {
      const { statement, ...rest } = await fact(place)
      return { ...rest, path: `${PATH}?statementId=${statement.id}`, method: 'PUT' }
    },
  },
]
