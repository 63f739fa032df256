import { resolve } from 'node:path'
import { features } from '../src/app.ts'
import { readConfig } from '../src/lib/config.ts'
import { connect } from '../src/lib/database.ts'
import { visitEmbedded } from '../src/lib/embedded.ts'
import { keysUsed } from '../src/lib/fingerprints.ts'
import { openKeys } from '../src/lib/keys.ts'
import { writeBackup } from './backup/write.ts'

// npm run backup -- <folder>      also while the server runs; DATA_DIR and DATABASE_URL as for npm start
const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: npm run backup -- <new folder>')
  process.exit(2)
}
const config = readConfig(process.env)
const database = config.databaseUrl ? { url: config.databaseUrl, stop: async () => {} } : await visitEmbedded(config.dataDir)
// What the database was written with must be here: a backup with a key made this moment would be one of nothing.
const { db } = connect(database.url, 1)
try {
  const manifest = await writeBackup({
    databaseUrl: database.url, dataDir: config.dataDir, keys: openKeys(config.dataDir, await keysUsed(db)), now: new Date(),
    projections: features.flatMap((feature) => feature.projections ?? []).map((projection) => projection.table),
  }, resolve(folder))
  for (const [tenant, { head, chain }] of Object.entries(manifest.record)) console.log(`${tenant}: ${head} statements, chain ${chain}`)
  console.log(`${manifest.tables.length} tables, ${Object.keys(manifest.files).length} files in ${resolve(folder)}`)
  console.log(`Keep ${resolve(folder)}/keys.json apart from the rest: with both, everything can be read and certificates can be signed.`)
} catch (error) {
  console.error(`The backup was not made. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await db.destroy()
  await database.stop()
}
