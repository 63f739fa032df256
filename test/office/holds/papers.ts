import assert from 'node:assert/strict'
import { activityName, VERB } from '../../../src/features/programmes/index.ts'
import { by, extOf, type Facts } from '../facts.ts'
import type { Invariant } from '../holds.ts'
import { minutesThen } from '../minutes.ts'

export const PAPERS: readonly Invariant[] = [
  {
    number: 11, says: 'who graded, recorded attendance or proposed does not approve; who approves does not audit',
    holds: ({ record: { all, of }, tables: { roles } }) => {
      for (const s of of(VERB.issued)) {
        const approval = of(VERB.approved).filter((a) => a.registration === s.registration && a.pos < s.pos).at(-1)
        if (!approval) continue
        // Struck out or not: the hand was in it.
        const hands = all.filter((x) => x.pos < approval.pos && x.authority === 'command' && x.actor === s.actor && [VERB.productGraded, VERB.attended, VERB.proposed].includes(x.verb))
        for (const x of hands) assert.ok(by(x) !== by(approval) && extOf(x, 'second') !== by(approval), `${x.verb} and the approval by one person`)
      }
      for (const { staff } of roles.filter((r) => r.role === 'approver')) assert.ok(!roles.some((r) => r.staff === staff && r.role === 'auditor'), 'approves and audits')
    },
  },
  {
    number: 13, says: 'a certificate stands on an approval, its uuid and serial are its own, and a new form of it counts no more',
    holds: ({ record: { of } }) => {
      const issued = of(VERB.issued)
      for (const own of [issued.map((s) => s.object), issued.map((s) => extOf(s, 'serialHash'))]) assert.equal(new Set(own).size, issued.length, 'a uuid or serial twice')
      for (const s of issued) assert.ok(of(VERB.approved).some((a) => a.registration === s.registration && a.pos < s.pos && extOf(a, 'kind') === extOf(s, 'kind')), 'approved before')
      for (const s of of(VERB.revoked)) assert.ok(extOf(s, 'cause') && by(s) && issued.some((i) => i.object === s.object && i.pos < s.pos), 'revoked by whom and why')
      // Of one approval one form is in force at a time.
      const over = new Set([...of(VERB.superseded), ...of(VERB.revoked)].map((s) => s.object))
      const inForce = issued.filter((s) => !over.has(s.object)).map((s) => extOf(s, 'approval'))
      assert.equal(new Set(inForce).size, inForce.length, 'two forms of one certificate in force')
    },
  },
  {
    number: 15, says: 'the minutes on a certificate are those on record, each unit and class once; the page says which hours they are',
    holds: (facts) => {
      for (const paper of facts.tables.papers) {
        const issued = firstForm(facts, paper.credential)
        assert.ok(issued, 'a certificate on record')
        assert.equal(paper.minutes, minutesThen(facts, issued, paper.version), `${paper.kind} by ${paper.version}`)
        if (paper.says) assert.match(paper.says, /minutos de trabajo \([\d.,]+ horas de 60 minutos; [\d.,]+ horas académicas de 45 minutos\)/, 'hour type')
      }
    },
  },
]

/** The `issued` of the first form of a certificate: a later one says the same of the work. */
function firstForm({ record: { of } }: Facts, credential: string) {
  const one = of(VERB.issued).find((s) => activityName(s.object) === credential)
  return one && of(VERB.issued).find((s) => extOf(s, 'approval') === extOf(one, 'approval'))
}
