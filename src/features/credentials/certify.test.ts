import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import type { Evaluation } from '../programmes/index.ts'
import { approve, type ApproveKnown } from './approve.ts'
import type { Certification } from './certification.ts'
import { reinstate, revoke, suspend } from './change-state.ts'
import type { CredentialState } from './credential-state.ts'
import { issue, supersede } from './issue.ts'
import { propose, withdrawProposal } from './propose.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const ABOUT = { tenant: 'piloto', agent: 'a1', enrolment: 'e1', at: NOW, by: 'executor-1' }

const evaluation = (over: Record<string, Partial<Evaluation['requirements'][number]>> = {}): Evaluation => ({
  level: 2,
  version: 'v1',
  requirements: ([
    { id: 'enrolment', level: 0, evidenced: true },
    { id: 'identity', level: 1, evidenced: true, need: 'card', have: 'card' },
    { id: 'conflict', level: 1, evidenced: true },
    { id: 'alive', level: 1, evidenced: true },
    { id: 'minutes', level: 2, evidenced: true, need: 48, have: 50, outside: 0 },
    { id: 'quiz', level: 3, evidenced: true, need: 14, have: 16 },
    { id: 'lab', level: 3, evidenced: true, lab: 'uva-vino' },
    { id: 'product', level: 3, evidenced: true, need: 14, have: 15 },
    { id: 'certificate', level: 3, evidenced: false, state: 'none' },
  ] as Evaluation['requirements']).map((r) => ({ ...r, ...over[r.id] }) as Evaluation['requirements'][number]),
})
const step = (over: Partial<Certification>): Certification => ({
  tenant: 'piloto', enrolment: 'e1', kind: 'certificado', agent: 'a1', step: 'proposed', since: NOW, proposer: 'executor-1', approver: null, approval: null,
  credential: null, pos: 5, ...over,
})
const known = (over: Partial<ApproveKnown> = {}): ApproveKnown => ({
  evaluation: evaluation(), certification: undefined, credentials: [], mayIssue: true, proposers: new Set(), teachers: new Set(), ...over,
})
const credential = (state: CredentialState['state']): CredentialState => ({
  credential: 'c1', tenant: 'piloto', agent: 'a1', enrolment: 'e1', kind: 'certificado', status_index: 7, issued: NOW, state, since: NOW, cause: null, pos: 9,
})
const refused = (work: () => unknown, status: number, code: string, words: RegExp): void => {
  assert.throws(work, (e) => e instanceof Problem && e.status === status && e.code === code && words.test(e.sentence.es) && e.sentence.en.length > 0, code)
}

test('an executor proposes whom the rule finds ready, and nobody else', () => {
  const [draft] = propose(known(), ABOUT, 'certificado')
  assert.equal(draft?.statement.verb.id, 'https://w3id.org/yachay/verbs/proposed')
  assert.equal(draft?.statement.context?.registration, 'e1')
  assert.deepEqual(draft?.statement.context?.extensions, { 'https://w3id.org/yachay/ext/kind': 'certificado' })
  refused(() => propose(known({ evaluation: evaluation({ product: { evidenced: false, have: 12 } as never, lab: { evidenced: false } }) }), ABOUT, 'certificado'),
    409, 'not-ready', /falta pasar el laboratorio uva-vino; la nota de su producto es 12; se pide 14/)
  refused(() => propose(known({ evaluation: null }), ABOUT, 'certificado'), 409, 'no-rule', /todavía no rige/)
})

test('an open conflict over a document blocks the certificate with a sentence that says what to do', () => {
  refused(() => propose(known({ evaluation: evaluation({ conflict: { evidenced: false } }) }), ABOUT, 'certificado'), 409, 'document-conflict', /Resuelve primero ese conflicto/)
  refused(() => propose(known({ evaluation: evaluation({ conflict: { evidenced: false } }) }), ABOUT, 'constancia'), 409, 'document-conflict', /Resuelve primero/)
})

test('a constancia asks for minutes and no marks, a certificado for all', () => {
  const failing = known({ evaluation: evaluation({ quiz: { evidenced: false, have: 9 } as never, product: { evidenced: false, have: null } as never }) })
  assert.equal(propose(failing, ABOUT, 'constancia').length, 1)
  refused(() => propose(failing, ABOUT, 'certificado'), 409, 'not-ready', /9; se pide 14.*–; se pide 14/)
})

test('nobody is proposed twice, nor certified twice; a revoked one may be earned anew', () => {
  refused(() => propose(known({ certification: step({}) }), ABOUT, 'certificado'), 409, 'proposed-already', /ya está propuesta/)
  refused(() => propose(known({ credentials: [{ kind: 'certificado', state: 'suspended' }] }), ABOUT, 'certificado'), 409, 'has-one', /ya tiene uno/)
  assert.equal(propose(known({ credentials: [{ kind: 'certificado', state: 'revoked' }, { kind: 'constancia', state: 'valid' }], certification: step({ step: 'issued' }) }), ABOUT, 'certificado').length, 1)
})

test('a proposal is withdrawn only before its approval', () => {
  assert.equal(withdrawProposal({ certification: step({}) }, ABOUT, 'certificado').length, 1)
  refused(() => withdrawProposal({ certification: step({ step: 'approved' }) }, ABOUT, 'certificado'), 409, 'not-withdrawable', /ya no se puede retirar/)
  refused(() => withdrawProposal({ certification: undefined }, ABOUT, 'certificado'), 409, 'not-withdrawable', /ya no se puede retirar/)
})

