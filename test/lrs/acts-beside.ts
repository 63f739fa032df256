// node --import tsx test/lrs/acts-beside.ts learners <n> | histories <from> <to> | signed
// What the office and learners do through the commands of one version; the upgrade drill runs this same file in the version before too, so it
// uses only what both have. DATABASE_URL and DATA_DIR as for npm start.
import { features } from '../../src/app.ts'
import { buildHouse, loadContent } from '../../src/house.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { connect } from '../../src/lib/database.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { append } from '../../src/record/append.ts'
import { actingLearner, ruleInForceFor, type Asked } from '../acting.ts'
import { workedHistories } from '../histories/worked.ts'

const T = 'piloto'
const [what, ...numbers] = process.argv.slice(2)
const [first = 0, second = 0] = numbers.map(Number)
const config = readConfig(process.env)
const { db } = connect(config.databaseUrl ?? '', 4)
const built = buildHouse({ config, db, clock: systemClock, keys: openKeys(config.dataDir) }, features)
await loadContent(built, features)
const house: Asked = { ...built, request: () => { throw new Error('not asked') } }

if (what === 'signed') await ruleInForceFor(house)
if (what === 'learners') {
  const made: { cookie: string; agent: string }[] = []
  for (let i = 0; i < first; i += 1) {
    const { cookie, agent } = await actingLearner(house)
    made.push({ cookie, agent })
  }
  console.log(JSON.stringify(made))
}
if (what === 'histories') {
  const ids: (string | undefined)[] = []
  for (const { lines } of workedHistories(T).slice(first, second)) {
    for (const line of lines) ids.push(...(await append(house, { scopes: [`actor:${T}:${JSON.stringify(line.draft.statement.actor)}`], authority: line.authority }, () => [line.draft])).map((s) => s.id))
  }
  console.log(JSON.stringify(ids))
}
await db.destroy()
