import {
  annulled, approved, completed, conflictFound, conflictResolved, credentialIs, died, enrolled, identityChecked, issued, labGraded,
  merged, productGraded, proposed, quizScored, reEntered, script, split, uuid, withdrew, type Line, type Script,
} from './script.ts'

/** N0, N1, N2, N3 expected after the first `after` lines. */
export interface Expectation {
  readonly after: number
  readonly counts: readonly [number, number, number, number]
}

export interface History {
  readonly name: string
  readonly lines: readonly Line[]
  readonly expected: readonly Expectation[]
}

const UNITS = ['u1', 'u2', 'u3', 'u4']

/** Quiz, lab, product: what N3 asks besides minutes and certificate. */
export function results(s: Script, who: string, enrolment: string): void {
  quizScored(s, who, enrolment, 16)
  labGraded(s, who, enrolment, true)
  productGraded(s, who, enrolment, 15)
}

export function certified(s: Script, who: string, enrolment: string, credential: string, kind = 'certificado'): void {
  proposed(s, who, enrolment, { kind })
  approved(s, who, enrolment, { kind })
  issued(s, who, enrolment, credential, { kind })
}

/** Enrolled, checked, four units, all results; no certificate. */
export function studied(s: Script, who: string, enrolment: string): void {
  enrolled(s, who, enrolment)
  identityChecked(s, who)
  for (const unit of UNITS) completed(s, who, enrolment, unit)
  results(s, who, enrolment)
}

type Expect = (...counts: [number, number, number, number]) => void
/** `id` gives this history's own uuid for a word, so that no history meets another's people. */
export type Write = (s: Script, expect: Expect, id: (word: string) => string) => void

/** The twelve histories of FACTS.md under piloto v1, each with its own people; `tenant` decides the addresses. */
export function workedHistories(tenant: string): History[] {
  return historiesFrom(HISTORIES, tenant)
}

export function historiesFrom(list: readonly (readonly [string, Write])[], tenant: string): History[] {
  return list.map(([name, write]) => {
    const s = script(tenant, undefined, name)
    const expected: Expectation[] = []
    write(s, (...counts) => expected.push({ after: s.lines.length, counts }), (word) => uuid(tenant, name, word))
    return { name, lines: s.lines, expected }
  })
}

const HISTORIES: readonly (readonly [string, Write])[] = [
  ['H1 one person does everything, certificate issued', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    expect(1, 1, 1, 1)
  }],
  ['H2 the certificate is revoked', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    credentialIs(s, 'revoked', id('ana'), id('c'))
    expect(1, 1, 1, 0)
  }],
  ['H3 and H4 one woman as two persons, merged, then split again', (s, expect, id) => {
    for (const her of ['ce', 'dni']) {
      studied(s, id(her), id(`e ${her}`))
      certified(s, id(her), id(`e ${her}`), id(`c ${her}`))
    }
    expect(2, 2, 2, 2)
    merged(s, id('ce'), id('dni'))
    expect(1, 1, 1, 1)
    split(s, id('ce'), id('dni'))
    expect(2, 2, 2, 2)
  }],
  ['H5 two claims of one document', (s, expect, id) => {
    conflictFound(s, id('ana'), id('eva'), 'dni')
    conflictFound(s, id('eva'), id('ana'), 'dni')
    for (const who of ['ana', 'eva']) {
      enrolled(s, id(who), id(`e ${who}`))
      for (const unit of UNITS) completed(s, id(who), id(`e ${who}`), unit)
      results(s, id(who), id(`e ${who}`))
    }
    expect(2, 0, 0, 0)
    identityChecked(s, id('ana'), { key: 'dni' })
    conflictResolved(s, id('ana'), 'dni', true)
    certified(s, id('ana'), id('e ana'), id('c'))
    expect(2, 1, 1, 1)
  }],
  ['H6 only a constancia issued', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'), 'constancia')
    expect(1, 1, 1, 0)
  }],
  ['H7 dies on 3 May, two units before, two "completed" on 10 May', (s, expect, id) => {
    s.clock('2026-05-01T15:00:00Z')
    enrolled(s, id('ana'), id('e'))
    identityChecked(s, id('ana'))
    completed(s, id('ana'), id('e'), 'u1')
    completed(s, id('ana'), id('e'), 'u2')
    s.clock('2026-05-10T15:00:00Z')
    completed(s, id('ana'), id('e'), 'u3')
    completed(s, id('ana'), id('e'), 'u4')
    died(s, id('ana'), '2026-05-03')
    expect(1, 1, 0, 0)
  }],
  ['H8 all four units carry timestamps two days before the enrolment', (s, expect, id) => {
    enrolled(s, id('ana'), id('e'))
    identityChecked(s, id('ana'))
    for (const unit of UNITS) completed(s, id('ana'), id('e'), unit, 12, { at: '2026-02-28T15:00:00Z' })
    expect(1, 1, 0, 0)
  }],
  ['H9 name corrected, certificate superseded by a new one', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    issued(s, id('ana'), id('e'), id('c2'))
    credentialIs(s, 'superseded', id('ana'), id('c'), { next: id('c2') })
    expect(1, 1, 1, 1)
  }],
  ['H10 the tutor who graded approves, and an outside tool says "issued"', (s, expect, id) => {
    studied(s, id('ana'), id('e'))
    proposed(s, id('ana'), id('e'))
    // Commands and /xapi refuse both; a rule would not believe them either.
    approved(s, id('ana'), id('e'), { by: 'staff-tutor' })
    issued(s, id('ana'), id('e'), id('c'))
    approved(s, id('ana'), id('e'), { authority: 'session' })
    issued(s, id('ana'), id('e'), id('c2'), { authority: 'client:tool' })
    expect(1, 1, 1, 0)
  }],
  ['H11 two units, withdraws, two units meanwhile, re-enters, the same two again, then the rest', (s, expect, id) => {
    enrolled(s, id('ana'), id('e'))
    identityChecked(s, id('ana'))
    completed(s, id('ana'), id('e'), 'u1')
    completed(s, id('ana'), id('e'), 'u2')
    withdrew(s, id('ana'), id('e'))
    completed(s, id('ana'), id('e'), 'u3')
    completed(s, id('ana'), id('e'), 'u4')
    expect(1, 1, 0, 0)
    reEntered(s, id('ana'), id('e'))
    expect(1, 1, 0, 0)
    completed(s, id('ana'), id('e'), 'u3')
    completed(s, id('ana'), id('e'), 'u4')
    expect(1, 1, 1, 0)
    results(s, id('ana'), id('e'))
    certified(s, id('ana'), id('e'), id('c'))
    expect(1, 1, 1, 1)
  }],
  ['H12 enrolled in two sections, the same two units completed in each', (s, expect, id) => {
    identityChecked(s, id('ana'))
    for (const section of ['noche-1', 'sabado-1']) {
      enrolled(s, id('ana'), id(section), { section })
      completed(s, id('ana'), id(section), 'u1')
      completed(s, id('ana'), id(section), 'u2', 12, { version: section })
    }
    expect(1, 1, 0, 0)
  }],
  ['an enrolment annulled by an officer', (s, expect, id) => {
    const enrolment = enrolled(s, id('ana'), id('e'))
    expect(1, 0, 0, 0)
    annulled(s, id('ana'), enrolment)
    expect(0, 0, 0, 0)
  }],
]
