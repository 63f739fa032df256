import {
  annulled, approved, completed, conflictFound, conflictResolved, credentialIs, died, enrolled, identityChecked, issued, labGraded, merged,
  productGraded, proposed, quizScored, withdrew,
} from './script.ts'
import { certified, historiesFrom, results, studied, type History, type Write } from './worked.ts'

/** Cases that random histories reach too seldom, each on one sentence of the rule's text. */
export function edgeHistories(tenant: string): History[] {
  return historiesFrom(EDGES, tenant)
}

const EDGES: readonly (readonly [string, Write])[] = [
  ['3 an annulment about somebody else strikes out nothing of hers', (s, expect, id) => {
    enrolled(s, id('ana'), id('e'))
    const check = identityChecked(s, id('ana'))
    annulled(s, id('eva'), check)
    expect(1, 1, 0, 0)
    annulled(s, id('ana'), check)
    expect(1, 0, 0, 0)
  }],
  ['3 an annulment cannot strike out an approval, a withdrawal or a certificate', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    proposed(s, id('ana'), id('e'))
    annulled(s, id('ana'), approved(s, id('ana'), id('e')))
    annulled(s, id('ana'), issued(s, id('ana'), id('e'), id('c')))
    expect(1, 1, 1, 1)
  }],
  ['6.4 a product marked before the agreement’s first day', (s, expect, id) => {
    enrolled(s, id('ana'), id('e'), { at: '2024-01-01T15:00:00Z' })
    identityChecked(s, id('ana'))
    for (const unit of ['u1', 'u2', 'u3', 'u4']) completed(s, id('ana'), id('e'), unit)
    quizScored(s, id('ana'), id('e'), 16)
    labGraded(s, id('ana'), id('e'), true)
    productGraded(s, id('ana'), id('e'), 15, { at: '2024-06-20T15:00:00Z' })
    certified(s, id('ana'), id('e'), id('c'))
    expect(1, 1, 1, 0)
    productGraded(s, id('ana'), id('e'), 15)
    expect(1, 1, 1, 1)
  }],
  ['6.4 a product marked after the withdrawal counts, one before the enrolment does not', (s, expect, id) => {
    enrolled(s, id('ana'), id('e'))
    identityChecked(s, id('ana'))
    for (const unit of ['u1', 'u2', 'u3', 'u4']) completed(s, id('ana'), id('e'), unit)
    quizScored(s, id('ana'), id('e'), 16)
    labGraded(s, id('ana'), id('e'), true)
    withdrew(s, id('ana'), id('e'))
    productGraded(s, id('ana'), id('e'), 15, { at: '2026-03-02T14:59:59.999Z' })
    certified(s, id('ana'), id('e'), id('c'))
    expect(1, 1, 1, 0)
    productGraded(s, id('ana'), id('e'), 14)
    expect(1, 1, 1, 1)
  }],
  ['8.1 the enrolment of the certificate is annulled, another one stays', (s, expect, id) => {
    const first = enrolled(s, id('ana'), id('e1'))
    enrolled(s, id('ana'), id('e2'), { section: 'sabado-1' })
    identityChecked(s, id('ana'))
    for (const unit of ['u1', 'u2', 'u3', 'u4']) completed(s, id('ana'), id('e2'), unit)
    results(s, id('ana'), id('e2'))
    certified(s, id('ana'), id('e1'), id('c'))
    expect(1, 1, 1, 1)
    annulled(s, id('ana'), first)
    expect(1, 1, 1, 0)
  }],
  ['8.6 suspended, reinstated, suspended, revoked', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    for (const [state, n3] of [['suspended', 0], ['reinstated', 1], ['suspended', 0], ['reinstated', 1], ['revoked', 0], ['reinstated', 0]] as const) {
      credentialIs(s, state, id('ana'), id('c'))
      expect(1, 1, 1, n3)
    }
  }],
  ['5 the last word about a death, and of two agents the earlier day', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    died(s, id('ana'), '2026-03-01')
    expect(1, 0, 0, 0)
    died(s, id('ana'), '2026-12-01')
    expect(1, 1, 1, 1)
    died(s, id('eva'), '2026-03-01')
    merged(s, id('eva'), id('ana'))
    expect(1, 0, 0, 0)
    died(s, id('eva'), null)
    expect(1, 1, 1, 1)
  }],
  ['7 a conflict resolved for another agent, or not kept, stays open', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    conflictFound(s, id('ana'), id('stranger'), 'dni')
    conflictResolved(s, id('eva'), 'dni', true)
    merged(s, id('eva'), id('ana'))
    expect(1, 0, 0, 0)
    conflictResolved(s, id('ana'), 'dni', false)
    conflictResolved(s, id('ana'), 'another', true)
    expect(1, 0, 0, 0)
    conflictResolved(s, id('ana'), 'dni', true)
    expect(1, 1, 1, 0)
    conflictFound(s, id('ana'), id('stranger'), 'dni')
    expect(1, 0, 0, 0)
  }],
]
