import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { StaffRole } from '../../src/feature.ts'
import { registerPerson, type PersonValues } from '../../src/features/people/index.ts'
import { programmeOf } from '../../src/features/programmes/index.ts'
import { append } from '../../src/record/append.ts'
import { actingLearner, actingStaff, personValues, ruleInForceFor, signedIn, type Acting } from '../acting.ts'
import * as h from '../histories/script.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { openPide, type PideStandIn } from '../registries/pide.ts'
import { callId, closedId, contentWith, SIGNED } from './content.ts'
import type { Wrong } from './row.ts'

export const TENANT = 'piloto'
export const OFFICE = `/office/${TENANT}`
export const CALL = 'abierta-1'
/** The tutor's section, and that of another tutor. */
export const SECTION = 'noche-1'
export const OTHER_SECTION = 'sabado-1'

const CAST = {
  executor: ['executor'], colleague: ['executor'], approver: ['approver'], owner: ['approver'], auditor: ['auditor'],
  tutor: ['tutor'], fellow: ['tutor'], otherTutor: ['tutor'],
} as const satisfies Record<string, readonly StaffRole[]>

export interface PlaceOptions {
  /** Changes the copy of the content before it is loaded. */
  readonly content?: (contentDir: string) => void
  /** The rule version that is in force; the latest when absent. */
  readonly rule?: string
}

/** One installation with two processes, everybody at her desk, and what commands use up: calls and rule versions. */
export interface Place {
  readonly house: TestHouse
  /** A second web process on the same database and files. */
  readonly other: TestHouse
  readonly contentDir: string
  /** The registries that this house may ask. */
  readonly pide: PideStandIn
  readonly staff: Readonly<Record<keyof typeof CAST | 'administrator' | 'chief' | 'elsewhere', Acting>>
  /** A learner whose business none of it is. */
  readonly stranger: Learner
  /** A call that nobody published yet. */
  readonly freshCall: () => string
  /** A call whose time to apply is over, and that nobody published. */
  readonly closedCall: () => string
  /** A rule version of `SIGNED` without a signature. */
  readonly freshRule: () => { readonly version: string; readonly hash: string }
  readonly close: () => Promise<void>
}

/** `fresh`: how many calls and rule versions there are to use up. */
export async function openPlace(fresh: number, { content, rule }: PlaceOptions = {}): Promise<Place> {
  const contentDir = contentWith(fresh)
  content?.(contentDir)
  const pide = await openPide()
  const house = await openHouse({ contentDir, registries: pide.settings })
  await ruleInForceFor(house, TENANT, rule)
  const named = Object.entries(CAST).map(async ([name, roles]) => [name, await actingStaff(house, `${name} de Yachay`, roles)] as const)
  const staff = {
    // One entry for each key of CAST, just made.
    ...(Object.fromEntries(await Promise.all(named)) as Record<keyof typeof CAST, Acting>),
    administrator: await actingStaff(house, 'Ada Administra', ['administrator'], '*'), chief: await actingStaff(house, 'Celia Cuentas', ['administrator'], '*'),
    elsewhere: await actingStaff(house, 'Elena de Otro Programa', ['tutor', 'executor', 'approver', 'auditor'], 'peru-huawei-2024'),
  }
  await staff.approver.post(`${OFFICE}/calls/${CALL}/publish`, { confirm: 'yes' })
  for (const [section, tutor] of [[SECTION, staff.tutor], [SECTION, staff.fellow], [OTHER_SECTION, staff.otherTutor]] as const) {
    await staff.executor.post(`${OFFICE}/sections/${section}/tutors`, { staff: tutor.id })
  }
  const other = await openHouse({ sameAs: house, contentDir })
  let [calls, closed, rules] = [0, 0, 0]
  return {
    house, other, contentDir, pide, staff, stranger: await learner(house, { section: OTHER_SECTION }),
    freshCall: () => usedUp(++calls, fresh, callId(calls)),
    closedCall: () => usedUp(++closed, fresh, closedId(closed)),
    freshRule: () => {
      const { version = '', hash = '' } = programmeOf(house, SIGNED)?.rules[rules] ?? {}
      return usedUp(++rules, fresh, { version, hash })
    },
    close: async () => {
      await other.close()
      await house.close()
      await pide.close()
      rmSync(contentDir, { recursive: true, force: true })
    },
  }
}

function usedUp<T>(n: number, of: number, found: T): T {
  if (n > of) throw new Error(`openPlace was asked for ${of} fresh calls and rules; more are needed`)
  return found
}

export interface Learner extends Acting {
  readonly agent: string
  readonly enrolment: string
  /** Id of her `enrolled` statement. */
  readonly enrolled: string
  readonly values: PersonValues
}

export interface LearnerOptions {
  readonly section?: string
  readonly values?: PersonValues
  readonly tenant?: string
  /** What she and others did before, a line an hour from ten days ago on; without it she is enrolled and no more. */
  readonly story?: (s: h.Script, her: { readonly agent: string; readonly enrolment: string }) => void
}

/** Somebody registered, enrolled and signed in, without the argon2 of a PIN: whoever signs in with one is made by `actingLearner`. */
export async function learner(house: TestHouse, { section = SECTION, values = personValues(), tenant = TENANT, story }: LearnerOptions = {}): Promise<Learner> {
  const [person, agent, enrolment] = [randomUUID(), randomUUID(), randomUUID()]
  const s = h.script(tenant, new Date(house.clock().getTime() - 10 * 86_400_000).toISOString(), enrolment)
  const enrolled = h.enrolled(s, agent, enrolment, { section })
  story?.(s, { agent, enrolment })
  await append(house, { scopes: [] }, async (tx) => {
    const registration = { values, person, agent, resumes: false, documentKey: randomUUID(), pin: '', scopes: [] }
    const { drafts } = await registerPerson(house, tx, registration, tenant)
    return [...drafts, ...s.lines.map((line) => line.draft)]
  })
  return { ...(await signedIn(house, person, { person })), agent, enrolment, enrolled, values }
}

/** The same with a PIN that opens her account. */
export async function withPin(house: TestHouse): Promise<Acting & { readonly agent: string; readonly values: PersonValues }> {
  const values = personValues()
  return { ...(await actingLearner(house, values)), values }
}

/** Who must not do what a learner does with what is hers. */
export const notHer = ({ stranger, staff }: Place): Wrong[] => [
  { who: 'nobody signed in', by: null }, { who: 'another learner', by: stranger }, { who: 'an executor', by: staff.executor },
]

/** The same where the address names nothing: another learner would do it to herself. */
export const notALearner = ({ staff }: Place): Wrong[] => [{ who: 'nobody signed in', by: null }, { who: 'an executor', by: staff.executor }]

/** Who must not do what staff of a programme do, and members of its own staff whose business it is not. */
export const notStaff = ({ stranger, staff }: Place, ...others: readonly (keyof Place['staff'])[]): Wrong[] => [
  { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger },
  ...(['elsewhere', 'auditor', 'administrator', ...others] as const).map((name) => ({ who: name, by: staff[name] })),
]

export const notAnAdministrator = ({ stranger, staff }: Place): Wrong[] => [
  { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger }, { who: 'executor', by: staff.executor }, { who: 'elsewhere', by: staff.elsewhere },
]
