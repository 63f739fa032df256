import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { catchUp } from '../../src/record/follow.ts'
import { rebuildBeside } from '../../src/record/rebuild.ts'
import { agent, ext, readExt, type Draft, type Stored } from '../../src/record/statement.ts'
import { actingStaff, ruleInForceFor } from '../acting.ts'
import { append } from '../../src/record/append.ts'
import { differences } from '../differences.ts'
import { ruleFor } from '../histories/four-ways.ts'
import { chance } from '../histories/random.ts'
import { putIntoRecord, storedFrom } from '../histories/recorded.ts'
import * as h from '../histories/script.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { attendanceDropped, missed } from '../../src/features/attendance/statements.ts'
import { limaDay, limaMoment, MOVE } from '../../src/features/cohorts/index.ts'
import { sectionChanged, sectionOpened } from '../../src/features/cohorts/section-acts.ts'
import { paused, reEntered, resumed, transferred, withdrew } from '../../src/features/cohorts/statements.ts'
import { activityName, ruleAt, VERB, verbIri } from '../../src/features/programmes/index.ts'
import { CONTACTED, contacted } from '../../src/features/tutoring/statements.ts'
import { riskOf } from '../../src/features/tutoring/risk.ts'
import { definitions } from '../../src/features/figures/definitions.ts'
import { figure, figuresAt } from '../../src/features/figures/figure.ts'
import { closedNow, liveFigures, tutoringNow } from '../../src/features/figures/live.ts'
import { read, riskBy, tutoringOf } from '../../src/features/figures/read.ts'

let house: TestHouse
before(async () => { house = await openHouse({ now: '2026-06-20T15:00:00Z' }) })
after(() => house.close())

const TENANT = 'k20'
const [HOUR, DAY] = [3_600_000, 86_400_000]
const BEGIN = Date.parse('2026-03-02T15:00:00Z')
const PEOPLE = 130
/** As they stand in the end: the second one was to last longer, the third begins later than was said first. */
const DAYS: Readonly<Record<string, { starts: string; ends: string }>> = {
  'uno-1': { starts: '2026-03-01', ends: '2026-06-10' }, 'dos-2': { starts: '2026-03-10', ends: '2026-04-20' }, 'tres-3': { starts: '2026-03-18', ends: '2026-07-30' },
}
const at = (ms: number): Date => new Date(ms)
const terms = (days: { starts: string; ends: string }) => ({
  organisation: null, site: null,
  terms: { title: { es: 'Una', en: 'One' }, mode: 'virtual' as const, shift: { es: 'Lunes', en: 'Monday' }, capacity: 300, ...days, course: 'base', call: null },
})

/** Everybody's random weeks, all on whole hours: work, classes, absences that stand or not, rests, leaving and coming back, moving, and calls of a tutor. */
function record(): { statements: Stored[]; done: ReadonlySet<string> } {
  const { signing } = ruleFor('piloto', TENANT)
  const opening = h.script(TENANT, '2024-01-01T00:00:00Z')
  for (const owner of ['owner-1', 'owner-2']) h.ruleSigned(opening, owner, signing)
  const about = (id: string) => ({ tenant: TENANT, id, by: 'office', at: new Date('2024-01-02T00:00:00Z') })
  for (const [id, days] of Object.entries(DAYS)) opening.add(sectionOpened(about(id), terms(id === 'uno-1' ? days : { starts: '2026-03-01', ends: '2026-06-30' })).statement)
  const done = new Set<string>()
  const lines = Array.from({ length: PEOPLE }, (_, i) => life(i, done)).flat().sort((a, b) => a.stored.getTime() - b.stored.getTime())
  const end = h.script(TENANT, lines.at(-1)!.stored.toISOString(), 'end')
  for (const id of ['dos-2', 'tres-3']) end.add(sectionChanged(about(id), terms(DAYS[id]!)).statement)
  return { statements: storedFrom([...opening.lines, ...lines, ...end.lines]), done }
}

