import assert from 'node:assert/strict'
import type { Place } from './place.ts'
import { added, assertAnswered, countAll, expected, send, type Row } from './row.ts'

/** Done once it does what it says; done again it does nothing more, and says so. */
export async function checkTwice(place: Place, row: Row): Promise<void> {
  const ready = await row.prepare(place)
  const before = await countAll(place.house, ready.effect)
  const first = await send(place.house, ready.by, ready)
  assert.ok(first.status < 400, `the first time: ${first.status} ${first.words.slice(0, 500)}`)
  assert.deepEqual(added(before, await countAll(place.house, ready.effect)), expected(row, ready.effect, 1), 'done once')
  assertAnswered(await send(place.house, ready.by, ready), 'the second time')
  assert.deepEqual(added(before, await countAll(place.house, ready.effect)), expected(row, ready.effect, 2), 'done twice')
}

/** Two requests at the same moment, in two processes: one effect. */
export async function checkAtOnce(place: Place, row: Row): Promise<void> {
  const ready = await row.prepare(place)
  const before = await countAll(place.house, ready.effect)
  const also = { ...ready, ...ready.also }
  const answers = await Promise.all([send(place.house, ready.by, ready), send(place.other, also.by, also)])
  answers.forEach((answer, i) => assertAnswered(answer, `request ${i + 1}`))
  assert.ok(answers.some((a) => a.status < 400), `one of them is done: ${answers.map((a) => `${a.status} ${a.words.slice(0, 200)}`).join(' | ')}`)
  assert.deepEqual(added(before, await countAll(place.house, ready.effect)), expected(row, ready.effect, 2), 'done by two at once')
}

const CLOSED = [401, 403, 404]

/** Whoever must not do it is told so in words, and nothing happens. */
export async function checkWrongPersons(place: Place, row: Row): Promise<void> {
  const ready = await row.prepare(place)
  const before = await countAll(place.house, ready.effect)
  assert.ok(ready.wrong.length > 0, 'the row names somebody who must not do it')
  for (const wrong of ready.wrong) {
    const answer = await send(place.house, wrong.by, { ...ready, ...wrong })
    assert.ok(wrong.status === undefined ? CLOSED.includes(answer.status) : answer.status === wrong.status, `${wrong.who}: ${answer.status} ${answer.words.slice(0, 300)}`)
    assertAnswered(answer, wrong.who)
    assert.deepEqual(added(before, await countAll(place.house, ready.effect)), expected(row, ready.effect, 0), `done by ${wrong.who}`)
  }
}
