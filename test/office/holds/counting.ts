import assert from 'node:assert/strict'
import { readExt, type Stored } from '../../../src/record/statement.ts'
import { activityName, evaluate, VERB } from '../../../src/features/programmes/index.ts'
import { assertOneNumber, believed, by, extOf, hersOf, limaDay, rootsOf, type Facts } from '../facts.ts'
import type { Invariant } from '../holds.ts'

/** What is learnt and when: what death, validity and windows decide about. */
const LEARNT: readonly string[] = [VERB.completed, VERB.attended, VERB.quizScored, VERB.labGraded, VERB.productGraded]

/** Her level by the evaluator when some of her statements were not there; as the follower writes it, without an enrolment none. */
function levelWithout({ record, rule }: Facts, root: string, leftOut: (s: Stored) => boolean, by = rule): number | undefined {
  return evaluate(by, record.persons.agentsOf(root), hersOf(record, root).filter((s) => !leftOut(s))).level ?? undefined
}

/** Pure of ours: when each of her enrolments began, by its registration. */
function begins({ record }: Facts, root: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const s of hersOf(record, root)) {
    if (s.verb !== VERB.enrolled || s.authority !== 'command' || !s.registration || struck(record, s)) continue
    found.set(s.registration, Math.min(found.get(s.registration) ?? Infinity, believed(s)))
  }
  return found
}

const struck = ({ of }: Facts['record'], s: Stored): boolean => of(VERB.annulled).some((a) => a.object === s.id && a.actor === s.actor)

const day = (text: string): number => Date.parse(`${text}T05:00:00Z`)

/** Words by which a definition speaks of money. */
const MONEY = /\b(costos?|fondos|pagos?|paga|premios?|bonos?|soles|cost|funds|pay|pays|payments?|bonus)\b/i