function life(seed: number, done: Set<string>): h.Line[] {
  const roll = chance(seed + 1)
  const one = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!
  const s = h.script(TENANT, new Date(BEGIN).toISOString(), `life ${seed}`)
  const [who, enrolment] = [h.uuid('k20', seed), h.uuid('k20 enrolment', seed)]
  const person = { tenant: TENANT, agent: who, enrolment }
  let now = BEGIN + Math.floor(roll() * 20 * 24) * HOUR
  const say = (draft: Draft, ms = now): void => { s.add({ ...draft.statement, id: draft.statement.id ?? h.uuid('k20', seed, s.lines.length) }, { at: at(ms).toISOString() }) }
  h.enrolled(s, who, enrolment, { section: one(Object.keys(DAYS)), at: at(now).toISOString() })
  const absences: string[] = []
  for (let n = 0; n < 6 + Math.floor(roll() * 14); n += 1) {
    const gap = one([5, 24, 48, 70, 72, 73, 120, 168, 169, 240, 337])
    now += gap * HOUR
    s.clock(at(now + one([0, 0, 0, 30]) * HOUR).toISOString())
    // In a long silence somebody calls now and then.
    if (gap > 150 && roll() < 0.5) say(contacted({ ...person, id: h.uuid('long silence', seed, n), by: 'tutor', at: at(now), channel: 'visit', reached: false, cause: null, next: null }), now - one([1, 2, 30, 70, 71]) * HOUR)
    const section = { ...person, section: one(Object.keys(DAYS)), at: at(now), by: 'office' }
    const session = h.uuid('session', seed, n)
    one<() => void>([
      () => { h.completed(s, who, enrolment, `u${n}`, 12, { at: at(now).toISOString() }) },
      () => { h.attended(s, who, enrolment, session, 60, { at: at(now).toISOString() }) },
      () => { h.quizScored(s, who, enrolment, 12, { at: at(now).toISOString() }) },
      () => { const id = h.uuid('attended', seed, n); h.attended(s, who, enrolment, session, 60, { at: at(now).toISOString() }); h.annulled(s, who, s.lines.at(-1)!.draft.statement.id ?? id) },
      ...[0, 1, 2].map((k) => () => {
        const id = h.uuid('missed', seed, n, k)
        say(missed({ ...person, id, session, at: at(now), by: 'tutor' }, { mark: one(['F', 'F', 'F', 'J'] as const), minutes: 0, source: 'list' }))
        absences.push(id)
      }),
      () => { if (absences.length > 0) say(attendanceDropped({ ...person, session, at: at(now), by: 'tutor' }, one(absences), 'corrected')) },
      ...[0, 1, 2, 3].map((k) => () => say(contacted({ ...person, id: h.uuid('contact', seed, n, k), by: 'tutor', at: at(now), channel: 'call', reached: roll() < 0.5, cause: null, next: null }))),
      () => say(paused(section, limaDay(at(now + one([3, 9, 20]) * DAY)), 'care')),
      () => say(resumed(section)),
      () => { say(withdrew(section, 'time')); now += 30 * HOUR; if (roll() < 0.7) say(reEntered({ ...section, at: at(now) })) },
      () => say(transferred(section, 'uno-1')),
    ])()
  }
  if (seed % 9 === 0) {
    done.add(enrolment)
    const opts = { at: at(now).toISOString() }
    for (let u = 0; u < 5; u += 1) h.completed(s, who, enrolment, `final-${u}`, 600, opts)
    h.quizScored(s, who, enrolment, 20, opts)
    h.labGraded(s, who, enrolment, true, opts)
    s.add({ actor: agent(who), verb: { id: verbIri('productSubmitted') }, object: { objectType: 'Activity', id: `https://w3id.org/yachay/${TENANT}/products/base.producto` }, context: { registration: enrolment, extensions: ext({}) } }, opts)
  }
  return s.lines
}

