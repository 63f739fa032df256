import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts } from './facts.ts'
import { INVARIANTS } from './holds.ts'
import { FAULTS, Missing } from './tampered.ts'
import { walk } from './walk.ts'

/** What stood at the end of the walk, without a fault in it. */
let walked: Facts

// The thousands are in invariants.long.test.ts.
/** There is something to put each fault into. */
const showsAll = ({ facts }: { readonly facts: Facts }): boolean => FAULTS.every(({ tampered }) => canBe(() => tampered(facts)))

function canBe(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof Missing) return false
    throw error
  }
}

test('random histories by commands keep the invariants of DOMAIN.md 5.3, and every way of counting agrees each time', async (t) => {
  const { facts, done: _done, ...figures } = await walk(Number(process.env.SEED ?? 20_261_123), 28, showsAll)
  t.diagnostic(JSON.stringify(figures))
  walked = facts
  assert.ok(showsAll({ facts }) && figures.counted > 0)
})

test('each invariant notices the faults that it is there for', () => {
  assert.deepEqual([...new Set(FAULTS.map((f) => f.number))].sort((a, b) => a - b), INVARIANTS.map((i) => i.number), 'a fault for each')
  const unnoticed = FAULTS.filter(({ number, tampered }) => {
    const wrong = tampered(walked)
    try {
      for (const one of INVARIANTS) if (one.number === number) one.holds(wrong)
      return true
    } catch (error) {
      if (error instanceof assert.AssertionError) return false
      throw error
    }
  })
  assert.deepEqual(unnoticed.map(({ number, fault }) => `no. ${number}: ${fault}`), [])
})
