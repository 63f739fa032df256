import { accessSync, constants, mkdirSync } from 'node:fs'
import pg from 'pg'

/** Makes DATA_DIR when missing; an Error for people when this user may not write there. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code
    throw new Error(`DATA_DIR ${dataDir} cannot be written (${why}). Give this user the right to write there, or set another DATA_DIR.`, { cause: error })
  }
}

/** Connects once; an Error for people, without the password, when no usable PostgreSQL answers at DATABASE_URL. */
export async function reachDatabase(databaseUrl: string): Promise<void> {
  const client = clientFor(databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new Error(`DATABASE_URL does not work: ${sentence(client, error)}`, { cause: error })
  }
  try {
    const { rows } = await client.query<{ may: boolean }>("select has_schema_privilege('public', 'create') as may")
    if (!rows[0]?.may) throw new Error(`DATABASE_URL does not work: user "${client.user}" may not make tables in database "${client.database}". Make it the owner: alter database ${client.database} owner to ${client.user}`)
  } finally {
    await client.end()
  }
}

function clientFor(databaseUrl: string): pg.Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('not a postgresql:// address')
    return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'yachay' })
  } catch (error) {
    throw new Error('DATABASE_URL is not an address such as postgresql://user:password@host:5432/database', { cause: error })
  }
}

function sentence(client: pg.Client, error: unknown): string {
  const code = (error as { code?: string }).code
  const server = `${client.host}:${client.port}`
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT': return `no PostgreSQL answers at ${server}. Is it running?`
    case 'ENOTFOUND':
    case 'EAI_AGAIN': return `there is no host called "${client.host}".`
    case '28P01':
    case '28000': return `PostgreSQL at ${server} does not let user "${client.user}" in; user or password is wrong.`
    case '3D000': return `there is no database "${client.database}" at ${server}. Make it: createdb --owner=${client.user} ${client.database}`
    default: return `PostgreSQL at ${server} says: ${error instanceof Error ? error.message : String(error)}`
  }
}