/** Hour by hour, with what was known of her until then, by the tutor's own list: when she was at risk, and who called. */
function byHand(statements: readonly Stored[], done: ReadonlySet<string>): Map<string, { risk: number; inTime: number }> {
  const found = new Map<string, { risk: number; inTime: number }>()
  for (const enrolled of statements.filter((s) => s.verb === VERB.enrolled)) {
    const hers = statements.filter((s) => s.registration === enrolled.registration && s.pos !== enrolled.pos)
    const struck = new Set(hers.filter((s) => s.verb.endsWith('/attendance-dropped') || s.verb === VERB.annulled).map((s) => s.object))
    // Strikes of attendance carry no registration everywhere: those of the same woman are looked at too.
    for (const s of statements) if (s.verb === VERB.annulled && s.actor === enrolled.actor) struck.add(s.object)
    const facts = hers.filter((s) => !struck.has(s.id))
    const times = (...verbs: string[]): number[] => facts.filter((s) => verbs.includes(s.verb)).map((s) => s.happened.getTime())
    const moved = facts.findLast((s) => s.verb === MOVE.transferred) ?? enrolled
    const [starts, ends] = [limaMoment(DAYS[activityName(enrolled.object)]!.starts, 0).getTime(), limaMoment(DAYS[activityName(moved.object)]!.ends, 1440).getTime()]
    const signs = times(VERB.completed, VERB.attended, VERB.quizScored, VERB.labGraded, verbIri('productSubmitted'))
    const rests = facts.filter((s) => s.verb === MOVE.paused).map((s) => {
      const end = limaMoment(String(readExt(s.statement, 'pausedUntil')), 1440).getTime()
      return [s.happened.getTime(), Math.min(end, ...times(MOVE.resumed).filter((t) => t > s.happened.getTime()))] as const
    })
    const marks = facts.filter((s) => s.verb === VERB.attended || s.verb.endsWith('/attendance-missed')).sort((a, b) => a.happened.getTime() - b.happened.getTime() || a.pos - b.pos)
    const contacts = times(CONTACTED)
    const leaves = [...times(VERB.withdrew).map((t) => [t, 1] as const), ...times(VERB.reEntered).map((t) => [t, 0] as const)].sort((a, b) => a[0] - b[0])
    const atRisk = (t: number): boolean => {
      if (t < starts || t >= ends || rests.some(([from, to]) => t >= from && t < to) || leaves.findLast(([when]) => when <= t)?.[1] === 1) return false
      if (done.has(enrolled.registration!) && t >= Math.max(...signs)) return false
      const upTo = (all: readonly number[]): number[] => all.filter((x) => x <= t)
      const seen = marks.filter((s) => s.happened.getTime() <= t)
      const lastIn = seen.findLastIndex((s) => s.verb === VERB.attended || readExt(s.statement, 'mark') === 'J')
      const [first, last] = [upTo(times(VERB.completed)).sort((a, b) => a - b)[0], Math.max(...upTo(signs))]
      return riskOf({
        begun: at(Math.max(...upTo([enrolled.happened.getTime(), starts, ...times(VERB.reEntered, MOVE.resumed), ...rests.map(([, to]) => to)]))),
        firstUnit: first === undefined ? null : at(first), lastSign: Number.isFinite(last) ? at(last) : null, absences: seen.length - 1 - lastIn, lastContact: undefined,
      }, at(t), limaDay(at(t))) !== null
    }
    const first = Math.max(enrolled.happened.getTime(), starts)
    for (let t = first, was = false, since = 0; t < BEGIN + 400 * DAY; t += HOUR) {
      const is = atRisk(t)
      if (is && !was) since = t
      const called = contacts.some((c) => c >= since && c < since + 72 * HOUR)
      if (was && !is && t - since < 72 * HOUR && !called) { was = is; continue }
      if (was && (!is || t - since === 72 * HOUR) && since > 0) {
        const key = limaDay(at(since + 72 * HOUR))
        const row = found.get(key) ?? { risk: 0, inTime: 0 }
        found.set(key, { risk: row.risk + 1, inTime: row.inTime + Number(called) })
        since = -Infinity
      }
      was = is
    }
  }
  return found
}

test('times at risk and who was called within 72 hours are those of the tutor’s list asked hour by hour, and follow, recompute and rebuild alike', async () => {
  const { statements, done } = record()
  for (let i = 0; i < statements.length; i += 97) {
    await putIntoRecord(house.db, statements.slice(i, i + 97))
    await catchUp(house)
  }
  const [signed, live] = [await ruleAt(house.db, TENANT), await liveFigures(house, TENANT)]
  assert.ok(signed && live.pos === statements.length)
  const { rows } = await house.pool.query(`select section, values from figure where tenant = $1 and agent = '' and section like 'risk:%' and rule = $2`, [TENANT, signed.hash])
  const kept = new Map((rows as { section: string; values: Record<string, number> }[]).map((r) => [r.section.slice(5), { risk: r.values['at-risk'] ?? 0, inTime: r.values['contacted-in-time'] ?? 0 }]))
  const expected = byHand(statements, done)
  const sorted = (map: typeof kept): [string, { risk: number; inTime: number }][] => [...map].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  assert.deepEqual(sorted(kept), sorted(expected))
  const sum = (of: (r: { risk: number; inTime: number }) => number): number => [...expected.values()].reduce((n, r) => n + of(r), 0)
  assert.ok(sum((r) => r.risk) > 120 && sum((r) => r.inTime) > 20, `${sum((r) => r.risk)} times, ${sum((r) => r.inTime)} in time`)

  const sums = await figuresAt(house, TENANT, signed, live.pos)
  for (const now of ['2026-04-03T15:00:00Z', '2026-05-01T04:59:00Z', '2026-06-20T15:00:00Z']) {
    house.time.set(now)
    const closed = await closedNow(house, TENANT)
    const shown = await tutoringNow(house, TENANT, { values: live.values, closed })
    const yesterday = limaDay(new Date(Date.parse(now) - DAY))
    const until = [...expected].filter(([day]) => day <= yesterday).map(([, r]) => r)
    assert.deepEqual([shown['at-risk'], shown['contacted-in-time']], [until.reduce((n, r) => n + r.risk, 0), until.reduce((n, r) => n + r.inTime, 0)], now)
    assert.equal(shown['learning-now'], learning(statements, limaDay(new Date(now))), now)
    assert.deepEqual(riskBy(yesterday, sums), { 'at-risk': shown['at-risk'], 'contacted-in-time': shown['contacted-in-time'] })
  }
  await rebuildBeside(house, figure)
  assert.equal(await differences(house, 'figure'), 0)
})

