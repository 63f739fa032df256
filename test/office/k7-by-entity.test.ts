import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { groupBy } from '../../src/lib/group-by.ts'
import { catchUp } from '../../src/record/follow.ts'
import { rebuildBeside } from '../../src/record/rebuild.ts'
import type { Stored } from '../../src/record/statement.ts'
import { append } from '../../src/record/append.ts'
import { actingStaff, ruleInForceFor } from '../acting.ts'
import { differences } from '../differences.ts'
import { ruleFor } from '../histories/four-ways.ts'
import { chance, randomHistory } from '../histories/random.ts'
import { putIntoRecord, storedFrom } from '../histories/recorded.ts'
import * as h from '../histories/script.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { sectionChanged, sectionOpened } from '../../src/features/cohorts/section-acts.ts'
import { changeKnownSection } from '../../src/features/cohorts/index.ts'
import { activity, activityName, ruleAt, VERB, verbIri } from '../../src/features/programmes/index.ts'
import { entityRows, NO_ENTITY, SEVERAL, type EntityRow } from '../../src/features/figures/entities.ts'
import { figure, figuresAt } from '../../src/features/figures/figure.ts'
import { liveFigures, sumsOfAll } from '../../src/features/figures/live.ts'

let house: TestHouse
before(async () => { house = await openHouse({ now: '2026-03-20T15:00:00Z' }) })
after(() => house.close())

const TENANT = 'entities'
const RUN: Readonly<Record<string, string | null>> = { 'uni-1': 'uni', 'uni-2': 'uni', 'inst-1': 'inst', propia: null }
type Counted = Omit<EntityRow, 'entity' | 'claimed'>
const NOTHING: Counted = { enrolments: 0, persons: 0, counts: 0, shared: 0, sharedCounts: 0 }
const TRANSFERRED = verbIri('transferred')

const terms = (organisation: string | null) => ({
  organisation, site: null,
  terms: { title: { es: 'Una', en: 'One' }, mode: 'virtual' as const, shift: { es: 'Lunes', en: 'Monday' }, capacity: 300, starts: '2026-01-01', ends: '2026-12-31', course: 'base', call: null },
})

/** Random lives, each enrolment in one of the sections, some of them transferred; uni-2 changes hands near the end. */
function record(): Stored[] {
  const { rule, signing } = ruleFor('piloto', TENANT)
  const opening = h.script(TENANT, '2024-01-01T00:00:00Z')
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(opening, owner, signing)
  const about = (id: string) => ({ tenant: TENANT, id, by: 'office', at: new Date('2024-01-02T00:00:00Z') })
  for (const [id, organisation] of Object.entries(RUN)) opening.add(sectionOpened(about(id), terms(id === 'uni-2' ? null : organisation)).statement)
  const lines = Array.from({ length: 80 }, (_, i) => randomHistory(i, TENANT, rule, null)).flat()
  const roll = chance(7)
  const any = (): string => Object.keys(RUN)[Math.floor(roll() * 4)]!
  const placed = lines.flatMap((line): h.Line[] => {
    const { statement } = line.draft
    if (statement.verb.id !== VERB.enrolled) return [line]
    const at = { ...line, draft: { ...line.draft, statement: { ...statement, object: activity(TENANT, 'sections', any()) } } }
    if (roll() > 0.2) return [at]
    const moved = { ...statement, id: h.uuid('moved', statement.id!), verb: { id: TRANSFERRED }, object: activity(TENANT, 'sections', any()) }
    return [at, { ...line, stored: new Date(line.stored.getTime() + 60_000), draft: { ...line.draft, statement: moved } }]
  })
  const sorted = placed.sort((a, b) => a.stored.getTime() - b.stored.getTime())
  const end = h.script(TENANT, new Date(sorted.at(-1)!.stored.getTime() + 1).toISOString(), 'end')
  end.add(sectionChanged(about('uni-2'), terms('uni')).statement)
  return storedFrom([...opening.lines, ...sorted, ...end.lines])
}

