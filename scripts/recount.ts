import { liveNumber, numberAt, recountBySql, type Counts, type Figures } from '../src/features/programmes/index.ts'
import { readConfig } from '../src/lib/config.ts'
import { connect } from '../src/lib/database.ts'
import { openDatabase } from './open-database.ts'

// npm run recount -- <programme> [--at <position>]
// Counts one programme in two independent ways from the record alone, and compares them with the live number when it stands at
// the same position. Ends with 0 when all are equal, 1 when not, 2 when it could not count.
const [programme, ...rest] = process.argv.slice(2)
const at = rest.includes('--at') ? Number(rest[rest.indexOf('--at') + 1]) : Number.MAX_SAFE_INTEGER

if (!programme || programme.startsWith('--') || !Number.isInteger(at) || at < 1) {
  console.error('usage: npm run recount -- <programme> [--at <position>]')
  process.exitCode = 2
} else {
  try {
    process.exitCode = await recount(programme)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}

async function recount(tenant: string): Promise<number> {
  const database = await openDatabase(readConfig(process.env))
  const { db, pool } = connect(database.url, 2)
  try {
    const figures = await numberAt({ db }, tenant, at)
    if (figures.pos === 0) throw new Error(`Nothing is recorded for a programme called "${tenant}".`)
    console.log(`${tenant}, position ${figures.pos}, received ${figures.at?.toISOString() ?? '?'}`)
    if (!figures.rule) {
      console.log('No version of the rule is in force at this position: there is no figure.')
      return 0
    }
    const { rule, version, hash, since } = figures.rule
    console.log(`rule ${version}, SHA-256 ${hash}, in force since position ${since}`)
    return compare(figures, await recountBySql(pool, tenant, figures.pos, rule, hash), await liveNumber({ db }, tenant))
  } finally {
    await db.destroy()
    await database.close()
  }
}

/** Prints the columns side by side; 0 when they are equal. */
function compare(evaluated: Figures, bySql: Counts | null, live: Figures): number {
  const ways: [string, Counts | null][] = [['evaluator', evaluated.counts], ['recount.sql', bySql]]
  if (live.pos === evaluated.pos) ways.push(['live', live.counts])
  console.log(['level', ...ways.map(([name]) => name)].join(' | '))
  for (const level of [0, 1, 2, 3] as const) console.log([`N${level}`, ...ways.map(([, counts]) => counts?.[level] ?? 'none')].join(' | '))
  const equal = ways.every(([, counts]) => JSON.stringify(counts) === JSON.stringify(evaluated.counts))
  console.log(equal ? 'equal' : 'NOT EQUAL')
  return equal ? 0 : 1
}
