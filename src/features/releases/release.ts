import { sql, type ColumnType, type Selectable } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { head } from '../../record/read.ts'
import { definitionsHash, monthOf } from '../figures/index.ts'
import { HEAD_JOB, logAt } from '../log/index.ts'
import { enrolledAgents, listProgrammes, personsWith, programmeOf, ruleAt } from '../programmes/index.ts'
import { cutAt, endOf, positionAt } from './cut.ts'
import { differenceOf, reasonsOf, type Side } from './difference.ts'
import { suppressEntities } from './entities.ts'
import { filesOf, hashesOf, sha256, type Files } from './files.ts'
import { keepRecount, RECOUNT, recountFile } from './recount.ts'
import { releasePublished } from './statements.ts'
import { suppress } from './suppress.ts'
import { personsWithBreakdowns, tablesOf, womenAmong } from './tables.ts'
import { REFUSAL } from './words.ts'

type State = 'preparing' | 'draft' | 'published' | 'dropped'

interface ReleaseTable {
  tenant: string
  month: string
  revision: number
  pos: number
  rule: string
  definitions: string
  state: State
  prepared: Date
  prepared_by: string | null
  published: Date | null
  published_by: string | null
  reasons: string[]
  files: ColumnType<Files, string, string>
  hashes: ColumnType<Readonly<Record<string, string>>, string, string>
  hidden: string[]
  opened: string[]
}

declare module '../../lib/database.ts' {
  interface Tables { data_release: ReleaseTable }
}

/** A release without its files. */
export type Release = Omit<Selectable<ReleaseTable>, 'files' | 'hidden' | 'opened' | 'tenant'>

const COLUMNS = ['month', 'revision', 'pos', 'rule', 'definitions', 'state', 'prepared', 'prepared_by', 'published', 'published_by', 'reasons', 'hashes'] as const
export const PREPARE_JOB = 'release-prepare'
const MANIFEST = 'release.json'
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** '2026-03.1', as in addresses. */
export const nameOf = (r: Pick<Release, 'month' | 'revision'>): string => `${r.month}.${r.revision}`

export async function releasesOf(db: Db, tenant: string, state?: State): Promise<Release[]> {
  return db.selectFrom('data_release').select(COLUMNS).where('tenant', '=', tenant).$if(state !== undefined, (q) => q.where('state', '=', state as State))
    .where('state', '<>', 'dropped').orderBy('month', 'desc').orderBy('revision', 'desc').execute()
}

/** One release with its files, by its name. */
export async function releaseNamed(db: Db, tenant: string, name: string): Promise<(Release & { files: Files }) | undefined> {
  const [, month, revision] = /^(\d{4}-\d{2})\.([1-9]\d{0,5})$/.exec(name) ?? []
  if (!month || !revision) return undefined
  return db.selectFrom('data_release').select([...COLUMNS, 'files']).where('tenant', '=', tenant).where('month', '=', month).where('revision', '=', Number(revision))
    .where('state', '<>', 'dropped').executeTakeFirst()
}