/** Who is one person, from merges and splits: the last word on each pair. Nothing of the platform's own. */
function personOf(statements: readonly Stored[]): (agent: string) => string {
  const pairs = new Map<string, { a: string; b: string; one: boolean }>()
  for (const s of statements) {
    if (s.authority !== 'command' || s.actor === null) continue
    if (s.verb === VERB.merged || s.verb === VERB.split) pairs.set(`${s.actor} ${s.object}`, { a: s.actor, b: s.object, one: s.verb === VERB.merged })
  }
  const sets = new Map<string, Set<string>>()
  for (const { a, b, one } of pairs.values()) {
    if (!one) continue
    const together = new Set([...(sets.get(a) ?? [a]), ...(sets.get(b) ?? [b])])
    for (const agent of together) sets.set(agent, together)
  }
  return (agent) => [...(sets.get(agent) ?? [agent])].sort()[0]!
}

/** The rows recounted from the statements in plain code; who counts is asked of the follower `standing`. */
async function recounted(statements: readonly Stored[]): Promise<Map<string, Counted>> {
  const person = personOf(statements)
  const struck = new Set(statements.filter((s) => s.verb === VERB.annulled && s.authority === 'command').map((s) => `${s.actor} ${s.object}`))
  const rows = statements.filter((s) => s.verb === VERB.enrolled && s.authority === 'command' && s.registration !== null && s.actor !== null && !struck.has(`${s.actor} ${s.id}`))
  const { rows: levels } = await house.pool.query(`select agent, level from standing where tenant = $1 and rule = (select live from standing where tenant = $1 and rule = '' and agent = '') and agent <> ''`, [TENANT])
  const level = new Map((levels as { agent: string; level: number | null }[]).map((r) => [person(r.agent), r.level]))
  const persons = groupBy(rows, (s) => person(s.actor!))
  const found = new Map<string, Counted>()
  for (const [who, hers] of persons) {
    const entities = new Set(hers.map((s) => {
      const moved = statements.findLast((m) => m.verb === TRANSFERRED && m.authority === 'command' && m.registration === s.registration && m.actor !== null && person(m.actor) === who)
      return RUN[activityName((moved ?? s).object)] ?? NO_ENTITY
    }))
    const key = entities.size > 1 ? SEVERAL : [...entities][0]!
    const row = found.get(key) ?? NOTHING
    const [one, counting] = [Number((level.get(who) ?? null) !== null), Number(level.get(who) === 3)]
    found.set(key, { ...row, enrolments: row.enrolments + hers.length, persons: row.persons + one, counts: row.counts + counting })
    if (key === SEVERAL) for (const e of entities) { const r = found.get(e) ?? NOTHING; found.set(e, { ...r, shared: r.shared + one, sharedCounts: r.sharedCounts + counting }) }
  }
  return found
}

test('rows by entity are those recounted from the record over random histories, add up to the programme, and follow, recompute and rebuild alike', async () => {
  const statements = record()
  for (let i = 0; i < statements.length; i += 173) {
    await putIntoRecord(house.db, statements.slice(i, i + 173))
    await catchUp(house)
  }
  const [signed, live] = [await ruleAt(house.db, TENANT), await liveFigures(house, TENANT)]
  assert.ok(signed && live.pos === statements.length)
  const rows = await entityRows(house, TENANT, await sumsOfAll(house.db, TENANT), live.pos)
  const expected = await recounted(statements)
  assert.deepEqual(rows.map((r) => r.entity), ['inst', 'uni', NO_ENTITY, SEVERAL])
  for (const { entity, claimed, ...counted } of rows) {
    assert.equal(claimed, null)
    assert.deepEqual(counted, expected.get(entity), entity)
  }
  const sum = (of: (r: EntityRow) => number): number => rows.reduce((n, r) => n + of(r), 0)
  assert.deepEqual([sum((r) => r.enrolments), sum((r) => r.persons), sum((r) => r.counts)], [live.values.enrolments, live.values.enrolled, live.values.counts])
  assert.ok(rows.every((r) => r.persons > 0) && rows.some((r) => r.enrolments > r.persons) && (rows.at(-1)?.counts ?? 0) > 0)
  assert.deepEqual(await entityRows(house, TENANT, await figuresAt(house, TENANT, signed, live.pos), live.pos), rows)
  // Before uni-2 changed hands its persons were the programme's.
  const before = await entityRows(house, TENANT, await sumsOfAll(house.db, TENANT), live.pos - 1)
  assert.ok((before.find((r) => r.entity === NO_ENTITY)?.persons ?? 0) > (rows.find((r) => r.entity === NO_ENTITY)?.persons ?? 0))
  await rebuildBeside(house, figure)
  assert.equal(await differences(house, 'figure'), 0)
})

