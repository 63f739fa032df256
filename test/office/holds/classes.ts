import assert from 'node:assert/strict'
import { NOTED, PLANNED } from '../../../src/features/attendance/statements.ts'
import { activityName, VERB } from '../../../src/features/programmes/index.ts'
import { personsFrom } from '../../../src/features/programmes/persons.ts'
import { readExt, type Stored } from '../../../src/record/statement.ts'
import { by, extOf, hersOf, rootsOf, type Facts } from '../facts.ts'
import type { Invariant } from '../holds.ts'

/** Attendance that stands. */
const present = ({ of, annulled }: Facts['record']): Stored[] => of(VERB.attended).filter((s) => !annulled.has(s.id))
const DAY = 86_400_000

export const CLASSES: readonly Invariant[] = [
  {
    number: 8, says: 'attendance lies in the enrolment, is not longer than the class, and nobody is in two places',
    holds: ({ record }) => {
      const plans = new Map(record.of(PLANNED).map((s) => [activityName(s.object), s]))
      const there = present(record)
      for (const s of there) {
        const plan = plans.get(activityName(s.object))
        assert.ok(plan && Number(readExt(s.statement, 'minutes')) <= Number(readExt(plan.statement, 'minutes')), 'minutes of the class')
        assert.ok(openWhen(record, s), 'attendance before the enrolment or after a withdrawal')
      }
      for (const [i, a] of there.entries()) {
        for (const b of there.slice(i + 1)) {
          if (a.object === b.object || !onePersonThen(record, a, b)) continue
          const [p, q] = [plans.get(activityName(a.object))!, plans.get(activityName(b.object))!]
          assert.ok(extOf(p, 'ends') <= extOf(q, 'starts') || extOf(q, 'ends') <= extOf(p, 'starts'), 'two classes at one time')
        }
      }
    },
  },
  {
    number: 10, says: 'attendance by hand or late has a cause and a second person; its share is published as K10',
    holds: ({ record, figures, tables }) => {
      for (const s of record.of(VERB.attended)) {
        if (readExt(s.statement, 'manual') !== true && !readExt(s.statement, 'cause')) continue
        const second = extOf(s, 'second')
        const noted = record.byId.get(extOf(s, 'noted'))
        assert.ok(second && noted?.verb === NOTED && second !== by(noted), 'a second person')
        assert.ok(extOf(s, 'cause') || extOf(noted, 'cause'), 'a cause')
      }
      const counted = rootsOf(record).filter((root) => figures.persons.has(root))
      const minutes = (which: (s: Stored) => boolean): number => counted.flatMap((root) => hersOf(record, root)).filter((s) => s.verb === VERB.attended && s.authority === 'command' && !record.annulled.has(s.id) && which(s))
        .reduce((sum, s) => sum + Number(readExt(s.statement, 'minutes')), 0)
      const byHand = (s: Stored): boolean => readExt(s.statement, 'manual') === true || readExt(s.statement, 'late') === true || s.stored.getTime() - s.happened.getTime() > 2 * DAY
      assert.deepEqual([figures.sum['minutes-late-or-by-hand'] ?? 0, figures.sum['minutes-attended'] ?? 0], [minutes(byHand), minutes(() => true)], 'minutes of K10')
      for (const { name, files } of tables.releases) assert.match(files['figures.csv'] ?? '', /^k10,/m, `K10 in ${name}`)
    },
  },
  {
    number: 23, says: 'one statement under an id, none from a future beyond the clock; a list by a clock that is days wrong is flagged and waits',
    holds: ({ record: { all, of }, seen, tables }) => {
      assert.equal(new Set(all.map((s) => s.id)).size, all.length)
      for (const s of all) assert.ok(s.happened <= s.stored, `${s.verb} happened ${s.happened.toISOString()}, stored ${s.stored.toISOString()}`)
      for (const { item, session, wrong } of seen.letters) {
        const kept = tables.deliveries.filter((d) => d.id === item)
        assert.equal(kept.length, 1, 'a delivery is kept once')
        if (Math.abs(wrong) <= DAY) continue
        assert.equal(kept[0]?.skewed, true, 'a clock that is days wrong')
        for (const s of of(VERB.attended).filter((a) => activityName(a.object) === session)) assert.ok(extOf(s, 'second'), 'it waits for a second person')
      }
    },
  },
]

/** Whether the enrolment was open at that moment, by the acts that were on record when it was written down. */
function openWhen({ of, annulled }: Facts['record'], s: Stored): boolean {
  const moves = [...of(VERB.enrolled), ...of(VERB.withdrew), ...of(VERB.reEntered)]
    .filter((m) => m.registration === s.registration && m.pos < s.pos && m.happened <= s.happened && !(m.verb === VERB.enrolled && annulled.has(m.id) && annulledBefore(of, m, s)))
    .sort((a, b) => a.happened.getTime() - b.happened.getTime() || a.pos - b.pos)
  return moves.length > 0 && moves.at(-1)?.verb !== VERB.withdrew
}

const annulledBefore = (of: Facts['record']['of'], enrolled: Stored, s: Stored): boolean => of(VERB.annulled).some((a) => a.object === enrolled.id && a.pos < s.pos)

/** One person as far as was known when the later of the two was written. */
function onePersonThen({ all, persons }: Facts['record'], a: Stored, b: Stored): boolean {
  if (a.actor === b.actor) return true
  if (!a.actor || !b.actor || !persons.agentsOf(a.actor).has(b.actor)) return false
  const until = Math.max(a.pos, b.pos)
  return personsFrom(all.filter((s) => s.pos < until)).agentsOf(a.actor).has(b.actor)
}
