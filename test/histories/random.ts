import type { Rule } from '../../src/features/programmes/index.ts'
import type { Authority } from '../../src/record/statement.ts'
import * as h from './script.ts'

/** A number in [0, 1) from a seed: the same histories on every run (mulberry32). */
export function chance(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Noon in Lima of an ordinary day, far from every edge. */
const START = '2026-02-02T17:00:00Z'
const STAFF = ['staff-a', 'staff-b', 'staff-c', 'staff-d', 'staff-e']
const iso = (ms: number): string => new Date(ms).toISOString()

interface Dice {
  readonly next: () => number
  readonly one: <T>(from: readonly T[]) => T
  readonly often: (share: number) => boolean
  /** Something goes wrong: rarer in an ordinary life. */
  readonly odd: (share: number) => boolean
  /** One of the usual things, or now and then one of the odd. */
  readonly some: <T>(usual: readonly T[], odd: readonly T[]) => T
}

interface Woman { readonly agent: string; readonly enrolments: readonly string[]; readonly credentials: string[] }

/** A rule file as it is signed. */
export interface Signing { readonly version: string; readonly hash: string; readonly yaml: string }

/**
 * One to three agents who may be one, two or three persons: ordinary lives with everything that goes wrong mixed in. Times sit
 * on and beside the edges a rule knows: enrolment, withdrawal, midnight in Lima, the agreement's first and last day. Two owners
 * sign when `signing` is given, usually first of all.
 */
export function randomHistory(seed: number, tenant: string, rule: Rule, signing: Signing | null): h.Line[] {
  const next = chance(seed)
  // Some lives are nearly ordinary, others a mess from end to end.
  const mess = [0.1, 0.4, 1][Math.floor(next() * 3)]!
  const one = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
  const dice: Dice = { next, one, often: (share) => next() < share, odd: (share) => next() < share * mess, some: (usual, odd) => one(next() < 0.6 * mess ? odd : usual) }
  const start = dice.often(0.7) ? START : nearEdge(dice, rule)
  const s = h.script(tenant, start, seed)
  const women: Woman[] = Array.from({ length: dice.one([1, 1, 2, 2, 3]) }, (_, i) => ({
    agent: h.uuid(tenant, seed, 'agent', i), credentials: [],
    enrolments: Array.from({ length: dice.one([1, 1, 2]) }, (_, j) => h.uuid(tenant, seed, 'enrolment', i, j)),
  }))
  const acts = women.flatMap((w) => life(s, dice, rule, w))
  // Each woman's acts keep their order most of the time; now and then two lines change places, and strange ones come between.
  const order = shuffleAcross(dice, women.map((w) => acts.filter((a) => a.who === w.agent).map((a) => a.act)))
  const all: (() => void)[] = []
  for (const act of order) {
    if (dice.odd(0.06)) continue
    all.push(act)
    if (dice.odd(0.25)) all.push(() => strange(s, dice, women))
  }
  if (signing) sign(s, dice, all, signing)
  let now = Date.parse(start) + (signing ? 0 : DAY)
  for (const act of all) {
    s.clock(iso(now))
    act()
    now += dice.one([0, 1, HOUR, 6 * HOUR, DAY, 3 * DAY])
  }
  return s.lines
}

/** Some lives run over the agreement's first or last day. */
function nearEdge(dice: Dice, { validity }: Rule): string {
  const edge = dice.often(0.5) || validity.until === null ? validity.from : validity.until
  return iso(Date.parse(`${edge}T17:00:00Z`) - dice.one([2, 5, 10]) * DAY)
}

/** Mostly before everything; now and then the second signature comes late, or two owners sign something else afterwards. */
function sign(s: h.Script, dice: Dice, all: (() => void)[], signing: Signing): void {
  const by = (owner: string, file: Signing) => () => { h.ruleSigned(s, owner, file) }
  const later = Math.floor(dice.next() * all.length)
  all.splice(dice.often(0.1) ? later : 0, 0, by('owner-2', signing))
  all.unshift(by('owner-1', signing))
  const another = { ...signing, hash: 'f'.repeat(64) }
  for (const owner of dice.often(0.1) ? ['owner-1', 'owner-3'] : dice.often(0.2) ? ['owner-3', 'owner-3'] : []) all.push(by(owner, another))
}

/** What one woman does from enrolment to certificate, under this rule's figures, sometimes not quite enough of it. */
function life(s: h.Script, dice: Dice, rule: Rule, w: Woman): { who: string; act: () => void }[] {
  const who = w.agent
  const acts: (() => void)[] = []
  const reg = () => dice.one(w.enrolments)
  for (const e of w.enrolments) acts.push(() => h.enrolled(s, who, e, { at: when(s, dice) }))
  acts.push(() => h.identityChecked(s, who, {
    level: dice.some(['card', 'card', 'registry'], ['checksum']), by: 'staff-a', second: dice.some(['staff-b'], ['staff-b', 'staff-a', null]), key: `key ${who}`,
  }))
  const least = rule.minutes.atLeast
  for (let i = 0; i < 5; i++) {
    const minutes = Math.min(600, Math.ceil(least / 4) + dice.some([0, 0, 0, 3], [-1, 0.5]))
    acts.push(() => h.completed(s, who, reg(), `u${i + 1}`, minutes, { at: when(s, dice), authority: voice(dice, ['session', 'session', 'session', 'command']) }))
  }
  if (dice.often(0.5)) {
    acts.push(() => h.attended(s, who, reg(), dice.one(['s1', 's2']), dice.one([60, 120, 240]), {
      at: when(s, dice), by: dice.some(['staff-c', 'staff-d'], STAFF), authority: voice(dice, ['command']),
      ...(dice.often(0.4) ? { second: dice.one(STAFF) } : {}), ...(dice.often(0.2) ? { manual: true } : {}),
    }))
  }
  for (let i = 0; i < dice.one([1, 1, 2]); i++) {
    acts.push(() => h.quizScored(s, who, reg(), dice.some([20, 17.5, 14], [13.9, 21, '16']), { at: when(s, dice), authority: voice(dice, ['command']), quiz: dice.some(['base.prueba'], ['otro.prueba']) }))
    acts.push(() => h.labGraded(s, who, reg(), !dice.odd(0.3), { at: when(s, dice), authority: voice(dice, ['command']), lab: dice.some(['uva-vino'], ['otro']) }))
    acts.push(() => h.productGraded(s, who, reg(), dice.some([20, 15, 14], [13]), { at: when(s, dice), by: dice.one(['staff-c', 'staff-c', 'staff-d']), authority: voice(dice, ['command']) }))
  }
  if (dice.odd(0.3)) acts.push(dice.one(troubleBefore(s, w)))
  const certificates = dice.one([1, 1, 1, 2, 2, 0])
  for (let i = 0; i < certificates; i++) certificate(s, dice, w, acts, i)
  if (dice.odd(0.4)) acts.push(dice.one(troubleAfter(s, dice, w)))
  return acts.map((act) => ({ who, act }))
}

const MIDDLING = '2026-06-01T17:00:00Z'

/** What decides whether a later approval is allowed, or her marks count. */
function troubleBefore(s: h.Script, w: Woman): (() => void)[] {
  const e = w.enrolments[0]!
  return [
    () => { h.annulled(s, w.agent, h.productGraded(s, w.agent, e, 16, { by: 'staff-e' })) },
    () => { h.withdrew(s, w.agent, e); h.productGraded(s, w.agent, e, 19, { by: 'staff-c' }) },
    () => { h.productGraded(s, w.agent, e, 19, { by: 'staff-c', at: '2024-06-25T17:00:00Z' }) },
    () => { h.enrolled(s, w.agent, e, { at: '2024-06-20T17:00:00Z' }); h.productGraded(s, w.agent, e, 19, { by: 'staff-c', at: MIDDLING }) },
    () => { h.attended(s, w.agent, e, 's9', 60, { by: 'staff-e' }) },
    () => { h.proposed(s, w.agent, e, { by: 'staff-e', kind: 'constancia' }) },
    () => {
      h.proposed(s, w.agent, e, { by: 'staff-b' })
      h.approved(s, w.agent, e, { by: 'staff-a', kind: 'constancia' })
      h.issued(s, w.agent, e, h.uuid(w.agent, 'paper of the wrong kind'))
    },
  ]
}

/** What befalls a certificate, or what it rests on, once it is issued. */
function troubleAfter(s: h.Script, dice: Dice, w: Woman): (() => void)[] {
  const c = w.credentials[0] ?? h.uuid('no credential')
  const state = (...states: ('suspended' | 'reinstated')[]) => () => { for (const one of states) h.credentialIs(s, one, w.agent, c) }
  const hers = (end: string) => s.lines.filter((l) => l.draft.statement.actor.account.name === w.agent && l.draft.statement.verb.id.endsWith(end))
  const strike = (end: string, as: string) => () => { for (const line of hers(end)) h.annulled(s, as, line.draft.statement.id!) }
  return [
    state('suspended', 'reinstated'), state('suspended', 'reinstated', 'suspended'), state('suspended'),
    () => h.productGraded(s, w.agent, w.enrolments[0]!, 12, { by: 'staff-e' }),
    () => h.attended(s, w.agent, w.enrolments[0]!, 's8', 30, { by: 'staff-e' }),
    strike(dice.one(['/enrolled', '/identity-checked', '/quiz-scored']), w.agent),
    strike(dice.one(['/enrolled', '/identity-checked', '/quiz-scored']), h.uuid('somebody else')),
    () => { const line = dice.one(hers('/enrolled')); if (line) h.annulled(s, w.agent, line.draft.statement.id!) },
  ]
}

function certificate(s: h.Script, dice: Dice, w: Woman, acts: (() => void)[], i: number): void {
  const e = dice.one(w.enrolments)
  const kind = dice.some(['certificado'], ['constancia', 'certificado'])
  const credential = h.uuid(w.agent, 'credential', i)
  w.credentials.push(credential)
  acts.push(() => h.proposed(s, w.agent, e, { kind, by: dice.some(['staff-b'], ['staff-b', 'staff-e']), authority: voice(dice, ['command']) }))
  acts.push(() => h.approved(s, w.agent, e, { kind: dice.odd(0.1) ? 'certificado' : kind, by: dice.some(['staff-e'], ['staff-e', 'staff-d', 'staff-c', 'staff-b']), authority: voice(dice, ['command']), at: when(s, dice) }))
  acts.push(() => h.issued(s, w.agent, dice.odd(0.1) ? dice.one(w.enrolments) : e, credential, { kind, authority: voice(dice, ['command']) }))
  if (i > 0 && dice.often(0.5)) acts.push(() => h.credentialIs(s, 'superseded', w.agent, w.credentials[0]!, { next: credential }))
}

/** When something is said to have happened: mostly now, sometimes before, in the future, or on an edge. */
function when(s: h.Script, dice: Dice): string | undefined {
  if (!dice.odd(0.28)) return undefined
  const last = s.lines.at(-1)
  const now = last ? last.stored.getTime() : Date.parse(START)
  const said = s.lines.length > 0 ? Date.parse(dice.one(s.lines).draft.statement.timestamp!) : now
  return iso(dice.one([
    now - DAY, now - 3 * DAY, now - 30 * DAY, now + DAY, now + 400 * DAY, said, said, said + 1, said - 1,
    midnight(said), midnight(said) - 1, midnight(said) + DAY,
    Date.parse('2026-01-01T05:00:00Z'), Date.parse('2026-01-01T04:59:59.999Z'), Date.parse('2024-06-26T05:00:00Z'), Date.parse('2024-06-26T04:59:59.999Z'),
  ]))
}

/** The last midnight in Lima. */
const midnight = (ms: number): number => Math.floor((ms - 5 * HOUR) / DAY) * DAY + 5 * HOUR

/** Mostly who should say it; sometimes an outside tool or a session that has no business to. */
function voice(dice: Dice, right: readonly Authority[]): Authority {
  return dice.odd(0.05) ? dice.one(['client:tool', 'session']) : dice.one(right)
}

/** Something that does not belong to an ordinary life. */
function strange(s: h.Script, dice: Dice, women: readonly Woman[]): void {
  const w = dice.one(women)
  const other = dice.one(women)
  const e = dice.one(w.enrolments)
  const c = w.credentials.length > 0 ? dice.one(w.credentials) : h.uuid('no credential')
  const authority = voice(dice, ['command'])
  const at = when(s, dice)
  const target = dice.one(s.lines).draft.statement.id!
  const happenings: (() => unknown)[] = [
    () => h.merged(s, w.agent, other.agent, { authority }),
    () => h.merged(s, w.agent, dice.one(women).agent, { authority }),
    () => h.split(s, w.agent, other.agent, { authority }),
    () => h.withdrew(s, w.agent, e, { authority, at }),
    () => h.reEntered(s, w.agent, e, { authority, at }),
    () => { h.withdrew(s, w.agent, e, { at }); h.reEntered(s, w.agent, e, { at }) },
    () => h.reEntered(s, w.agent, e),
    () => h.annulled(s, dice.often(0.7) ? s.lines.find((l) => l.draft.statement.id === target)!.draft.statement.actor.account.name : w.agent, target, { authority }),
    () => h.died(s, w.agent, iso(Date.parse(at ?? iso(s.lines.at(-1)!.stored.getTime())) - 5 * HOUR).slice(0, 10), { authority }),
    () => h.died(s, w.agent, null, { authority }),
    () => h.conflictFound(s, w.agent, other.agent === w.agent ? h.uuid('stranger') : other.agent, dice.one(['dni-1', 'dni-2']), { authority }),
    () => h.conflictResolved(s, w.agent, dice.one(['dni-1', 'dni-2']), dice.often(0.8), { authority }),
    () => h.conflictResolved(s, w.agent, 'dni-1', true),
    () => { h.conflictFound(s, w.agent, h.uuid('stranger'), 'dni-1'); h.conflictResolved(s, dice.one(women).agent, 'dni-1', dice.often(0.7)) },
    () => { h.conflictFound(s, w.agent, other.agent, 'dni-2'); h.merged(s, w.agent, other.agent) },
    () => { const line = dice.one(s.lines).draft.statement; h.annulled(s, w.agent, line.id!, { authority }) },
    () => h.credentialIs(s, dice.one(['revoked', 'suspended', 'suspended', 'reinstated', 'reinstated', 'superseded']), w.agent, c, { authority, next: h.uuid('next') }),
    () => h.credentialIs(s, 'reinstated', other.agent, c, { authority }),
    () => h.enrolled(s, other.agent, e, { authority, at }),
    () => h.completed(s, other.agent, e, dice.one(['u1', 'u2', 'u6']), dice.one([12, 240, 600, 601, 0, 12.5, '12']), { at, version: 'v2' }),
    () => h.completed(s, w.agent, e, 'u1', dice.one([13, 240]), { at }),
    () => h.proposed(s, other.agent, e, { by: dice.one(STAFF), authority }),
    () => h.approved(s, other.agent, e, { by: dice.one(STAFF), authority, at }),
  ]
  dice.one(happenings)()
}

/** The women's lines interleaved; inside each list two neighbours sometimes change places. */
function shuffleAcross(dice: Dice, lists: (() => void)[][]): (() => void)[] {
  const queues = lists.map((list) => {
    const copy = [...list]
    for (let i = 1; i < copy.length; i++) if (dice.odd(0.08)) [copy[i - 1], copy[i]] = [copy[i]!, copy[i - 1]!]
    return copy
  })
  const out: (() => void)[] = []
  while (queues.some((q) => q.length > 0)) {
    const first = dice.one(queues.filter((q) => q.length > 0)).shift()
    if (first) out.push(first)
  }
  return out
}
