import { hex, sha256, utf8 } from '../../../engine/sha256.ts'
import type { House } from '../../../feature.ts'
import type { Db } from '../../../lib/database.ts'
import { derive } from '../../../lib/keys.ts'
import type { Inline } from '../../../record/projection.ts'
import { append } from '../../../record/append.ts'
import { readExt } from '../../../record/statement.ts'
import { enrolmentById, limaDay, sectionAt, sectionOf } from '../../cohorts/index.ts'
import { activityName } from '../../programmes/index.ts'
import type { Lab } from '../lab.ts'
import type { SubmissionRow } from '../submissions.ts'
import { roundOf } from './rounds.ts'
import { SECRET_VERB, labSealed, type Seal } from './statements.ts'

export interface SealRow extends Seal {
  sealed: Date
  /** Once the round is past: anybody may recompute its grades. */
  seed: string | null
  revealed: Date | null
  /** Whether its grades were published with the seed; null until then, and for a seed told before this was decided: held back. */
  grades_public: boolean | null
}

declare module '../../../lib/database.ts' {
  interface Tables { lab_seal: SealRow }
}

/** One row a seal. Its reveal comes after it, in the same scope. */
export const labSeal: Inline = {
  kind: 'inline',
  table: 'lab_seal',
  version: 2,
  columns: `tenant text not null, section text not null, lab text not null, version int not null, round text not null, seal text not null,
    sealed timestamptz not null, seed text, revealed timestamptz, grades_public boolean, primary key (tenant, section, lab, version, round)`,
  verbs: [SECRET_VERB.sealed, SECRET_VERB.revealed],
  authorities: ['command'],
  apply: async (tx, s) => {
    const text = (name: string): string => String(readExt(s.statement, name))
    const key = { tenant: s.tenant, section: text('section'), lab: activityName(s.object), version: Number(readExt(s.statement, 'version')), round: text('hiddenRound') }
    if (s.verb === SECRET_VERB.sealed) {
      await tx.insertInto('lab_seal').values({ ...key, seal: text('seal'), sealed: s.stored, seed: null, revealed: null, grades_public: null })
        .onConflict((oc) => oc.columns(['tenant', 'section', 'lab', 'version', 'round']).doNothing()).execute()
      return
    }
    await tx.updateTable('lab_seal').set({ seed: text('hiddenSeed'), revealed: s.stored, grades_public: readExt(s.statement, 'gradesPublic') === true })
      .where('tenant', '=', key.tenant).where('section', '=', key.section).where('lab', '=', key.lab).where('version', '=', key.version).where('round', '=', key.round).execute()
  },
}

const COLUMNS = ['tenant', 'section', 'lab', 'version', 'round', 'seal', 'sealed', 'seed', 'revealed', 'grades_public'] as const

/** The seals of a programme, the oldest first; of one section when it is named. */
export async function sealsOf(db: Db, tenant: string, section?: string): Promise<SealRow[]> {
  const all = db.selectFrom('lab_seal').select(COLUMNS).where('tenant', '=', tenant).orderBy('sealed').orderBy('lab')
  return (section === undefined ? all : all.where('section', '=', section)).execute()
}

export interface HiddenSeed {
  /** 128 bits as 32 hex digits. */
  readonly seed: string
  readonly seal: string
}

/** The secret of a cohort, a lab and a round: HKDF of the house's key, so that it stands nowhere until it is told. */
export function secretOf(house: Pick<House, 'keys'>, { tenant, section, lab, version, round }: Omit<Seal, 'seal'>): HiddenSeed {
  const seed = derive(house.keys, 'lab', `hidden\0${tenant}\0${section}\0${lab}\0${version}\0${round}`, 16).toString('hex')
  return { seed, seal: hex(sha256(utf8(seed))) }
}

export function sealScope({ tenant, section, lab }: Pick<Seal, 'tenant' | 'section' | 'lab'>): string {
  return `lab-seal:${tenant}:${section}:${lab}`
}

/** Seals what is not sealed yet; twice is once. */
export async function sealOnce(house: House, about: Omit<Seal, 'seal'>): Promise<HiddenSeed> {
  const secret = secretOf(house, about)
  // Nearly always it is: no transaction for that.
  if (await isSealed(house.db, about)) return secret
  await append(house, { scopes: [sealScope(about)] }, async (tx) => (await isSealed(tx, about) ? [] : [labSealed({ ...about, seal: secret.seal }, house.clock())]))
  return secret
}

async function isSealed(db: Db, { tenant, section, lab, version, round }: Omit<Seal, 'seal'>): Promise<boolean> {
  const row = await db.selectFrom('lab_seal').select('seal').where('tenant', '=', tenant).where('section', '=', section).where('lab', '=', lab)
    .where('version', '=', version).where('round', '=', round).executeTakeFirst()
  return row !== undefined
}

/** The hidden seed that a hand-in meets, sealed before its grade; null for a lab whose hidden data is a file. */
export async function hiddenSeedFor(house: House, lab: Lab, row: Pick<SubmissionRow, 'tenant' | 'enrolment' | 'received'>): Promise<HiddenSeed | null> {
  if (lab.data.hidden.file !== 'simulated') return null
  const enrolment = await enrolmentById(house.db, row.enrolment)
  // Who is transferred goes on with the data of the section where she began: what she met before stays comparable, and sealed.
  const first = await house.db.selectFrom('lab_submission').select('received').where('enrolment', '=', row.enrolment).where('lab', '=', lab.id).orderBy('received').limit(1).executeTakeFirst()
  const section = enrolment && await sectionOf(house, row.tenant, sectionAt(enrolment, first?.received ?? row.received))
  if (!section) throw new Error(`a hand-in for ${lab.id} is of no section we know`)
  return sealOnce(house, { tenant: row.tenant, section: section.id, lab: lab.id, version: lab.version, round: roundOf(section, limaDay(row.received)) })
}