test('the approver is neither who proposed nor who taught her', () => {
  const ready = known({ certification: step({}), proposers: new Set(['executor-1', 'executor-2']), teachers: new Set(['tutor-1']) })
  assert.equal(approve(ready, { ...ABOUT, by: 'approver-1' }, 'certificado', 's1')[0]?.statement.id, 's1')
  refused(() => approve(ready, ABOUT, 'certificado', 's1'), 403, 'own-proposal', /Tú propusiste/)
  refused(() => approve(ready, { ...ABOUT, by: 'executor-2' }, 'certificado', 's1'), 403, 'own-proposal', /Tú propusiste/)
  refused(() => approve(ready, { ...ABOUT, by: 'tutor-1' }, 'certificado', 's1'), 403, 'taught-her', /Tú calificaste/)
})

test('an approval asks the rule again and happens once', () => {
  const by = { ...ABOUT, by: 'approver-1' }
  refused(() => approve(known(), by, 'certificado', 's1'), 409, 'not-proposed', /Nadie propuso/)
  refused(() => approve(known({ certification: step({ step: 'withdrawn' }) }), by, 'certificado', 's1'), 409, 'not-proposed', /se retiró/)
  refused(() => approve(known({ certification: step({ step: 'approved' }) }), by, 'certificado', 's1'), 409, 'approved-already', /Ya está aprobado/)
  refused(() => approve(known({ certification: step({}), evaluation: evaluation({ quiz: { evidenced: false, have: 3 } as never }) }), by, 'certificado', 's1'), 409, 'not-ready', /se pide 14/)
})

test('outside of trial programmes nothing is proposed, approved or issued while the address is not https', () => {
  const bare = known({ mayIssue: false })
  refused(() => propose(bare, ABOUT, 'certificado'), 409, 'not-https', /inservible para siempre/)
  refused(() => approve({ ...bare, certification: step({}) }, { ...ABOUT, by: 'approver-1' }, 'certificado', 's1'), 409, 'not-https', /https/)
  refused(() => issue({ certification: step({ step: 'approved', approval: 's1' }), evaluation: evaluation(), mayIssue: false }, 's1', MADE, NOW), 409, 'not-https', /https/)
})

const MADE = { credential: 'c1', serial: '0000-0000-0000-0000', statusIndex: 7 }

test('one approval gives one credential', () => {
  const approved = { certification: step({ step: 'approved', approval: 's1' }), evaluation: evaluation(), mayIssue: true }
  const [draft] = issue(approved, 's1', MADE, NOW)
  assert.equal(draft?.statement.object && 'id' in draft.statement.object && draft.statement.object.id, 'https://w3id.org/yachay/piloto/credentials/c1')
  assert.equal(draft?.statement.context?.instructor, undefined)
  refused(() => issue({ ...approved, certification: step({ step: 'issued', approval: 's1' }) }, 's1', MADE, NOW), 409, 'not-approved', /No hay una aprobación/)
  refused(() => issue(approved, 's2', MADE, NOW), 409, 'not-approved', /No hay una aprobación/)
  refused(() => issue({ ...approved, evaluation: evaluation({ conflict: { evidenced: false } }) }, 's1', MADE, NOW), 409, 'document-conflict', /conflicto/)
})

test('revoking is for good, suspending is not, and only a suspension is undone', () => {
  assert.equal(revoke(credential('valid'), 'approver-1', 'false-evidence', NOW).length, 1)
  assert.equal(revoke(credential('suspended'), 'approver-1', 'false-evidence', NOW).length, 1)
  refused(() => revoke(credential('revoked'), 'approver-1', 'false-evidence', NOW), 409, 'not-valid', /está REVOCADO/)
  assert.equal(suspend(credential('valid'), 'approver-1', 'complaint', NOW).length, 1)
  refused(() => suspend(credential('suspended'), 'approver-1', 'complaint', NOW), 409, 'not-valid', /está SUSPENDIDO/)
  assert.equal(reinstate(credential('suspended'), 'approver-1', 'review-closed', NOW).length, 1)
  refused(() => reinstate(credential('revoked'), 'approver-1', 'review-closed', NOW), 409, 'not-suspended', /no está suspendido/)
})

test('a corrected name gives a new credential and takes the old one out of force, in one step', () => {
  const known = { row: credential('valid'), approval: 's1', nameBefore: 'Rosa Quispe', nameNow: 'Rosa Quispe Ñahui', mayIssue: true, documentChanged: false, inConflict: false }
  const drafts = supersede(known, 'approver-1', { ...MADE, credential: 'c2' }, NOW)
  assert.deepEqual(drafts.map((d) => d.statement.verb.id.split('/').at(-1)), ['issued', 'superseded'])
  assert.equal(drafts[1]?.statement.context?.extensions?.['https://w3id.org/yachay/ext/by'], 'c2')
  const sameName = supersede({ ...known, nameNow: 'Rosa Quispe', documentChanged: true }, 'approver-1', MADE, NOW)
  assert.equal(sameName[1]?.statement.context?.extensions?.['https://w3id.org/yachay/ext/cause'], 'document-changed')
  refused(() => supersede({ ...known, nameNow: 'Rosa Quispe' }, 'approver-1', MADE, NOW), 409, 'nothing-to-correct', /son los que ya dice/)
  refused(() => supersede({ ...known, inConflict: true }, 'approver-1', MADE, NOW), 409, 'document-conflict', /mientras otra persona diga tener el mismo documento/)
  refused(() => supersede({ ...known, row: credential('revoked') }, 'approver-1', MADE, NOW), 409, 'not-valid', /REVOCADO/)
})
