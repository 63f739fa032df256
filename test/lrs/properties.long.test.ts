import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { brokenRefused, equalTwice, garbageSurvived, openBench, validTaken, type Bench } from './properties.ts'

let bench: Bench
before(async () => { bench = await openBench() })
after(() => bench.house.close())

/** Other statements on every run; a failure names its own seed. */
const seed = 10_000_000 + randomInt(2 ** 30)

test('over HTTP, at length: valid statements by the ten thousand are taken', async () => { await validTaken(bench, seed, 1000, 90) })
test('over HTTP, at length: broken statements by the ten thousand are refused', async () => { await brokenRefused(bench, seed, 4500, 500) })
test('over HTTP, at length: equal ones are accepted twice, others are 409', async () => { await equalTwice(bench, seed, 1500) })
test('over HTTP, at length: garbage never brings a 500', async () => { await garbageSurvived(bench, seed, 8000) })
