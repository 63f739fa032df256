import { sql } from 'kysely'
import { head, readStatements } from '../../src/record/read.ts'
import { papersOf } from '../../src/features/credentials/credentials.ts'
import { definitions, type Values } from '../../src/features/figures/index.ts'
import { badRows } from '../../src/features/imports/batch.ts'
import { breakdownsOf, profilesOf } from '../../src/features/people/index.ts'
import { sumsOf } from '../../src/features/figures/live.ts'
import { programmeOf } from '../../src/features/programmes/index.ts'
import { liveRule } from '../../src/features/programmes/number.ts'
import { cutAt } from '../../src/features/releases/cut.ts'
import { TENANT } from '../commands/place.ts'
import { RECOUNT, recountText } from '../../src/features/releases/index.ts'
import { recordOf, waysOf, type Facts, type Paper, type Tables } from './facts.ts'
import { isoDay } from './acts/asking.ts'
import type { World } from './world.ts'

/** How many of the newest papers are opened as pages at a look. */
const PAPERS_OPENED = 2

export async function factsOf(world: World): Promise<Facts> {
  const { place: { house, staff }, seen } = world
  const ways = await waysOf(world)
  const again = []
  for (const { pos, counts } of seen.numbers.slice(-2)) again.push({ pos, was: counts, is: (await waysOf(world, pos)).sql })
  const all = (await readStatements(house.db, TENANT)).sort((a, b) => a.pos - b.pos)
  const { rows } = await sql<{ agent: string; values: Values }>`select agent, values from figure where tenant = ${TENANT} and section = '' and agent <> ''
    and rule = (select live from figure where tenant = ${TENANT} and rule = '' and agent = '' and section = '')`.execute(house.db)
  const programme = programmeOf(house, TENANT)
  if (!programme) throw new Error('no programme')
  const cut = await cutAt(house, programme, ways.pos, isoDay(house.clock().getTime()).slice(0, 7))
  const standing = await house.db.selectFrom('standing').select(['agent', 'level']).where('tenant', '=', TENANT).where('rule', '=', liveRule(TENANT)).where('agent', '<>', '').execute()
  const typed = []
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    typed.push((await house.request(`/p/${TENANT}/number.json`, { method, headers: { cookie: staff.approver.cookie }, body: method === 'DELETE' ? undefined : '{"n3":20000}' })).status)
  }
  return {
    record: recordOf(all), ways, again, rule: ways.rule, standing: new Map(standing.map((r) => [r.agent, r.level])),
    figures: { sum: (await sumsOf(house.db, TENANT, [''])).get('') ?? {}, persons: new Map(rows.map((r) => [r.agent, r.values])) },
    groups: new Map(cut.counted.map((c) => [c.root, c.groups])), ties: new Map(cut.counted.map((c) => [c.root, c.tie])), tables: await tablesOf(world), seen, typed, changed: await changesThatWorked(world),
  }
}

/** The database itself refuses: nobody changes the record or takes something out of it. */
async function changesThatWorked({ place: { house } }: World): Promise<string[]> {
  const last = await head(house.db, TENANT)
  const worked: string[] = []
  for (const change of ['update statement set stored = now()', 'delete from statement']) {
    const done = await house.pool.query(`${change} where tenant = '${TENANT}' and pos = ${last}`).then(() => true, () => false)
    if (done) worked.push(change)
  }
  return worked
}