/** Takes the place of the next revision of a month and lets a job compute it. 409 while another waits, 422 for a month that is not over. */
export async function beginRelease(house: House, tenant: string, month: string, by: string | null): Promise<void> {
  if (!MONTH.test(month) || endOf(month) >= house.clock()) throw new Problem(422, 'month-not-over', REFUSAL.monthNotOver)
  if (!(await ruleAt(house.db, tenant, await positionFor(house, tenant, month)))) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`release:${tenant}`}, 0))`.execute(tx)
    const rows = await tx.selectFrom('data_release').select(['month', 'revision', 'state']).where('tenant', '=', tenant).execute()
    if (rows.some((r) => r.state === 'preparing' || r.state === 'draft')) throw new Problem(409, 'draft-there', REFUSAL.draftThere)
    const revision = 1 + Math.max(0, ...rows.filter((r) => r.month === month).map((r) => r.revision))
    await tx.insertInto('data_release').values({
      tenant, month, revision, pos: 0, rule: '', definitions: '', state: 'preparing', prepared: house.clock(), prepared_by: by, published: null, published_by: null,
      reasons: [], files: '{}', hashes: '{}', hidden: [], opened: [],
    }).execute()
    await house.enqueue(tx, PREPARE_JOB, { tenant, month, revision })
  })
}

/** The first release of a month reads up to its end, a correction up to now. */
async function positionFor(house: Pick<House, 'db'>, tenant: string, month: string): Promise<number> {
  const published = await releasesOf(house.db, tenant, 'published')
  return published.some((r) => r.month === month) ? head(house.db, tenant) : positionAt(house.db, tenant, endOf(month))
}

/** Computes what waits and makes it a draft. */
export async function prepareRelease(house: House, tenant: string, month: string, revision: number): Promise<void> {
  const programme = programmeOf(house, tenant)
  const published = (await releasesOf(house.db, tenant, 'published')).sort((a, b) => (a.published?.getTime() ?? 0) - (b.published?.getTime() ?? 0))
  if (!programme) return
  const pos = await positionFor(house, tenant, month)
  const cut = await cutAt(house, programme, pos, month)
  const persons = await personsWithBreakdowns(house, tenant, cut.counted)
  const earlier = await before(house.db, tenant)
  const shown = suppress({ persons: persons.length, women: womenAmong(persons) }, tablesOf(programme, persons), earlier)
  const entities = suppressEntities(cut.entities, earlier)
  const last = published.at(-1)
  const now: Side = { counted: new Map(cut.counted.map((c) => [c.root, c.agents])), pos, rule: cut.signed.hash }
  const difference = last ? await differenceOf(house, tenant, await sideAt(house.db, tenant, last), now) : null
  const files = filesOf(cut, shown, entities, difference)
  const log = await logAt(house, tenant, pos, cut.persons.flatMap((p) => p.act ?? []))
  const recount = recountFile(house, tenant, nameOf({ month, revision }), cut, log)
  const reasons = difference ? reasonsOf(difference) : []
  const manifest = JSON.stringify({
    ...(house.config.demo ? { demo: true } : {}), programme: tenant, trial: programme.trial, month, revision, cut: endOf(month).toISOString(), pos,
    rule: { version: cut.signed.version, hash: cut.signed.hash }, rules: cut.versions, definitions: definitionsHash(house), counts: cut.levels,
    before: last ? nameOf(last) : null, before_hash: last?.hashes[MANIFEST] ?? null, reasons, log: { origin: log.origin, size: log.size, root: log.root },
    files: hashesOf({ ...files, [RECOUNT]: recount }),
  }, null, 2) + '\n'
  const all: Files = { ...files, [MANIFEST]: manifest }
  await keepRecount(house.db, tenant, month, revision, recount)
  await house.db.updateTable('data_release').set({
    state: 'draft', pos, rule: cut.signed.hash, definitions: definitionsHash(house), prepared: house.clock(), reasons, files: JSON.stringify(all),
    hashes: JSON.stringify(hashesOf({ ...all, [RECOUNT]: recount })), hidden: [...shown.hidden, ...entities.hidden], opened: [...shown.opened, ...entities.opened],
  }).where('tenant', '=', tenant).where('month', '=', month).where('revision', '=', revision).where('state', '=', 'preparing').execute()
}

/** What every published release has hidden and opened. */
async function before(db: Db, tenant: string): Promise<{ hidden: Set<string>; opened: Set<string> }> {
  const rows = await db.selectFrom('data_release').select(['hidden', 'opened']).where('tenant', '=', tenant).where('state', '=', 'published').execute()
  return { hidden: new Set(rows.flatMap((r) => r.hidden)), opened: new Set(rows.flatMap((r) => r.opened)) }
}

async function sideAt(db: Db, tenant: string, { pos, rule }: Release): Promise<Side> {
  const signed = await ruleAt(db, tenant, pos)
  const counted = new Map<string, readonly string[]>()
  if (signed) {
    for await (const persons of personsWith(db, tenant, signed.rule, pos, await enrolledAgents(db, tenant, pos))) {
      for (const p of persons) if (p.evaluation.level === 3) counted.set(p.root, [...p.agents])
    }
  }
  return { counted, pos, rule }
}

/** An owner publishes the draft: the act and the row in one transaction. 409 when it is none any more. */
export async function publishRelease(house: House, tenant: string, name: string, by: string): Promise<void> {
  await append(house, { scopes: [`release:${tenant}`] }, async (tx) => {
    const release = await releaseNamed(tx, tenant, name)
    if (release?.state === 'preparing') throw new Problem(409, 'not-ready', REFUSAL.notReady)
    if (release?.state !== 'draft') throw new Problem(409, 'no-draft', REFUSAL.noDraft)
    const at = house.clock()
    const changed = await tx.updateTable('data_release').set({ state: 'published', published: at, published_by: by }).where('tenant', '=', tenant)
      .where('month', '=', release.month).where('revision', '=', release.revision).where('state', '=', 'draft').executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new Problem(409, 'no-draft', REFUSAL.noDraft)
    // With the act in it, so that the publication has a proof within minutes and not tomorrow.
    await house.enqueue(tx, HEAD_JOB, {}, { key: HEAD_JOB })
    return [releasePublished(tenant, name, by, at, { cut: release.pos, hash: sha256(release.files[MANIFEST] ?? ''), reasons: release.reasons })]
  })
}

export async function dropRelease(house: House, tenant: string, name: string): Promise<void> {
  const release = await releaseNamed(house.db, tenant, name)
  const changed = release && await house.db.updateTable('data_release').set({ state: 'dropped' }).where('tenant', '=', tenant).where('month', '=', release.month)
    .where('revision', '=', release.revision).where('state', 'in', ['draft', 'preparing']).executeTakeFirst()
  if (changed?.numUpdatedRows !== 1n) throw new Problem(409, 'no-draft', REFUSAL.noDraft)
}

/** On the second of each month: last month's cut of every programme that has a rule in force and none yet. */
export async function beginMonthly(house: House): Promise<void> {
  const month = monthOf(new Date(house.clock().getTime() - 5 * 86_400_000))
  for (const { id } of listProgrammes(house)) {
    const rows = await releasesOf(house.db, id)
    if (rows.some((r) => r.month === month || r.state !== 'published') || endOf(month) >= house.clock()) continue
    if (!(await ruleAt(house.db, id, await positionFor(house, id, month)))) continue
    await beginRelease(house, id, month, null)
  }
}
