import { after, before, test } from 'node:test'
import { brokenRefused, equalTwice, garbageSurvived, openBench, validTaken, type Bench } from './properties.ts'

let bench: Bench
before(async () => { bench = await openBench() })
after(() => bench.house.close())

test('over HTTP: 600 valid statements of both versions, alone and in batches, are taken and come back as they were sent', async () => {
  console.log(`${await validTaken(bench, 1_000_000, 100, 5)} valid statements taken`)
})

test('over HTTP: 600 broken statements, alone and among good ones, are refused with 400 and leave nothing', async () => {
  console.log(`${await brokenRefused(bench, 2_000_000, 270, 30)} broken ones refused`)
})

test('over HTTP: what is equal by the specification is accepted twice, what is not is 409', async () => {
  console.log(`${await equalTwice(bench, 3_000_000, 50)} statements said again, and otherwise`)
})

test('over HTTP: garbage of any kind never brings a 500', async () => {
  console.log(`${await garbageSurvived(bench, 4_000_000, 200)} requests of garbage`)
})
