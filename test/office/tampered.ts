import { randomUUID } from 'node:crypto'
import { PLANNED } from '../../src/features/attendance/statements.ts'
import { PEOPLE_VERB } from '../../src/features/people/index.ts'
import { activity, VERB, type Counts } from '../../src/features/programmes/index.ts'
import { PUBLISHED } from '../../src/features/releases/index.ts'
import { agent, EXT, type Stored } from '../../src/record/statement.ts'
import { TENANT } from '../commands/place.ts'
import { by, extOf, hersOf, recordOf, type Facts, type Tables } from './facts.ts'

/** One fault, and the facts with it in them: the invariant of this number must say no. */
export interface Fault { readonly number: number; readonly fault: string; readonly tampered: (facts: Facts) => Facts }

type Change = (s: Stored) => Stored
const withRecord = (facts: Facts, all: readonly Stored[]): Facts => ({ ...facts, record: recordOf(all) })
const withTables = (facts: Facts, tables: Partial<Tables>): Facts => ({ ...facts, tables: { ...facts.tables, ...tables } })

/** The first statement of which this is true, changed; it must be there, or the walk shows nothing. */
function changed(facts: Facts, which: (s: Stored) => boolean, change: Change): Facts {
  const found = must(facts.record.all.find(which), 'a statement to change')
  return withRecord(facts, facts.record.all.map((s) => (s === found ? change(s) : s)))
}

/** Chance brought nothing to put this fault into. */
export class Missing extends Error {}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Missing(`the walk brought no ${what}`)
  return value
}

/** One more statement at the end, as a command would have written it. */
const added = (facts: Facts, s: Stored, more: Partial<Stored>): Facts =>
  withRecord(facts, [...facts.record.all, { ...s, id: randomUUID(), pos: facts.record.all.length + 1, ...more }])

const is = (verb: string) => (s: Stored): boolean => s.verb === verb && s.authority === 'command'
const said = (s: Stored, fields: Record<string, unknown>): Stored => ({
  ...s, statement: { ...s.statement, context: { ...s.statement.context, extensions: { ...s.statement.context?.extensions, ...Object.fromEntries(Object.entries(fields).map(([k, v]) => [EXT + k, v])) } } },
})
const byNobody = (s: Stored): Stored => ({ ...s, statement: { ...s.statement, context: { ...s.statement.context, instructor: agent('') } } })
const madeBy = (s: Stored, who: string): Stored => ({ ...s, statement: { ...s.statement, context: { ...s.statement.context, instructor: agent(who) } } })
const up = ([a, b, c, d]: Counts): Counts => [a + 1, b, c, d + 1]

/** Whoever counts, by the agent that stands for her. */
const counted = ({ standing }: Facts): string => must([...standing].find(([, level]) => level === 3)?.[0], 'person who counts')
/** The follower says N3 of somebody who is not there. */
function raised(facts: Facts, root: string, level = 3): Facts {
  return { ...facts, standing: new Map([...facts.standing, [root, level]]) }
}

/** Her work moved to another day while the follower goes on counting it. */
function workOf(facts: Facts, root: string, at: Date): Facts {
  const hers = new Set(hersOf(facts.record, root).filter((s) => s.verb === VERB.completed).map((s) => s.id))
  return withRecord(facts, facts.record.all.map((s) => (hers.has(s.id) ? { ...s, happened: at } : s)))
}

