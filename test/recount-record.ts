import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '../src/lib/root.ts'
import { append } from '../src/record/append.ts'
import { NS, agent, ext, type Authority, type Statement } from '../src/record/statement.ts'
import type { TestHouse } from './house.ts'

// Statements for recount.sql by itself, written down from docs/statements.md: nothing of the evaluator, of its vocabulary or of its
// histories is used, so that a mistake there cannot hide a mistake here.

const SQL = readFileSync(join(ROOT, 'src/features/programmes/recount.sql'), 'utf8')
const [CHECKER, SECOND, TUTOR, EXECUTOR, APPROVER, OWNER1, OWNER2] = Array.from({ length: 7 }, () => randomUUID())
export const staff = { CHECKER, SECOND, TUTOR, EXECUTOR, APPROVER, OWNER1, OWNER2 }

interface Detail {
  readonly ext?: Record<string, unknown>
  readonly result?: Statement['result']
  readonly by?: string | undefined
  readonly registration?: string
  readonly authority?: Authority
  /** Time of the statement, ISO; an hour after the one before when absent. */
  readonly at?: string
  /** Time of reception when it is not that of the statement. */
  readonly received?: string
}

export interface Woman { readonly id: string; readonly enrolment: string; readonly document: string }
export const woman = (document = randomUUID()): Woman => ({ id: randomUUID(), enrolment: randomUUID(), document })
/** The same person in another section. */
export const elsewhere = (w: Woman): Woman => ({ ...w, enrolment: randomUUID() })