export const COUNTING: readonly Invariant[] = [
  {
    number: 1, says: 'a person counts once: one row each, and never more at N3 than persons with a certificate of learning',
    holds: ({ record: { of, persons }, ways: { evaluator: counts }, standing }) => {
      const holders = new Set(of(VERB.issued).filter((s) => extOf(s, 'kind') === 'certificado').map((s) => persons.rootOf(s.actor ?? '')))
      assert.ok(counts[3] <= holders.size, `${counts[3]} counted, ${holders.size} persons hold one`)
      assert.ok(counts[0] >= counts[1] && counts[1] >= counts[2] && counts[2] >= counts[3], String(counts))
      for (const agent of standing.keys()) assert.equal(persons.rootOf(agent), agent, `${agent} has a row beside the one of who she is`)
      for (const level of [0, 1, 2, 3]) assert.equal([...standing.values()].filter((l) => l >= level).length, counts[level], `rows at N${level}`)
    },
  },
  {
    number: 2, says: 'nobody types a number: no form and no file sets it',
    holds: ({ typed }) => { for (const status of typed) assert.ok([404, 405].includes(status), `answered ${status}`) },
  },
  {
    number: 3, says: 'the same rule at the same position is the same number for ever, in every way of counting',
    holds: ({ ways, again }) => {
      assertOneNumber(ways)
      for (const { pos, was, is } of again) assert.deepEqual(is, was, `the number at ${pos}`)
    },
  },
  {
    number: 4, says: 'groups overlap: whoever is in two is in both, and counts once',
    holds: ({ record, groups, ways }) => {
      assert.equal(groups.size, ways.evaluator[3], 'persons that a cut divides')
      const told = new Map([...groups.keys()].map((root) => [root, groupsOf(record, root)]))
      for (const [root, hers] of told) assert.deepEqual([...groups.get(root) ?? []].sort(), [...hers].sort(), 'her groups, the last word of each')
      const inSome = [...told.values()].filter((hers) => hers.size > 0).length
      const sum = [...groups.values()].reduce((all, hers) => all + hers.size, 0)
      assert.ok(sum >= inSome, `${sum} in groups, ${inSome} persons in some`)
    },
  },
  {
    number: 5, says: 'only what was done inside the agreement counts',
    holds: (facts) => {
      const { from, until } = facts.rule.validity
      const outside = (s: Stored): boolean => LEARNT.includes(s.verb) && (believed(s) < day(from) || (s.verb !== VERB.productGraded && until !== null && believed(s) >= day(until) + 86_400_000))
      for (const root of rootsOf(facts.record)) assert.equal(facts.standing.get(root), levelWithout(facts, root, outside), 'her level without what lies outside')
    },
  },
  {
    number: 6, says: 'two that become one never count more; each merge and split names who and why, and two again is as before',
    holds: ({ record: { of }, seen, tables: { releases } }) => {
      for (const { before, after } of seen.merges) {
        // N1 and N2 of one person may be reached by what the two records hold together.
        for (const level of [0, 3] as const) assert.ok(after[level] <= before[level], `a merge raised N${level}: ${before.join()} to ${after.join()}`)
      }
      for (const { before, after } of seen.undone) assert.deepEqual(after, before, 'merged and split again')
      for (const s of [...of(VERB.merged), ...of(VERB.split)]) assert.ok(by(s) !== '' && extOf(s, 'reason') !== '', `${s.verb} without who or why`)
      // The public note: each cut tells how many came and went since the one before, and why.
      for (const { name, files } of releases) {
        const { before, counts } = JSON.parse(files['release.json'] ?? '{}') as { before: string | null; counts: readonly number[] }
        const last = releases.find((r) => r.name === before)
        if (!last) continue
        const was = (JSON.parse(last.files['release.json'] ?? '{}') as { counts: readonly number[] }).counts
        const moved = (files['diff.csv'] ?? '').split('\r\n').slice(1).filter(Boolean).map((line) => line.split(','))
        const sum = moved.reduce((all, [direction, reason, n]) => { assert.ok(reason, 'a reason'); return all + (direction === 'came' ? Number(n) : -Number(n)) }, 0)
        assert.equal((counts[3] ?? 0) - (was[3] ?? 0), sum, `${name} says why it differs from ${before}`)
      }
    },
  },
  {
    number: 9, says: 'what is dated after a death adds nothing, and asks for an explanation',
    holds: (facts) => {
      const { record, standing, figures } = facts
      for (const root of rootsOf(record)) {
        const died = dayOfDeath(record, root)
        if (!died) continue
        const after = (s: Stored): boolean => LEARNT.includes(s.verb) && s.verb !== VERB.productGraded && limaDay(new Date(believed(s))) > died
        assert.equal(standing.get(root), levelWithout(facts, root, after), `died ${died}`)
        const work = hersOf(record, root).filter((s) => [VERB.completed, VERB.attended].includes(s.verb) && limaDay(s.happened) > died).length
        if (standing.has(root)) assert.equal(figures.persons.get(root)?.['worked-after-death'] ?? 0, work, `work after ${died}`)
      }
    },
  },
  {
    number: 12, says: 'an enrolment is judged by the version in force when it began: a later one takes nothing from it',
    holds: (facts) => {
      const { earlier, ...second } = facts.rule
      const { from } = second
      if (!earlier || from === undefined) return
      const first = earlier.rule
      for (const root of rootsOf(facts.record)) {
        const all = [...begins(facts, root).values()]
        const old: number = all.filter((begin) => begin < day(from)).length
        if (all.length === 0 || (old > 0 && old < all.length)) continue
        assert.equal(facts.standing.get(root), levelWithout(facts, root, () => false, old > 0 ? first : second), `begun ${old > 0 ? 'before' : 'after'} ${from}`)
      }
      for (const paper of facts.tables.papers) {
        const issued = facts.record.of(VERB.issued).find((s) => activityName(s.object) === paper.credential)
        const began = issued?.registration ? begins(facts, facts.record.persons.rootOf(paper.agent)).get(issued.registration) : undefined
        if (began !== undefined && began < day(from) && paper.kind === 'certificado' && onlyOne(facts, paper.agent)) assert.equal(paper.version, first.version, 'the version on the paper judged her')
      }
    },
  },
  {
    number: 14, says: 'a constancia never gives N3',
    holds: (facts) => {
      const constancia = (s: Stored): boolean => s.verb === VERB.issued && extOf(s, 'kind') === 'constancia'
      for (const root of rootsOf(facts.record)) assert.equal(facts.standing.get(root), levelWithout(facts, root, constancia), 'her level without constancias')
    },
  },
  {
    number: 24, says: 'what costs or pays is divided by who counts, never by who was declared',
    holds: ({ tables: { definitions } }) => {
      assert.equal(definitions.find((d) => d.id === 'k21')?.denominator?.value, 'counts')
      for (const d of definitions) {
        if (!MONEY.test(`${d.definition.es} ${d.definition.en}`)) continue
        for (const part of [d.numerator, d.denominator]) assert.ok(!part?.value || ['counts', 'half', 'concluded', 'passed', 'certified'].includes(part.value), `${d.id} pays by ${part?.value}`)
      }
    },
  },
]

const onlyOne = (facts: Facts, agent: string): boolean => begins(facts, facts.record.persons.rootOf(agent)).size === 1

/** The last word of each group, of all that she is. */
function groupsOf(record: Facts['record'], root: string): Set<string> {
  const last = new Map<string, boolean>()
  for (const s of hersOf(record, root)) if (s.verb === VERB.grouped && (s.authority === 'command' || s.authority === 'session')) last.set(activityName(s.object), readExt(s.statement, 'member') === true)
  return new Set([...last].flatMap(([group, member]) => (member ? [group] : [])))
}

/** Of each of her records the last word; of all the earliest day. */
function dayOfDeath(record: Facts['record'], root: string): string | undefined {
  const last = new Map<string, string>()
  for (const s of hersOf(record, root)) if (s.verb === VERB.died && s.authority === 'command') last.set(s.actor ?? '', extOf(s, 'date'))
  return [...last.values()].filter((date) => date !== '').sort()[0]
}
