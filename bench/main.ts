import { bytes } from './bytes.ts'
import { coursePage } from './course-page.ts'
import { labs } from './labs.ts'
import { office } from './office.ts'
import { pages } from './office/pages.ts'
import { imports as tables } from './office/imports.ts'
import { offline } from './offline.ts'
import { record } from './record/main.ts'
import { starting } from './starting.ts'
import { startServer, type Started } from './started.ts'
import { statements } from './statements.ts'
import { training } from './training.ts'
import { trust } from './trust.ts'

/** One measured thing; a ratio to a reference of the same run wherever time is measured. */
export interface Figure {
  readonly item: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

const BENCHES: Readonly<Record<string, (server: Started) => Promise<Figure[]>>> = { coursePage, statements, bytes, training, offline, record, starting, labs, office, pages, tables, trust }

/** Only when named: each takes a quarter of an hour; labs installs what it measures against, office fills a country, of which tables is a part; trust certifies 20,000. */
const ALONE = ['labs', 'office', 'pages', 'tables', 'trust']

// npm run bench [-- name …]
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES).filter((name) => !ALONE.includes(name))
const server = await startServer()
const figures: Figure[] = []
console.log('item | figure | target | met')
try {
  for (const name of names) {
    const bench = BENCHES[name]
    if (!bench) throw new Error(`no benchmark is called ${name}; there are ${Object.keys(BENCHES).join(', ')}`)
    for (const f of await bench(server)) {
      figures.push(f)
      console.log(`${f.item} | ${f.figure} | ${f.target} | ${f.met ? 'yes' : 'NO'}`)
    }
  }
} finally {
  await server.stop()
}
process.exitCode = figures.every((f) => f.met) ? 0 : 1