/** A record of its own, under a rule file signed by both owners unless `signed` is false. */
export async function openRecord(house: TestHouse, { signed = true, programme = 'piloto' } = {}) {
  const tenant = `t${randomUUID().slice(0, 8)}`
  const file = readFileSync(join(ROOT, `programmes/${programme}/rule-v1.yaml`))
  const rule: unknown = parse(file.toString())
  const hash = createHash('sha256').update(file).digest('hex')
  let clock = Date.parse('2026-03-02T15:00:00Z')
  let pos = 0

  async function say(actor: string, verb: string, object: Statement['object'] | string, d: Detail = {}): Promise<string> {
    clock += 3_600_000
    if (d.at && Date.parse(d.at) > clock) clock = Date.parse(d.at)
    const stored = d.received ? new Date(d.received) : new Date(clock)
    const statement: Statement = {
      id: randomUUID(), actor: agent(actor), verb: { id: `${NS}verbs/${verb}` },
      object: typeof object === 'string' ? { objectType: 'Activity', id: `${NS}${tenant}/${object}` } : object,
      ...(d.result ? { result: d.result } : {}),
      context: {
        ...(d.registration ? { registration: d.registration } : {}), ...(d.by ? { instructor: agent(d.by) } : {}), extensions: ext(d.ext ?? {}),
      },
      timestamp: d.at ?? stored.toISOString(),
    }
    const [one] = await append({ db: house.db, clock: () => stored, projections: [], keys: house.keys }, { scopes: [], authority: d.authority ?? 'command' }, () => [{ tenant, statement }])
    pos = one!.pos
    return one!.id
  }

  const does = {
    tenant,
    say,
    sign: (owner: string, of = hash, version = 'v1') => say(owner, 'rule-signed', `rules/${version}`, { ext: { hash: of } }),
    enrolled: (w: Woman, at?: string) => say(w.id, 'enrolled', 'sections/a', { registration: w.enrolment, by: EXECUTOR, ...(at ? { at } : {}) }),
    withdrew: (w: Woman) => say(w.id, 'withdrew', 'sections/a', { registration: w.enrolment, by: EXECUTOR }),
    reEntered: (w: Woman) => say(w.id, 're-entered', 'sections/a', { registration: w.enrolment, by: EXECUTOR }),
    checked: (w: Woman, level = 'card', second = SECOND) =>
      say(w.id, 'identity-checked', `identity/${level}`, { by: CHECKER, ext: { level, documentKey: w.document, second } }),
    unit: (w: Woman, n: number, at?: string) => say(w.id, 'completed', `units/base.u${n}`, {
      registration: w.enrolment, authority: 'session', ext: { version: 'v', minutes: 12 }, ...(at ? { at } : {}),
    }),
    units: async (w: Woman, ...numbers: number[]) => { for (const n of numbers) await does.unit(w, n) },
    quiz: (w: Woman, raw = 15) => say(w.id, 'quiz-scored', 'quizzes/base.prueba', { registration: w.enrolment, result: { score: { raw, min: 0, max: 20 } } }),
    lab: (w: Woman, success = true) => say(w.id, 'lab-graded', 'labs/uva-vino', { registration: w.enrolment, result: { success, score: { raw: 0.9 } } }),
    product: (w: Woman, raw = 16) => say(w.id, 'product-graded', 'products/base.producto', { registration: w.enrolment, by: TUTOR, result: { score: { raw } } }),
    learned: async (w: Woman) => {
      await does.units(w, 1, 2, 3, 4)
      await does.quiz(w, 11)
      await does.quiz(w)
      await does.lab(w, false)
      await does.lab(w)
      await does.product(w)
    },
    proposed: (w: Woman, kind = 'certificado', by = EXECUTOR) => say(w.id, 'proposed', `enrolments/${w.enrolment}`, { registration: w.enrolment, by, ext: { kind } }),
    approved: (w: Woman, kind = 'certificado', by = APPROVER) => say(w.id, 'approved', `enrolments/${w.enrolment}`, { registration: w.enrolment, by, ext: { kind } }),
    issued: async (w: Woman, kind = 'certificado', authority: Authority = 'command') => {
      const credential = randomUUID()
      await say(w.id, 'issued', `credentials/${credential}`, { registration: w.enrolment, authority, ext: { kind, statusIndex: 1, serial: 's' } })
      return credential
    },
    certified: async (w: Woman, kind = 'certificado') => {
      await does.proposed(w, kind)
      await does.approved(w, kind)
      return does.issued(w, kind)
    },
    everything: async (w: Woman) => {
      await does.enrolled(w)
      await does.checked(w)
      await does.learned(w)
      return does.certified(w)
    },
    fate: (w: Woman, verb: 'revoked' | 'suspended' | 'reinstated' | 'superseded', credential: string) =>
      say(w.id, verb, `credentials/${credential}`, { by: APPROVER, ext: { cause: 'error' } }),
    merged: (a: Woman, b: Woman) => say(a.id, 'merged', agent(b.id), { by: CHECKER, ext: { reason: 'same card' } }),
    split: (a: Woman, b: Woman) => say(a.id, 'split', agent(b.id), { by: CHECKER }),
    conflict: async (a: Woman, b: Woman) => {
      await say(a.id, 'conflict-found', 'identity/conflict', { ext: { documentKey: a.document, other: b.id } })
      await say(b.id, 'conflict-found', 'identity/conflict', { ext: { documentKey: a.document, other: a.id } })
    },
    resolved: (w: Woman) => say(w.id, 'conflict-resolved', 'identity/conflict', { by: CHECKER, ext: { documentKey: w.document, keeps: true } }),
    died: (w: Woman, date: string | null) => say(w.id, 'died', 'identity/death', { by: CHECKER, ext: { date } }),
    annulled: (w: Woman, id: string) => say(w.id, 'annulled', { objectType: 'StatementRef', id }, { by: CHECKER, ext: { reason: 'error' } }),
    head: () => pos,
    figures: async (at = pos): Promise<string> => {
      const { rows } = await house.pool.query<Record<string, number | null>>(SQL, [tenant, at, JSON.stringify(rule), hash])
      assert.equal(rows.length, 1)
      return ['n0', 'n1', 'n2', 'n3'].map((n) => rows[0]![n] ?? '-').join(' ')
    },
  }
  if (signed) {
    await does.sign(OWNER1)
    await does.sign(OWNER2)
  }
  return does
}