test('the page of K7 draws each entity with its table for the coordinators; who works for one sees her own row, and a tutor none', async () => {
  await ruleInForceFor(house)
  const officer = await actingStaff(house, 'Olga Oficina', ['executor'])
  for (const name of ['Universidad Andina', 'Instituto del Sur']) assert.equal((await officer.post('/office/piloto/organisations', { name, ruc: '', kinds: 'executor' })).status, 303)
  for (const [id, organisation] of [['noche-1', 'universidad-andina'], ['sabado-1', 'instituto-del-sur']] as const) {
    await changeKnownSection(house, { tenant: 'piloto', id, by: officer.id }, { terms: null, organisation, site: null })
  }
  const s = h.script('piloto', house.clock().toISOString(), 'k7')
  const enrol = (who: string, section: string, n = 1): void => { h.enrolled(s, h.uuid(who), h.uuid(who, section, n), { section }) }
  for (const who of ['ana', 'eva', 'ada']) enrol(who, 'noche-1')
  enrol('eva', 'noche-1', 2)
  enrol('rosa', 'sabado-1')
  enrol('luz', 'noche-1')
  enrol('luz', 'sabado-1')
  await append(house, { scopes: [] }, () => s.lines.map((line) => line.draft))
  await catchUp(house)
  await house.pool.query(`insert into import_batch (id, tenant, kind, organisation, staff, at, file_hash, file_kind, sealed_name, sealed_file, state, answers, rows, touched)
    values ($1, 'piloto', 'acta', 'universidad-andina', $2, now(), 'x', 'csv', '\\x00', null, 'done', '{}', 1, now())`, [h.uuid('batch'), officer.id])
  await house.pool.query(`insert into closing_claim values ('piloto', $1, 'universidad-andina', 'Puno', 'female', 9, 9, 6, 5, 0)`, [h.uuid('batch')])
  const shown = async (who: typeof officer): Promise<string> => (await (await who.get('/office/piloto/figures/k7?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const all = await shown(officer)
  assert.match(all, /28\.6\s?% 5 de 7/)
  assert.match(all, /Universidad Andina 4 3 25\s?% 1 0 9 55\.6\s?% –/)
  assert.match(all, /Instituto del Sur 1 1 0\s?% 1 0 – – – .*En varias entidades 2 1 50\s?% – 0 – – –/)
  const own = await actingStaff(house, 'Ulises Andino', ['executor'])
  await house.pool.query(`update staff_role set organisation = 'universidad-andina' where staff = $1`, [own.id])
  const hers = await shown(own)
  assert.match(hers, /Tu entidad .*Universidad Andina 4 3/)
  assert.doesNotMatch(hers, /Instituto|varias entidades/)
  const tutor = await actingStaff(house, 'Tina Tutora', ['tutor'])
  assert.doesNotMatch(await shown(tutor), /Universidad Andina/)
  assert.equal((await tutor.get('/office/piloto/figures/k7')).status, 200)
})
