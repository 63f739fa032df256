import { loadavg } from 'node:os'
import { KB, total } from '../test/on-the-wire.ts'
import { moments, type Moment } from './old-phone/moments.ts'
import { learner, openPhonePlace } from './old-phone/place.ts'
import { weekReadOnline, weekTakenAlong, type Part } from './old-phone/week.ts'

// An old phone: 360 px, the page's main thread at a quarter of its speed (throttling does not reach workers), 400 kbit/s, 400 ms,
// nothing cached. Prints a table, then the same as one line of JSON.
/** ../shared/ANCHORS.md, sections 3, 5 and 6. */
const PEERS = [
  'Moodle 4.5.1, login page | 7.7–7.9 | 25.6–29.5 | | 1,064 | | | measured by us, same conditions (ANCHORS.md 6)',
  'Moodle 4.5.1, course page | 7.7–7.9 | 25.6–29.5 | | 1,260 | | | measured by us, same conditions (ANCHORS.md 6)',
  'Oppia, first load on 3G | | 10–15 | | | | | oppia/oppia#23680 (ANCHORS.md 3, U16)',
  'Pyodide and pandas page, before a first result | | | > 30 | > 71,680 | | | pandas.pydata.org/try.html (ANCHORS.md 5)',
]
/** Nobody should need more than a minute's film for a week of learning. */
const WEEK_MB = 5

const place = await openPhonePlace()
try {
  const rosa = await learner(place, 'Rosa Quispe Mamani')
  const found = await moments(place, rosa)
  const taken = await weekTakenAlong(place, await learner(place, 'Julia Ccori Apaza'))
  const online = await weekReadOnline(place, await learner(place, 'Elmer Huanca Poma'))
  print(found, taken, online)
  process.exitCode = found.every((m) => m.met) && megabytes(taken) <= WEEK_MB ? 0 : 1
} finally {
  await place.close()
}

function megabytes(parts: readonly Part[]): number {
  return parts.reduce((sum, { up, down }) => sum + up + down, 0) / 1_000_000
}

function print(found: readonly Moment[], taken: readonly Part[], online: readonly Part[]): void {
  const s = (seconds: number | null): string => (seconds === null ? '' : seconds.toFixed(1))
  console.log('on the old phone | first paint s | loaded s | usable s | KB | of it script KB | everything on the line KB | target | met')
  for (const { what, paint, loaded, usable, wire, script, line, target, met } of found) {
    console.log(`${what} | ${s(paint)} | ${s(loaded)} | ${s(usable)} | ${(total(wire) / KB).toFixed(1)} (headers ${(wire.headers / KB).toFixed(1)} more, ${wire.requests} requests) | ${(script / KB).toFixed(1)} | ${(line / KB).toFixed(1)} | ${target} | ${met ? 'yes' : 'NO'}`)
  }
  for (const peer of PEERS) console.log(peer)
  const row = ({ what, up, down, seconds }: Part): string => `${what} | ${(down / 1000).toFixed(0)} | ${(up / 1000).toFixed(0)} | ${seconds.toFixed(1)}`
  console.log('\na week of learning, the course taken along; every byte of the line, headers and service worker too | kB down | kB up | s')
  for (const part of taken) console.log(row(part))
  const week = megabytes(taken)
  console.log(`the week | ${week.toFixed(2)} MB in all | target <= ${WEEK_MB} MB | ${week <= WEEK_MB ? 'yes' : 'NO'}`)
  console.log(`\nthe same week with signal and nothing taken along | kB down | kB up | s`)
  for (const part of online) console.log(row(part))
  console.log(`the week | ${megabytes(online).toFixed(2)} MB in all`)
  console.log(`load of the machine ${loadavg()[0]?.toFixed(1)} on its cores`)
  console.log(JSON.stringify({ moments: found, week: taken, online }))
}
