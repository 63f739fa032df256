import type pg from 'pg'

/**
 * Empties tables, fills them with what they held and with what `more` adds, and makes their keys and indexes again, in one transaction: PostgreSQL then
 * writes no log of it (`wal_level = minimal`), and an index is sorted once instead of being touched a million times.
 */
export async function filled(client: pg.Client, tables: readonly string[], more: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    const again: string[] = []
    for (const table of tables) again.push(...await emptied(client, table))
    await more()
    for (const made of again) await client.query(made)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Leaves the rows that a table held, without a key or an index, and says how these are made again. */
async function emptied(client: pg.Client, table: string): Promise<string[]> {
  const { rows: keys } = await client.query<{ name: string; made: string }>(
    `select conname as name, pg_get_constraintdef(oid) as made from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u')`, [table])
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))`, [table])
  await client.query(`create temp table held_${table} on commit drop as select * from ${table}`)
  await client.query(`truncate ${table}`)
  for (const { name } of keys) await client.query(`alter table ${table} drop constraint "${name}"`)
  for (const { name } of indexes) await client.query(`drop index "${name}"`)
  await client.query(`insert into ${table} select * from held_${table}`)
  return [
    ...keys.map(({ name, made }) => `alter table ${table} add constraint "${name}" ${made}`),
    // Of a partitioned table PostgreSQL describes the index of the whole alone.
    ...indexes.map(({ made }) => made.replace(' ON ONLY ', ' ON ')),
  ]
}