async function tablesOf(world: World): Promise<Tables> {
  const { house } = world.place
  const { db } = house
  const persons = (await sql<{ person: string; agent: string; erased: boolean }>`select a.person, a.agent, p.data_key is null as erased from agent a join person p on p.id = a.person
    where a.tenant = ${TENANT} order by a.agent`.execute(db)).rows
  const ids = persons.map((p) => p.person)
  const breakdowns = await breakdownsOf(db, TENANT, persons.map((p) => p.agent))
  const batches = await db.selectFrom('import_batch').select(['id', 'kind', 'file_hash as hash', 'organisation', 'rows', 'state']).where('tenant', '=', TENANT).execute()
  return {
    persons, claims: (await sql<{ key: string; person: string; agent: string }>`select d.key, d.person, a.agent from identity_document d join agent a on a.person = d.person and a.tenant = ${TENANT}
      where d.withdrawn is null order by d.key, a.agent`.execute(db)).rows,
    breakdowns: [...breakdowns].map(([agent, b]) => ({ agent, ...b })), homes: [...(await profilesOf(house, db, ids)).values()].map((p) => p.district),
    sites: await db.selectFrom('site').select(['scheme', 'code', 'ubigeo_version as version']).where('tenant', '=', TENANT).execute(),
    consents: await db.selectFrom('consent').select(['person', 'purpose', 'given', 'withdrawn']).execute(),
    phonesSeen: (await db.selectFrom('staff_log').select(['person', 'at']).where('action', '=', 'phone-seen').execute()).flatMap(({ person, at }) => (person ? [{ person, at }] : [])),
    papers: await papersIn(world), batches, batchRows: await rowsOfBatches(world, batches.map((b) => b.id)), releases: await releasesIn(world),
    deliveries: await db.selectFrom('delivery').select(['id', 'skewed', 'outcome']).execute(),
    roles: await db.selectFrom('staff_role').select(['staff', 'role']).where('tenant', '=', TENANT).execute(), definitions: definitions(house),
  }
}

async function papersIn({ place: { house } }: World): Promise<Paper[]> {
  const rows = await house.db.selectFrom('credential').select(['credential', 'agent', 'kind', 'edition', 'serial']).where('tenant', '=', TENANT).orderBy('issued').orderBy('credential').execute()
  const papers: Paper[] = []
  for (const [n, { serial, ...row }] of rows.entries()) {
    const kept = await papersOf(house, house.db, row.credential)
    if (!kept) continue
    const subject = kept.credential.credentialSubject
    const minutes = Number(subject.result.find((r) => r.resultDescription.endsWith('-minutos'))?.value)
    const version = /Regla (v\d+),/.exec(subject.achievement.criteria.narrative)?.[1] ?? ''
    const says = n < rows.length - PAPERS_OPENED ? '' : await (await house.request(`/v/${serial}?lang=es`)).text()
    papers.push({ ...row, minutes, version, says: says.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') })
  }
  return papers
}

async function rowsOfBatches({ place: { house } }: World, batches: readonly string[]): Promise<Tables['batchRows']> {
  const found: { batch: string; outcome: string; made: string | null; reasons: readonly string[] }[] = []
  for (const batch of batches) {
    const reasons = new Map((await badRows(house, batch)).map((row) => [row.n, row.faults.map((f) => f.sentence.es)]))
    const rows = await house.db.selectFrom('import_row').select(['n', 'outcome', 'made']).where('batch', '=', batch).orderBy('n').execute()
    found.push(...rows.map(({ n, outcome, made }) => ({ batch, outcome, made, reasons: reasons.get(n) ?? [] })))
  }
  return found
}

async function releasesIn({ place: { house }, seen }: World): Promise<Tables['releases']> {
  const rows = await house.db.selectFrom('data_release').select(['month', 'revision', 'published', 'files', 'hidden', 'opened']).where('tenant', '=', TENANT)
    .where('state', '=', 'published').orderBy('published').execute()
  return Promise.all(rows.flatMap(({ month, revision, published, ...row }) => (published ? [{ month, revision, published, ...row }] : [])).map(async ({ month, revision, ...row }) => {
    const name = `${month}.${revision}`
    // Kept apart because of its size, published like the others.
    const files = { ...row.files, [RECOUNT]: await recountText(house.db, TENANT, { month, revision }) ?? '' }
    if (!seen.releases.has(name)) seen.releases.set(name, JSON.stringify(files))
    return { name, ...row, files }
  }))
}
