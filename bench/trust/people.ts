import { randomUUID } from 'node:crypto'
import { registerPerson } from '../../src/features/people/index.ts'
import { documentKey } from '../../src/features/people/sealing.ts'
import { append } from '../../src/record/append.ts'
import type { Draft } from '../../src/record/statement.ts'
import { actingStaff, personValues, ruleInForceFor, type Asked } from '../../test/acting.ts'
import * as h from '../../test/histories/script.ts'
import { didEverything } from '../../test/ready-learner.ts'

export const TENANT = 'piloto'
const AT_ONCE = 100
const AGO_MS = 20 * 86_400_000
const GIVEN = ['Rosa', 'Ñusta', 'Óscar', 'Elena', 'Julián', 'Íngrid', 'Wilmer', 'Flor', 'Yeny', 'Edwin', 'Maruja', 'Percy']
const SURNAMES = ['Quispe', 'Mamani', 'Ñahui', 'Chávez', 'Flores', 'Huamán', 'Zúñiga', 'Condori', 'Apaza', 'Sánchez', 'Ccallo', 'Torres', 'Vilca']

export interface Team { readonly executor: string; readonly approver: string }

/** The rule in force, and who proposes and approves. */
export async function team(house: Asked): Promise<Team> {
  await ruleInForceFor(house, TENANT)
  return { executor: (await actingStaff(house, 'Elsa Ejecuta', ['executor'])).id, approver: (await actingStaff(house, 'Aida Aprueba', ['approver'])).id }
}

/** So many more persons, numbered from `from`, who did all that the rule asks and were proposed; without the argon2 of a PIN. */
export async function propose(house: Asked, { executor }: Team, from: number, people: number): Promise<void> {
  for (let first = from; first < from + people; first += AT_ONCE) {
    await append(house, { scopes: [] }, async (tx) => {
      const drafts: Draft[] = []
      for (let n = first; n < Math.min(first + AT_ONCE, from + people); n += 1) {
        const [agent, person, enrolment] = [randomUUID(), randomUUID(), randomUUID()]
        const made = personValues({ name: `${GIVEN[n % GIVEN.length]} ${SURNAMES[n % SURNAMES.length]} ${SURNAMES[(n * 5 + 1) % SURNAMES.length]}`, phone: `+519${String(10_000_000 + n).padStart(8, '0')}` })
        const values = { ...made, document: { ...made.document, number: String(10_000_000 + n) } }
        const { drafts: entered } = await registerPerson(house, tx, { values, person, agent, resumes: false, documentKey: documentKey(house.keys, values.document), pin: `none ${agent}`, scopes: [] }, TENANT)
        const s = h.script(TENANT, new Date(house.clock().getTime() - AGO_MS).toISOString(), enrolment)
        h.enrolled(s, agent, enrolment)
        didEverything(house, s, { agent, enrolment })
        h.proposed(s, agent, enrolment, { by: executor })
        drafts.push(...entered, ...s.lines.map((line) => line.draft))
      }
      return drafts
    })
  }
}
