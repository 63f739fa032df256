import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countStatements, levelsUnder } from '../../src/features/programmes/count.ts'
import { ruleFrom, signaturesFrom } from '../../src/features/programmes/in-force.ts'
import { liveNumber, numberAt, type Counts } from '../../src/features/programmes/number.ts'
import { recountBySql } from '../../src/features/programmes/recount.ts'
import { parseRule, ruleHash, type Rule } from '../../src/features/programmes/rule.ts'
import { ROOT } from '../../src/lib/root.ts'
import { catchUp } from '../../src/record/follow.ts'
import type { Stored } from '../../src/record/statement.ts'
import type { TestHouse } from '../house.ts'
import { chance, randomHistory, type Signing } from './random.ts'
import { ruleSigned, script } from './script.ts'
import { putIntoRecord, storedFrom } from './recorded.ts'

/** The published rule under another tenant's name, so that each record has a rule of its own. */
export function ruleFor(programme: string, tenant: string): { rule: Rule; signing: Signing } {
  const published = readFileSync(join(ROOT, `programmes/${programme}/rule-v1.yaml`), 'utf8')
  const yaml = published.replace(/^programme: .*$/m, `programme: ${tenant}`)
  return { rule: parseRule(yaml), signing: { version: 'v1', hash: ruleHash(yaml), yaml } }
}

/** The evaluator on statements in memory: no database between. */
export function countInMemory(statements: readonly Stored[], hash: string): Counts | null {
  const counted = countStatements(statements)
  return counted?.hash === hash ? counted.counts : null
}

interface Record {
  readonly tenant: string
  readonly rule: Rule
  readonly hash: string
  readonly statements: readonly Stored[]
  readonly next: () => number
}

/** `size` histories in one record, interleaved in order of reception. */
function record(name: string, first: number, size: number, programme = name): Record {
  const tenant = `${name === programme ? name.slice(0, 4) : name}-${first}-${size}`
  const { rule, signing } = ruleFor(programme, tenant)
  const lines = Array.from({ length: size }, (_, i) => randomHistory(first + i, tenant, rule, i === 0 ? signing : null)).flat()
  lines.sort((a, b) => a.stored.getTime() - b.stored.getTime())
  return { tenant, rule, hash: signing.hash, statements: storedFrom(lines), next: chance(first + 1_000_000) }
}

/**
 * Random histories in records of `size`: recount.sql, the evaluator in memory, numberAt and the follower's live number must agree
 * at the head and at two positions before it. Answers how varied the histories were.
 */
export async function countFourWays(house: TestHouse, programme: string, histories: number, size: number): Promise<{ counted: number; none: number }> {
  const records = Array.from({ length: histories / size }, (_, i) => record(programme, i * size, size))
  // In two halves with the follower in between: what it kept from the first must not spoil the second.
  for (const half of [0, 1]) {
    for (let i = 0; i < records.length; i += 50) {
      await putIntoRecord(house.db, records.slice(i, i + 50).flatMap(({ statements }) => {
        const middle = statements.length >> 1
        return half === 0 ? statements.slice(0, middle) : statements.slice(middle)
      }))
    }
    await catchUp(house)
  }
  const varied = { counted: 0, none: 0 }
  for (const { tenant, rule, hash, statements, next } of records) {
    const head = statements.length
    for (const pos of [head, 1 + Math.floor(next() * head), 1 + Math.floor(next() * 6)]) {
      const where = `${tenant} at ${pos} of ${head}`
      const evaluated = countInMemory(statements.slice(0, pos), hash)
      assert.deepEqual(await recountBySql(house.pool, tenant, pos, rule, hash), evaluated, `recount.sql against the evaluator, ${where}`)
      assert.deepEqual((await numberAt(house, tenant, pos)).counts, evaluated, `numberAt, ${where}`)
      if (pos === head) assert.deepEqual((await liveNumber(house, tenant)).counts, evaluated, `the live number, ${where}`)
      varied.counted += evaluated?.[3] ?? 0
      varied.none += evaluated === null ? 1 : 0
    }
  }
  return varied
}

/**
 * Random histories under two versions: v1 judges the enrolments begun before a day in their midst, v2 those begun on or after it.
 * `change` is what v2 asks for. The four counts must agree where v1, and where v2 is in force. Answers how many levels v2 changed.
 */
export async function countTwoVersions(house: TestHouse, programme: string, from: string, change: (yaml: string) => string, histories: number, size: number): Promise<{ both: number; differs: number }> {
  const found = { both: 0, differs: 0 }
  for (let i = 0; i < histories / size; i++) {
    const { tenant, rule, statements, next } = record(`v2${programme}`.slice(0, 4) + change.name, 500_000 + i * size, size, programme)
    const yaml = change(ruleFor(programme, tenant).signing.yaml).replace(/^version: v1$/m, 'version: v2') + `from: ${from}\n`
    const signing = { version: 'v2', hash: ruleHash(yaml), yaml }
    const opening = script(tenant, statements[Math.floor((0.2 + 0.6 * next()) * statements.length)]!.stored.toISOString(), 'v2')
    for (const owner of ['owner-7', 'owner-8']) ruleSigned(opening, owner, signing)
    const lines = [...statements.map((s) => ({ s, at: s.stored.getTime() })), ...storedFrom(opening.lines).map((s) => ({ s, at: s.stored.getTime() }))]
    const all = lines.sort((a, b) => a.at - b.at).map(({ s }, k) => ({ ...s, pos: k + 1 }))
    await putIntoRecord(house.db, all)
    await catchUp(house)
    const inForce = (pos: number) => ruleFrom(signaturesFrom(all.slice(0, pos)))
    for (const pos of [all.length, 1 + Math.floor(next() * all.length)]) {
      const signed = inForce(pos)
      const evaluated = signed ? countInMemory(all.slice(0, pos), signed.hash) : null
      assert.deepEqual(await recountBySql(house.pool, tenant, pos, signed?.rule ?? rule, signed?.hash ?? ''), evaluated, `recount.sql, ${tenant} at ${pos}`)
      assert.deepEqual((await numberAt(house, tenant, pos)).counts, evaluated, `numberAt, ${tenant} at ${pos}`)
      if (pos === all.length) assert.deepEqual((await liveNumber(house, tenant)).counts, evaluated, `live, ${tenant}`)
      const before = signed?.version === 'v2' ? signed.rule.earlier : undefined
      if (!signed || !before) continue
      found.both += 1
      const alone = await recountBySql(house.pool, tenant, pos, before.rule, before.hash)
      assert.equal(alone, null, 'v1 alone is not in force any more')
      const { earlier: _, ...bare } = signed.rule
      assert.equal(await recountBySql(house.pool, tenant, pos, bare, signed.hash), null, 'v2 without the version before it is not the rule in force')
      if (String(evaluated) !== String(levelsUnder(all.slice(0, pos), before.rule))) found.differs += 1
    }
  }
  return found
}
