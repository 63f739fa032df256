import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { sectionOf } from '../cohorts/index.ts'
import { credentialById, credentialBySerial, readSerial } from '../credentials/index.ts'
import { definitions } from '../figures/index.ts'
import { dataKeyOf, personOf } from '../people/index.ts'
import { releaseNamed } from '../releases/index.ts'
import type { Finding } from './finding.ts'
import type { About } from './statements.ts'
import { WRONG } from './words.ts'

/** The code that the record has for what somebody typed, or what is wrong with it, beside the field `code`. */
export async function readCode(house: House, tenant: string, about: About, typed: string): Promise<{ readonly code: string | null } | { readonly problem: FieldProblem }> {
  if (about === 'free') return typed === '' ? { code: null } : { problem: { field: 'code', sentence: WRONG.codeOfNothing } }
  const code = typed === '' ? null : await KNOWN[about](house, tenant, typed)
  return code === null ? { problem: { field: 'code', sentence: WRONG.code[about] } } : { code }
}

const KNOWN: Readonly<Record<Exclude<About, 'free'>, (house: House, tenant: string, typed: string) => Promise<string | null>>> = {
  release: async (house, tenant, typed) => ((await releaseNamed(house.db, tenant, typed))?.state === 'published' ? typed : null),
  figure: (house, _tenant, typed) => Promise.resolve(definitions(house).find((d) => d.id === typed.toLowerCase())?.id ?? null),
  // By the id in its address or by the serial on the paper; the serial opens a name and stays out of the record.
  certificate: async (house, tenant, typed) => {
    const serial = readSerial(typed)
    const found = await credentialById(house.db, typed.toLowerCase()) ?? (serial === null ? undefined : await credentialBySerial(house.db, serial))
    return found?.tenant === tenant ? found.credential : null
  },
  section: async (house, tenant, typed) => (await sectionOf(house, tenant, typed))?.id ?? null,
  person: async (house, tenant, typed) => ((await personOf(house.db, tenant, typed)) === null ? null : typed.toLowerCase()),
}

/** The person whom its words are about, with whose key they are sealed; null for what is about nobody, or about somebody erased. */
export async function personMeant(house: Pick<House, 'keys'>, db: Db, { tenant, about, code }: Pick<Finding, 'tenant' | 'about' | 'code'>): Promise<string | null> {
  if (code === null) return null
  const person = about === 'person' ? await personOf(db, tenant, code) : about === 'certificate' ? (await credentialById(db, code))?.person ?? null : null
  return person !== null && (await dataKeyOf(house, db, person)) === null ? null : person
}
