import assert from 'node:assert/strict'
import { test } from 'node:test'
import { burstOf, fullBucket, take } from './bucket.ts'

test('in an hour a client gets its rate a minute and one burst, however it asks', () => {
  for (const rate of [1, 7, 60, 999, 60_000]) {
    for (const everyMs of [1, 37, 500]) {
      const bucket = fullBucket(rate, 0)
      let given = 0
      const minutes = rate > 1000 ? 1 : 60
      for (let now = 0; now < minutes * 60_000; now += everyMs) if (take(bucket, now) === 0) given++
      const most = rate * minutes + burstOf(rate)
      assert.ok(given <= most, `${rate} a minute, asked every ${everyMs} ms: ${given} of ${most}`)
      assert.ok(given >= Math.min(rate * minutes, Math.floor(minutes * 60_000 / everyMs)) - 1, `${rate} a minute, asked every ${everyMs} ms: only ${given}`)
    }
  }
})

test('who waits as long as it is told is let in', () => {
  for (const rate of [1, 7, 60, 999]) {
    const bucket = fullBucket(rate, 0)
    let seconds = 0
    while (seconds === 0) seconds = take(bucket, 0)
    assert.ok(take(bucket, seconds * 1000) === 0, `${rate} a minute: ${seconds} s were not enough`)
    assert.ok(seconds <= Math.ceil(60 / rate), `${rate} a minute: ${seconds} s are too many`)
  }
})

test('a burst is never more than a minute’s worth', () => {
  assert.deepEqual([1, 5, 10, 60, 600, 60_000].map(burstOf), [1, 5, 10, 10, 100, 10_000])
})
