import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { keepBreakdownsOf } from './breakdown.ts'
import { actorScope } from './conflicts.ts'
import { giveConsent, withdrawConsent, type Purpose } from './consents.ts'
import { noticeDuplicatesOf } from './duplicates.ts'
import { departmentDraft } from './enter-programme.ts'
import { identityOf } from './identity.ts'
import { agentsOf, changeProfile } from './persons.ts'
import { groupsOf, type Profile } from './profile.ts'
import { openText, sealText, type DataKey } from './sealing.ts'
import { forgetSensitive, setSensitive } from './sensitive.ts'
import { logged } from './staff-log.ts'
import { grouped, type Subject } from './statements.ts'
import './tables.ts'

/** What one correction changes; the rest stays. */
export type Correction = Partial<Pick<Profile, 'name' | 'born' | 'phone' | 'email' | 'sex' | 'language' | 'district' | 'groups' | 'firm' | 'workStatus' | 'firmSize'>>

/** Who corrects: the person herself, or a member of staff with a reason. */
export type CorrectedBy = { readonly self: true } | { readonly staff: string; readonly reason: string; readonly tenant: string }

/**
 * Corrects a person's data: the old values stay, sealed, in her history, and what a breakdown reads (department, groups) becomes a
 * fact in each of her programmes. Problem 409 when she changes by herself a name that staff have compared with her card.
 */
export async function correct(house: House, person: string, correction: Correction, by: CorrectedBy): Promise<void> {
  const subjects = await agentsOf(house.db, person)
  await append(house, { scopes: subjects.map((s) => actorScope(s.tenant, s.agent)) }, async (tx) => {
    if ('self' in by && correction.name !== undefined) await refuseCheckedName(tx, subjects)
    const { before, after, dataKey } = await changeProfile(house, tx, person, (profile) => ({ ...profile, ...correction }))
    await keepBreakdownsOf(tx, person, after)
    await noticeDuplicatesOf(house, tx, person)
    const changed = await noteChanges(tx, person, before, after, dataKey, by, house.clock())
    if (changed && 'staff' in by) await logged(tx, { staff: by.staff, action: 'name-corrected', tenant: by.tenant, person, detail: { reason: by.reason } }, house.clock())
    return subjects.flatMap((subject) => factsOfChange(subject, before, after))
  })
}

/** The facts that follow from a change; none when department and groups are the same. */
export function factsOfChange(subject: Subject, before: Profile, after: Profile): Draft[] {
  const [was, is] = [groupsOf(before), groupsOf(after)]
  const moved = JSON.stringify(departmentDraft(subject, before.district)) !== JSON.stringify(departmentDraft(subject, after.district))
  return [
    ...(moved ? departmentDraft(subject, after.district) : []),
    ...is.filter((g) => !was.includes(g)).map((g) => grouped(subject, g, true)),
    ...was.filter((g) => !is.includes(g)).map((g) => grouped(subject, g, false)),
  ]
}

/** Whether her name may be changed only by staff: two of them have compared it with her card. */
export async function nameIsChecked(db: Db, subjects: readonly Subject[]): Promise<boolean> {
  const found = await Promise.all(subjects.map((s) => identityOf(db, s.tenant, s.agent)))
  return found.some((identity) => identity.level === 'card' || identity.level === 'registry')
}

async function refuseCheckedName(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  if (!(await nameIsChecked(tx, subjects))) return
  throw new Problem(409, 'name-checked', {
    es: 'Tu nombre ya se comparó con tu documento. Si hay un error, pide a tu sede que lo corrija.',
    en: 'Your name was compared with your document. If there is a mistake, ask your centre to correct it.',
  })
}

const FIELDS = ['name', 'born', 'phone', 'sex', 'language', 'district', 'groups', 'firm', 'email', 'workStatus', 'firmSize'] as const

/** Keeps what stood in her profile before, sealed, with who changed it; whether anything did change. */
export async function noteChanges(tx: Tx, person: string, before: Profile, after: Profile, dataKey: DataKey, by: CorrectedBy, at: Date): Promise<boolean> {
  const changed = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  if (changed.length === 0) return false
  await tx.insertInto('person_change').values(changed.map((field) => ({
    id: randomUUID(), person, field, before: sealText(dataKey, person, JSON.stringify(before[field])), at,
    staff: 'self' in by ? null : by.staff, reason: 'self' in by ? null : by.reason,
  }))).execute()
  return true
}

export interface Change {
  readonly field: string
  readonly before: unknown
  readonly staff: string | null
  readonly reason: string | null
  readonly at: Date
}

/** Her corrections, newest first. */
export async function changesOf(db: Db, person: string, dataKey: DataKey): Promise<Change[]> {
  const rows = await db.selectFrom('person_change').select(['field', 'before', 'staff', 'reason', 'at']).where('person', '=', person).orderBy('at', 'desc').execute()
  return rows.map((r) => ({ ...r, before: r.before ? JSON.parse(openText(dataKey, person, r.before)) as unknown : null }))
}

/** What she says about a disability, with the consent to keep it; null takes both back, and what was kept is erased. */
export async function sayDisability(house: House, person: string, disability: boolean | null, language: string): Promise<void> {
  const subjects = await agentsOf(house.db, person)
  await append(house, { scopes: subjects.map((s) => actorScope(s.tenant, s.agent)) }, async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
    if (disability === null) {
      await forgetSensitive(tx, person)
      return withdrawConsent(tx, person, subjects, 'sensitive', house.clock())
    }
    await setSensitive(house, tx, person, { disability })
    return giveConsent(tx, person, subjects, 'sensitive', language, house.clock())
  })
}

/** Sets which optional consents stand; the one to the programme itself is given at registration. */
export async function chooseConsents(house: House, person: string, wanted: readonly Purpose[], optional: readonly Purpose[], language: string): Promise<void> {
  const subjects = await agentsOf(house.db, person)
  await append(house, { scopes: subjects.map((s) => actorScope(s.tenant, s.agent)) }, async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
    if (optional.includes('sensitive') && !wanted.includes('sensitive')) await forgetSensitive(tx, person)
    const drafts: Draft[] = []
    for (const purpose of optional) {
      drafts.push(...(wanted.includes(purpose)
        ? await giveConsent(tx, person, subjects, purpose, language, house.clock())
        : await withdrawConsent(tx, person, subjects, purpose, house.clock())))
    }
    return drafts
  })
}
