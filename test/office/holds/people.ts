import assert from 'node:assert/strict'
import { DROPPED } from '../../../src/features/attendance/statements.ts'
import { districtByCode, PEOPLE_VERB, TIES } from '../../../src/features/people/index.ts'
import { activityName, VERB, verbIri } from '../../../src/features/programmes/index.ts'
import { personsFrom } from '../../../src/features/programmes/persons.ts'
import { readExt, type Stored } from '../../../src/record/statement.ts'
import { by, extOf, hersOf, type Facts } from '../facts.ts'
import type { Invariant } from '../holds.ts'

export const PEOPLE: readonly Invariant[] = [
  {
    number: 7, says: 'a document belongs to one person: of two who claim it one is in conflict, and while she is, she gets no certificate',
    holds: ({ record, tables: { claims } }) => {
      const { all, of, persons } = record
      const [mine, theirs] = [openConflicts(all), new Map<string, typeof claims[number][]>()]
      for (const claim of claims) theirs.set(claim.key, [...theirs.get(claim.key) ?? [], claim])
      for (const [key, same] of theirs) {
        const free = new Set(same.filter((c) => !mine.has(`${c.agent} ${key}`)).map((c) => persons.rootOf(c.agent)))
        assert.ok(free.size <= 1, `${free.size} persons hold one document in peace`)
      }
      for (const paper of of(VERB.issued)) {
        const then = all.filter((s) => s.pos < paper.pos)
        const hers = personsFrom(then).agentsOf(paper.actor ?? '')
        assert.ok(![...openConflicts(then)].some((one) => hers.has(one.split(' ')[0] ?? '')), `${paper.id} issued in a conflict`)
      }
    },
  },
  {
    number: 16, says: 'a district never stands without its table, and is one of that table',
    holds: ({ record, tables: { breakdowns, homes, sites } }) => {
      const places = [...breakdowns.map((b) => ({ scheme: b.districtScheme, code: b.district, version: b.ubigeoVersion })), ...homes, ...sites]
      for (const { scheme, code, version } of places) {
        assert.ok((scheme === 'INEI' || scheme === 'RENIEC') && /^\d{4}-\d{2}$/.test(version), `${code} by ${scheme} of ${version}`)
        assert.ok(districtByCode(scheme, code), `no district ${code} of ${scheme}`)
      }
      for (const s of record.of(VERB.resided)) assert.match(activityName(s.object), /^(0[1-9]|1\d|2[0-5])$/, 'a department of residence')
    },
  },
  {
    number: 17, says: 'nobody is shown a phone without a consent that stands, and everybody consented to the programme',
    holds: ({ tables: { phonesSeen, consents, persons } }) => {
      for (const { person, at } of phonesSeen) {
        assert.ok(consents.some((c) => c.person === person && c.purpose === 'messages' && c.given <= at && (c.withdrawn === null || c.withdrawn >= at)), `a phone seen at ${at.toISOString()}`)
      }
      for (const { person, erased } of persons) if (!erased) assert.ok(consents.some((c) => c.person === person && c.purpose === 'programme'), 'consent to the programme')
    },
  },
  {
    number: 18, says: 'no name, document or birth date stands in a statement or in what is published',
    holds: ({ record: { all }, tables: { releases }, seen: { dnis } }) => {
      for (const raw of [JSON.stringify(all.map((s) => s.statement)), ...releases.map((r) => JSON.stringify(r.files))]) {
        for (const dni of dnis) assert.ok(!raw.includes(dni), 'a document number')
        assert.ok(!/Quispe|Mamani|Huamán|Ticona|1983-05-14|95123456/.test(raw), 'a name, a phone or a birth date')
      }
    },
  },
  {
    number: 19, says: 'what goes against somebody was decided by a named person, with a cause that she can read',
    holds: ({ record }) => { for (const s of against(record)) assert.ok(by(s) !== '' && causeOf(s) !== '', `${s.verb} by ${by(s) || 'nobody'}: ${causeOf(s) || 'no cause'}`) },
  },
  {
    number: 25, says: 'who works for an executing entity, or is a relative, studies and counts like everybody, and stands apart in every cut',
    holds: ({ record, ties, ways }) => {
      for (const s of record.of(PEOPLE_VERB.tagged)) assert.ok(by(s) !== '', 'a tie noted by nobody')
      assert.equal(ties.size, ways.evaluator[3], 'with a tie or without, all who count')
      for (const [root, tie] of ties) assert.equal(tie, tieOf(record, root), 'her tie, the last word of each of her records')
    },
  },
]

/** Working there comes before being a relative; each of her records has its own last word. */
function tieOf(record: Facts['record'], root: string): string | null {
  const last = new Map<string, boolean>()
  for (const s of hersOf(record, root)) if (s.verb === PEOPLE_VERB.tagged && s.authority === 'command') last.set(`${activityName(s.object)} ${s.actor}`, readExt(s.statement, 'member') === true)
  const held = [...last].flatMap(([key, member]) => (member ? [key.split(' ')[0]] : []))
  return TIES.find((tie) => held.includes(tie)) ?? null
}

/** `<agent> <document key>` of everybody who is in conflict with somebody else, by these statements alone. */
function openConflicts(statements: readonly Stored[]): Set<string> {
  const persons = personsFrom(statements)
  const open = new Map<string, Set<string>>()
  for (const s of statements) {
    if (s.authority !== 'command') continue
    const one = `${s.actor} ${extOf(s, 'documentKey')}`
    if (s.verb === VERB.conflictFound) open.set(one, new Set([...open.get(one) ?? [], extOf(s, 'other')]))
    if (s.verb === VERB.conflictResolved && readExt(s.statement, 'keeps') === true) open.delete(one)
  }
  return new Set([...open].flatMap(([one, others]) => ([...others].some((other) => !persons.agentsOf(one.split(' ')[0] ?? '').has(other)) ? [one] : [])))
}

/** A mark that does not pass, a withdrawal that she did not ask for, a certificate taken away, an application refused, attendance denied. */
function against({ of, annulled }: Facts['record']): Stored[] {
  const cancelled = (s: Stored): boolean => s.verb === VERB.annulled
  return [
    ...[VERB.withdrew, VERB.revoked, VERB.suspended].flatMap(of), ...of(VERB.annulled).filter(cancelled),
    ...[verbIri('foundNotEligible'), verbIri('applicationReturned')].flatMap(of),
    ...of(DROPPED).filter((s) => extOf(s, 'reason') === 'not-confirmed'),
    ...of(VERB.productGraded).filter((s) => !annulled.has(s.id) && (s.statement.result?.score?.raw ?? 0) < 14),
  ]
}

/** A code, or, of a mark, the mark itself: the rubric beside it says the rest. */
function causeOf(s: Stored): string {
  if (s.verb === VERB.productGraded) return String(s.statement.result?.score?.raw ?? '')
  const reasons = readExt(s.statement, 'reasons')
  return extOf(s, 'cause') || extOf(s, 'reason') || (Array.isArray(reasons) ? reasons.join() : '')
}
