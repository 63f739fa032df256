import { resolve } from 'node:path'
import { features } from '../src/app.ts'
import { readConfig } from '../src/lib/config.ts'
import { startEmbedded } from '../src/lib/embedded.ts'
import { prepareDataDir, reachDatabase } from '../src/lib/reach.ts'
import { restoreBackup } from './backup/restore.ts'

// npm run restore -- <folder> [keys.json]      into an empty DATA_DIR and (DATABASE_URL) an empty database
const [folder, keysFile] = process.argv.slice(2)
if (!folder) {
  console.error('usage: npm run restore -- <folder of a backup> [keys.json, when it was put aside]')
  process.exit(2)
}
const config = readConfig(process.env)
try {
  prepareDataDir(config.dataDir)
  if (config.databaseUrl) await reachDatabase(config.databaseUrl)
  const database = config.databaseUrl ? { url: config.databaseUrl, stop: async () => {} } : await startEmbedded(config.dataDir)
  try {
    const manifest = await restoreBackup(resolve(folder), {
      config, databaseUrl: database.url, features, ...(keysFile ? { keysFile: resolve(keysFile) } : {}),
    })
    for (const [tenant, { head, chain }] of Object.entries(manifest.record)) console.log(`${tenant}: ${head} statements, chain ${chain}`)
    console.log(`Restored the backup of ${manifest.made} into ${config.dataDir}.`)
  } finally {
    await database.stop()
  }
} catch (error) {
  console.error(`The restore did not end well. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