export const FAULTS: readonly Fault[] = [
  { number: 1, fault: 'two rows for two records of one person', tampered: (f) => raised(f, must(f.record.of(VERB.merged).find((s) => f.record.persons.rootOf(s.actor ?? '') !== s.actor)?.actor ?? undefined, 'merged record')) },
  { number: 1, fault: 'one more than hold a certificate', tampered: (f) => ({ ...f, ways: { ...f.ways, evaluator: [999, 999, 999, 999] } }) },
  { number: 2, fault: 'a form that takes a number', tampered: (f) => ({ ...f, typed: [303] }) },
  { number: 3, fault: 'recount.sql counts one more', tampered: (f) => ({ ...f, ways: { ...f.ways, sql: up(f.ways.sql) } }) },
  { number: 3, fault: 'the page shows another number', tampered: (f) => ({ ...f, ways: { ...f.ways, page: f.ways.page + 1 } }) },
  { number: 3, fault: 'an earlier number comes out otherwise', tampered: (f) => ({ ...f, again: [{ pos: 1, was: f.ways.sql, is: up(f.ways.sql) }] }) },
  { number: 4, fault: 'only one group of somebody is kept', tampered: (f) => ({ ...f, groups: new Map([...f.groups].map(([root]) => [root, new Set(['women'])])) }) },
  { number: 4, fault: 'somebody in two groups is divided twice', tampered: (f) => ({ ...f, groups: new Map([...f.groups, ['twice', new Set<string>()]]) }) },
  { number: 5, fault: 'work before the agreement counts', tampered: (f) => workOf(f, counted(f), new Date('2025-06-01T15:00:00Z')) },
  { number: 6, fault: 'a merge that raised N3', tampered: (f) => ({ ...f, seen: { ...f.seen, merges: [{ before: f.ways.sql, after: up(f.ways.sql) }] } }) },
  { number: 6, fault: 'two again and not as before', tampered: (f) => ({ ...f, seen: { ...f.seen, undone: [{ before: f.ways.sql, after: up(f.ways.sql) }] } }) },
  { number: 6, fault: 'a merge by nobody', tampered: (f) => changed(f, is(VERB.merged), byNobody) },
  { number: 6, fault: 'a cut that does not say why it differs', tampered: (f) => withTables(f, { releases: f.tables.releases.map((r) => ({ ...r, files: { ...r.files, 'diff.csv': 'direction,reason,persons\r\ncame,new,999\r\n' } })) }) },
  { number: 7, fault: 'two hold one document in peace', tampered: (f) => withTables(f, { claims: [...f.tables.claims, { ...must(f.tables.claims.find((c) => freeOf(f, c.agent)), 'claim'), ...must(f.tables.persons.find((p) => freeOf(f, p.agent) && p.agent !== f.tables.claims.find((c) => freeOf(f, c.agent))?.agent), 'other person') }] }) },
  { number: 7, fault: 'a certificate in a conflict', tampered: (f) => { const paper = must(f.record.of(VERB.issued)[0], 'certificate'); return withRecord(f, [...f.record.all.slice(0, paper.pos - 1), said({ ...paper, id: randomUUID(), verb: VERB.conflictFound, pos: paper.pos - 0.5 }, { documentKey: 'key', other: 'somebody' }), ...f.record.all.slice(paper.pos - 1)]) } },
  { number: 8, fault: 'more minutes than the class has', tampered: (f) => changed(f, (s) => is(VERB.attended)(s) && !f.record.annulled.has(s.id), (s) => said(s, { minutes: 601 })) },
  { number: 8, fault: 'attendance before the enrolment', tampered: (f) => changed(f, (s) => is(VERB.attended)(s) && !f.record.annulled.has(s.id), (s) => ({ ...s, happened: new Date('2025-01-01T15:00:00Z') })) },
  { number: 8, fault: 'two classes at one time', tampered: (f) => { const s = must(f.record.of(VERB.attended).find((a) => !f.record.annulled.has(a.id)), 'attendance'); const plan = must(f.record.of(PLANNED).find((p) => p.object === s.object), 'class'); const object = activity(TENANT, 'sessions', randomUUID()).id; const two = added(f, plan, { object }); return added(two, s, { object }) } },
  { number: 9, fault: 'work after a death counts', tampered: (f) => { const root = counted(f); return added(workOf(f, root, new Date('2026-04-01T15:00:00Z')), said({ ...must(hersOf(f.record, root).at(-1), 'statement'), verb: VERB.died, authority: 'command', actor: root }, { date: '2026-03-01' }), {}) } },
  { number: 9, fault: 'work after a death asks for no explanation', tampered: (f) => { const root = counted(f); const figures = { ...f.figures, persons: new Map([...f.figures.persons, [root, {}]]) }; return { ...added(f, said({ ...must(hersOf(f.record, root).at(-1), 'statement'), verb: VERB.died, authority: 'command', actor: root }, { date: '2025-12-01' }), {}), figures, standing: new Map([...f.standing].map(([r, level]): [string, number] => [r, r === root ? 0 : level])) } } },
  { number: 10, fault: 'attendance by hand by one person', tampered: (f) => changed(f, (s) => is(VERB.attended)(s) && extOf(s, 'second') !== '', (s) => said(s, { second: by(must(f.record.byId.get(extOf(s, 'noted')), 'note')) })) },
  { number: 10, fault: 'minutes by hand that K10 does not show', tampered: (f) => ({ ...f, figures: { ...f.figures, sum: { ...f.figures.sum, 'minutes-late-or-by-hand': 7 } } }) },
  { number: 11, fault: 'who graded approved', tampered: (f) => { const paper = must(f.record.of(VERB.issued).find((s) => handsBefore(f, s).length > 0), 'certificate'); const grade = must(handsBefore(f, paper)[0], 'grade'); return changed(f, (s) => is(VERB.approved)(s) && s.registration === paper.registration, (s) => madeBy(s, by(grade))) } },
  { number: 11, fault: 'who approves audits', tampered: (f) => withTables(f, { roles: [...f.tables.roles, { staff: must(f.tables.roles.find((r) => r.role === 'approver'), 'approver').staff, role: 'auditor' }] }) },
  { number: 12, fault: 'a later version takes a certificate of learning away', tampered: (f) => ({ ...f, standing: new Map([...f.standing].map(([root, level]): [string, number] => [root, root === counted(f) ? 2 : level])) }) },
  { number: 12, fault: 'a paper names a version that did not judge her', tampered: (f) => withTables(f, { papers: f.tables.papers.map((p) => (p.version === 'v1' ? { ...p, version: 'v2' } : p)) }) },
  { number: 13, fault: 'a certificate without an approval', tampered: (f) => withRecord(f, f.record.all.filter((s) => s.verb !== VERB.approved)) },
  { number: 13, fault: 'one serial twice', tampered: (f) => added(f, must(f.record.of(VERB.issued)[0], 'certificate'), { object: activity(TENANT, 'credentials', randomUUID()).id }) },
  { number: 13, fault: 'two forms of one certificate in force', tampered: (f) => { must(f.record.of(VERB.superseded)[0], 'certificate issued again'); return withRecord(f, f.record.all.filter((s) => s.verb !== VERB.superseded && s.verb !== VERB.revoked)) } },
  { number: 14, fault: 'somebody counts by a constancia', tampered: (f) => { const root = counted(f); return withRecord(f, f.record.all.map((s) => (s.verb === VERB.issued && f.record.persons.rootOf(s.actor ?? '') === root ? said(s, { kind: 'constancia' }) : s))) } },
  { number: 15, fault: 'a paper with more minutes', tampered: (f) => withTables(f, { papers: f.tables.papers.map((p) => ({ ...p, minutes: p.minutes + 1 })) }) },
  { number: 15, fault: 'hours of which nobody says which they are', tampered: (f) => withTables(f, { papers: f.tables.papers.map((p) => ({ ...p, says: p.says.replace(/horas académicas[^)]*/, 'horas') })) }) },
  { number: 16, fault: 'a district without its table', tampered: (f) => withTables(f, { homes: [{ scheme: '' as 'INEI', code: '211101', version: '' }] }) },
  { number: 16, fault: 'a district of another table', tampered: (f) => withTables(f, { sites: [{ scheme: 'INEI', code: '999999', version: '2022-01' }] }) },
  { number: 17, fault: 'a phone seen after she took her consent back', tampered: (f) => withTables(f, { phonesSeen: [{ person: must(f.tables.persons[0], 'person').person, at: new Date('2020-01-01') }] }) },
  { number: 17, fault: 'somebody who never consented', tampered: (f) => withTables(f, { consents: f.tables.consents.slice(1) }) },
  { number: 18, fault: 'a document number in a statement', tampered: (f) => changed(f, () => true, (s) => said(s, { note: must([...f.seen.dnis][0], 'number') })) },
  { number: 19, fault: 'dropped out by a program', tampered: (f) => changed(f, is(VERB.withdrew), byNobody) },
  { number: 19, fault: 'a withdrawal without a cause', tampered: (f) => changed(f, is(VERB.withdrew), (s) => said(s, { cause: '' })) },
  { number: 20, fault: 'a published file is changed', tampered: (f) => withTables(f, { releases: f.tables.releases.map((r) => ({ ...r, files: { ...r.files, 'figures.csv': 'n3,20000' } })) }) },
  { number: 20, fault: 'the act has another fingerprint', tampered: (f) => changed(f, is(PUBLISHED), (s) => said(s, { hash: 'f'.repeat(64) })) },
  { number: 20, fault: 'a hidden cell is shown later', tampered: (f) => withTables(f, { releases: f.tables.releases.map((r, i) => (i === 0 ? { ...r, hidden: ['total//persons'] } : r)) }) },
  { number: 21, fault: 'a statement taken out', tampered: (f) => withRecord(f, f.record.all.filter((_, i) => i !== 7)) },
  { number: 21, fault: 'the database lets the record be changed', tampered: (f) => ({ ...f, changed: ['delete from statement'] }) },
  { number: 21, fault: 'an erasure that changes the number', tampered: (f) => ({ ...f, seen: { ...f.seen, erasures: [{ person: 'x', before: f.ways.sql, after: up(f.ways.sql) }] } }) },
  { number: 22, fault: 'one file, two batches', tampered: (f) => withTables(f, { batches: [...f.tables.batches, must(f.tables.batches[0], 'batch')] }) },
  { number: 22, fault: 'a row that is lost', tampered: (f) => withTables(f, { batchRows: f.tables.batchRows.slice(1) }) },
  { number: 22, fault: 'a row that comes back without a reason', tampered: (f) => withTables(f, { batchRows: f.tables.batchRows.map((r) => ({ ...r, reasons: [] })) }) },
  { number: 22, fault: 'a file that makes a certificate', tampered: (f) => { const { from } = must(f.seen.imports.find((i) => i.to > i.from), 'import'); return withRecord(f, f.record.all.map((s) => (s.pos === from + 1 ? { ...s, verb: VERB.issued } : s))) } },
  { number: 22, fault: 'the same file again adds something', tampered: (f) => ({ ...f, seen: { ...f.seen, imports: [{ batch: 'x', from: 0, to: 0, again: 1 }] } }) },
  { number: 23, fault: 'a statement twice', tampered: (f) => withRecord(f, [...f.record.all, must(f.record.all[0], 'statement')]) },
  { number: 23, fault: 'a statement from a day to come', tampered: (f) => changed(f, () => true, (s) => ({ ...s, happened: new Date('2030-01-01') })) },
  { number: 23, fault: 'a clock three days wrong that nobody notes', tampered: (f) => withTables(f, { deliveries: f.tables.deliveries.map((d) => ({ ...d, skewed: false })) }) },
  { number: 24, fault: 'cost by persons who were only declared', tampered: (f) => withTables(f, { definitions: f.tables.definitions.map((d) => (d.id === 'k21' && d.denominator ? { ...d, denominator: { ...d.denominator, value: 'enrolled' as const } } : d)) }) },
  { number: 25, fault: 'a tie that a cut does not show', tampered: (f) => ({ ...f, ties: new Map([...f.ties].map(([root, tie]): [string, string | null] => [root, tie === null ? 'team' : null])) }) },
  { number: 25, fault: 'who is tied is not among those who count', tampered: (f) => ({ ...f, ties: new Map([...f.ties].slice(1)) }) },
  { number: 25, fault: 'a tie noted by nobody', tampered: (f) => changed(f, is(PEOPLE_VERB.tagged), byNobody) },
]

/** In no conflict over anything. */
function freeOf({ record }: Facts, agentId: string): boolean {
  return !record.all.some((s) => s.verb === VERB.conflictFound && s.actor === agentId) && record.persons.agentsOf(agentId).size === 1
}

const handsBefore = ({ record }: Facts, paper: Stored): Stored[] => record.all.filter((s) => s.verb === VERB.productGraded && s.actor === paper.actor && s.pos < must(record.of(VERB.approved).find((a) => a.registration === paper.registration), 'approval').pos)