/** Enrolments with work in their first 14 days that were not left, in sections that are not over on a day. */
function learning(statements: readonly Stored[], day: string): number {
  const struck = new Set(statements.filter((s) => s.verb === VERB.annulled).map((s) => s.object))
  return statements.filter((s) => s.verb === VERB.enrolled).filter((e) => {
    const hers = statements.filter((s) => s.registration === e.registration)
    const out = hers.findLast((s) => s.verb === VERB.withdrew || s.verb === VERB.reEntered)?.verb === VERB.withdrew
    const moved = hers.findLast((s) => s.verb === MOVE.transferred) ?? e
    const worked = hers.some((s) => (s.verb === VERB.completed || s.verb === VERB.attended) && !struck.has(s.id) && s.happened >= e.happened && s.happened.getTime() < e.happened.getTime() + 14 * DAY)
    return worked && !out && DAYS[activityName(moved.object)]!.ends >= day
  }).length
}

test('K20 is said to the office with its two numbers; fewer than ten tutors are shown to no tutor and in no file', async () => {
  house.time.set('2026-06-20T15:00:00Z')
  await ruleInForceFor(house)
  const officer = await actingStaff(house, 'Olga Oficina', ['executor'])
  const tutor = await actingStaff(house, 'Tina Tutora', ['tutor'])
  assert.equal((await officer.post('/office/piloto/sections/noche-1/tutors', { staff: tutor.id })).status, 303)
  const s = h.script('piloto', '2026-06-01T15:00:00Z', 'k20')
  for (const who of ['ana', 'eva', 'luz']) {
    h.enrolled(s, h.uuid(who), h.uuid(who, 'enrolment'))
    if (who !== 'luz') h.completed(s, h.uuid(who), h.uuid(who, 'enrolment'), 'que-es-la-ia')
  }
  // Luz was at risk on 8 June and called two days later; Ana and Eva, silent since 1 June, since the 15th, and nobody called.
  s.add(contacted({ id: h.uuid('call'), tenant: 'piloto', agent: h.uuid('luz'), enrolment: h.uuid('luz', 'enrolment'), by: tutor.id, at: new Date('2026-06-10T15:00:00Z'), channel: 'call', reached: false, cause: null, next: null }).statement, { at: '2026-06-10T15:00:00Z' })
  await append(house, { scopes: [] }, () => s.lines.map((line) => line.draft))
  await catchUp(house)
  const shown = async (who: typeof officer): Promise<string> => (await (await who.get('/office/piloto/figures/k20?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(await shown(officer), /tutoría 2 2 de 1 Veces en riesgo en que la buscaron dentro de 72 horas: 1 de 3/)
  assert.match(await shown(tutor), /no se muestra: son menos de 10 tutores/)
  assert.doesNotMatch(await shown(tutor), /1 de 3/)
  // Behind the share stand the three, under pseudonyms.
  const evidence = await (await officer.get('/office/piloto/figures/k20/evidence?lang=es')).text()
  assert.equal([...evidence.matchAll(/<code>([0-9a-f]{16})<\/code>/g)].length, 3)
  assert.doesNotMatch(evidence, new RegExp(h.uuid('luz')))
  const k20 = definitions(house).find((d) => d.id === 'k20')!
  const known = (tutors: number, ofFew: boolean) => ({ values: {}, office: {}, closed: {}, tutoring: tutoringOf({ learning: 90 }, {}, tutors, {}), ofFew, target: 100, inForce: true })
  assert.deepEqual(read(k20, known(9, false)), { kind: 'none', why: 'few' })
  assert.deepEqual(read(k20, known(10, false)), { kind: 'ratio', numerator: 90, denominator: 10, ratio: 9 })
  assert.deepEqual(read(k20, known(9, true)), { kind: 'ratio', numerator: 90, denominator: 9, ratio: 10 })
})
