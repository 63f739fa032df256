import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, launcher } from '../../src/lib/embedded-binaries.ts'
import { environment } from '../../src/lib/embedded-process.ts'

/** A physical standby of an embedded database, which takes its place when asked. */
export interface Standby {
  /** Waits until it has everything that the primary has now. */
  readonly caughtUp: () => Promise<void>
  /** From here on nothing more reaches it: what the primary commits now is lost when it dies. */
  readonly cutOff: () => Promise<void>
  /** Becomes the primary; answers its address. */
  readonly promote: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Copies the running database under `dataDir` by pg_backup_start (there is no pg_basebackup among the embedded binaries) and follows it. */
export async function standbyOf(dataDir: string, place: string): Promise<Standby> {
  const from = realpathSync(join(dataDir, 'postgres'))
  const password = readFileSync(join(from, 'password'), 'utf8').trim()
  const sockets = readFileSync(join(from, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  const run = launcher()
  if (!run) throw new Error('user namespaces are off here: a standby of an embedded database cannot be made')
  const folder = join(place, 'postgres')
  const mine = join(place, 'run')
  mkdirSync(mine, { recursive: true, mode: 0o700 })
  const asOwner = async <T>(host: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ host, user: 'postgres', password, database: 'postgres' })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  await asOwner(sockets, async (client) => {
    await client.query("select pg_backup_start('standby', true)")
    cpSync(from, folder, { recursive: true, filter: (path) => !/postmaster\.(pid|opts)$/.test(path) })
    const { rows: [end] } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    writeFileSync(join(folder, 'backup_label'), end?.labelfile ?? '')
  })
  writeFileSync(join(folder, 'standby.signal'), '')
  writeFileSync(join(folder, 'postgresql.auto.conf'), `primary_conninfo = 'host=${sockets} user=postgres password=${password}'\n`)
  const binaries = findBinaries(place)
  const command = [...run.prefix, join(binaries.native, 'bin/postgres'), '-D', folder, '-c', `unix_socket_directories=${mine}`, '-c', 'listen_addresses=', '-c', 'timezone=UTC', '-c', 'wal_retrieve_retry_interval=100']
  const child: ChildProcess = spawn(command[0] ?? '', command.slice(1), { cwd: '/', stdio: ['ignore', 'ignore', 'ignore'], env: environment(binaries), ...run.user })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  const until = async (what: string, is: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 300; i += 1) {
      if (await is().catch(() => false)) return
      await wait(100)
    }
    throw new Error(`the standby never ${what}`)
  }
  const asked = <T>(query: string): Promise<T | undefined> => asOwner(mine, async (client) => (await client.query<{ answer: T }>(query)).rows[0]?.answer)
  await until('answered', async () => await asked<boolean>('select pg_is_in_recovery() as answer') === true)
  return {
    caughtUp: async () => {
      const here = await asOwner(sockets, async (client) => (await client.query<{ lsn: string }>('select pg_current_wal_lsn() as lsn')).rows[0]?.lsn ?? '')
      await until('caught up', async () => await asked<boolean>(`select pg_last_wal_replay_lsn() >= '${here}'::pg_lsn as answer`) === true)
    },
    cutOff: async () => {
      await asOwner(mine, (client) => client.query("alter system set primary_conninfo = ''"))
      await asked('select pg_reload_conf() as answer')
      await until('was cut off', async () => await asked<number>('select count(*)::int as answer from pg_stat_wal_receiver') === 0)
    },
    promote: async () => {
      await asked('select pg_promote(true, 30) as answer')
      await until('became the primary', async () => await asked<boolean>('select pg_is_in_recovery() as answer') === false)
      return `postgresql://yachay:${password}@${encodeURIComponent(mine)}/yachay`
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await ended
      rmSync(place, { recursive: true, force: true })
    },
  }
}
