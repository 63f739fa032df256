import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingStaff, type Acting } from '../../test/acting.ts'
import { putIntoRecord, storedFrom } from '../../test/histories/recorded.ts'
import { ruleFor } from '../../test/histories/four-ways.ts'
import { chance, randomHistory } from '../../test/histories/random.ts'
import { ruleSigned, script } from '../../test/histories/script.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { signHead } from '../../src/features/log/checkpoints.ts'
import { growLog } from '../../src/features/log/grow-log.ts'
import { dailyHeads } from '../../src/features/log/index.ts'
import { numberAt } from '../../src/features/programmes/index.ts'
import type { Stored } from '../../src/record/statement.ts'
import { serveWitness } from '../witness/serve.ts'
import { openWitness, type Witness } from '../witness/state.ts'
import { audit, type Asked } from './audit.ts'
import { sourceOf, type Source } from './source.ts'

const T = 'piloto'
const place = mkdtempSync(join(tmpdir(), 'yachay-audit-'))
let house: TestHouse
let auditor: Acting
let witness: Witness
let stop: () => Promise<void>
let statements: readonly Stored[]

before(async () => {
  witness = await openWitness(join(place, 'witness'), 'testigo.example.edu.pe', [])
  const served = await serveWitness(witness, 0)
  stop = served.stop
  house = await openHouse({ witnesses: [{ url: served.address, key: witness.signer }] })
  auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  const { rule, signing } = ruleFor(T, T)
  const opening = script(T, '2025-06-01T00:00:00Z')
  for (const owner of ['owner-1', 'owner-2']) ruleSigned(opening, owner, signing)
  const lines = Array.from({ length: 60 }, (_, i) => randomHistory(i, T, rule, null)).flat().sort((a, b) => a.stored.getTime() - b.stored.getTime())
  statements = storedFrom([...opening.lines, ...lines])
  const half = statements.length >> 1
  await putIntoRecord(house.db, statements.slice(0, half))
  await dailyHeads(house)
  await putIntoRecord(house.db, statements.slice(half))
})
after(async () => {
  await stop()
  witness.close()
  await house.close()
  rmSync(place, { recursive: true, force: true })
})

/** What is published, over the routes. */
const published: Source = async (path) => {
  const answer = await house.request(`/p/${T}/log/${path}`)
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null
}

/** One look from outside: its lines, and whether everything fitted. */
async function look(memory: string, more: Partial<Asked> = {}, source = published): Promise<{ fits: boolean; said: string }> {
  const lines: string[] = []
  const fits = await audit({ log: source, programme: null, where: 'https://yachay.example.pe/p/piloto/log' }, { key: null, witnesses: [], evidence: null, memory: join(place, memory), say: (line) => lines.push(line), ...more })
  return { fits, said: lines.join('\n') }
}

async function evidenceFile(): Promise<string> {
  const answer = await auditor.get(`/office/${T}/log/evidence.jsonl`)
  assert.equal(answer.status, 200)
  const file = join(place, 'evidence.jsonl')
  writeFileSync(file, await answer.text())
  return file
}

/** With all rights on the database: triggers off, the deed, triggers on. */
async function operator(...deeds: string[]): Promise<void> {
  const tables = ['statement', 'log_entry', 'log_node', 'log_checkpoint']
  for (const table of tables) await sql`${sql.raw(`alter table ${table} disable trigger user`)}`.execute(house.db)
  for (const deed of deeds) await sql.raw(deed).execute(house.db)
  for (const table of tables) await sql`${sql.raw(`alter table ${table} enable trigger user`)}`.execute(house.db)
}

const sizeNow = async (): Promise<number> => (await house.db.selectFrom('log').select('size').where('tenant', '=', T).executeTakeFirstOrThrow()).size

test('the first visit keeps what is there, the next sees that only new acts came, and the acts themselves give the number', async () => {
  const first = await look('public')
  assert.ok(first.fits, first.said)
  assert.match(first.said, /first visit/)
  assert.ok((await look('public')).fits)
  const before = await sizeNow()
  await dailyHeads(house)
  assert.ok(await sizeNow() > before && before > 256, `${before} entries`)
  const next = await look('public', { evidence: await evidenceFile() })
  assert.ok(next.fits, next.said)
  assert.match(next.said, new RegExp(`the ${before} entries of the last visit are there, unchanged; ${await sizeNow() - before} came since`))
  const { counts } = await numberAt(house, T, Number.MAX_SAFE_INTEGER)
  assert.ok(counts && counts[3] > 0)
  assert.match(next.said, new RegExp(`N0 ${counts[0]}, N1 ${counts[1]}, N2 ${counts[2]}, N3 ${counts[3]} `))
})

test('the page says it to people, in both languages; strangers do not get the evidence; a folder with the files does as well', async () => {
  for (const [lang, words] of [['es', /Registro de transparencia.*Hechos.*Ningún|Registro de transparencia.*testigo/s], ['en', /Transparency log.*npm run audit/s]] as const) assert.match(await (await house.request(`/p/${T}/log?lang=${lang}`)).text(), words)
  assert.equal((await house.request(`/office/${T}/log/evidence.jsonl`)).status, 303, 'sign in first')
  assert.equal((await (await actingStaff(house, 'Elena Coordina', ['executor'])).get(`/office/${T}/log/evidence.jsonl`)).status, 403)
  const size = await sizeNow()
  for (const path of ['tile/0/x000/001', 'tile/0/999', `tile/entries/${String(Math.floor(size / 256)).padStart(3, '0')}.p/${size % 256 + 1}`, 'tile/64/000', 'tile/0/000.p/256']) assert.equal(await published(path), null, path)
  assert.equal(await sourceOf(place)('checkpoint'), null)
  assert.equal((await house.request('/p/nadie/log/checkpoint')).status, 404)
})

test('a witness cosigns each head once it knows the log; the audit names who saw it and when, and who did not', async () => {
  const { signer } = witness
  const unseen = await look('witnessed', { witnesses: [signer] })
  assert.ok(!unseen.fits)
  assert.match(unseen.said, /NO {2}testigo\.example\.edu\.pe did not cosign/)
  const key = (await import('../../src/lib/tlog/note.ts')).parseKey((await published('key'))?.toString().trim() ?? '')
  assert.ok(key)
  // The operator of the witness adds the log to those it watches.
  ;(witness.logs as (typeof key)[]).push(key)
  await dailyHeads(house)
  const seen = await look('witnessed', { witnesses: [signer] })
  assert.ok(seen.fits, seen.said)
  assert.match(seen.said, /ok {2}testigo\.example\.edu\.pe saw this head on /)
})

test('nobody is told whose an entry is once she is erased, and the log still fits', async () => {
  const agent = statements.slice(0, statements.length >> 1).findLast((s) => s.verb.endsWith('/enrolled'))?.actor ?? ''
  await sql`update log_salt set salt = null where tenant = ${T} and agent = ${agent}`.execute(house.db)
  const { fits, said } = await look('erased', { evidence: await evidenceFile() })
  assert.ok(fits, said)
  assert.match(said, /; [1-9]\d* are of people who were erased and cannot be opened/)
})

/** An act in the middle of the record that a rule reads and whose salt is there: its position and the number of its entry. */
async function anAct(verb: string): Promise<{ pos: number; n: number }> {
  return sql<{ pos: number; n: number }>`select e.pos, e.n from log_entry e join statement s on s.tenant = e.tenant and s.pos = e.pos join log_salt a on a.tenant = e.tenant and a.agent = coalesce(s.actor, '')
    where e.tenant = ${T} and e.n between 40 and 1500 and a.salt is not null and s.verb like ${`%/${verb}`} order by e.n limit 1`.execute(house.db).then(({ rows: [row] }) => row ?? assert.fail(`no ${verb}`))
}

const next = chance(7)

/** Deeds on the record, each with the number of the first entry that must be named. */
const DEEDS: readonly { readonly name: string; readonly verb: string; readonly deed: (pos: number) => string; readonly why: RegExp }[] = [
  { name: 'more minutes for a unit', verb: 'completed', deed: (p) => `update statement set raw = regexp_replace(raw, 'ext/minutes":\\d+', 'ext/minutes":999') where tenant = '${T}' and pos = ${p}`, why: /is not the one that was committed to/ },
  { name: 'another mark', verb: 'quiz-scored', deed: (p) => `update statement set raw = regexp_replace(raw, '"raw":\\d+', '"raw":20.5') where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'another person', verb: 'completed', deed: (p) => `update statement set actor = (select agent from log_salt where tenant = '${T}' and salt is not null and agent <> '' and agent <> statement.actor limit 1) where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'another verb', verb: 'enrolled', deed: (p) => `update statement set verb = 'https://w3id.org/yachay/verbs/withdrew' where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'a verb that no rule reads', verb: 'enrolled', deed: (p) => `update statement set verb = 'https://w3id.org/yachay/verbs/looked' where tenant = '${T}' and pos = ${p}`, why: /is not in the record any more/ },
  { name: 'another object', verb: 'issued', deed: (p) => `update statement set object = object || '-2' where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'received earlier', verb: 'completed', deed: (p) => `update statement set stored = stored - interval '40 days' where tenant = '${T}' and pos = ${p}`, why: /received at|is not the one/ },
  { name: 'received a second later', verb: 'completed', deed: (p) => `update statement set stored = stored + interval '1 millisecond' where tenant = '${T}' and pos = ${p}`, why: /received at|is not the one/ },
  { name: 'happened earlier', verb: 'quiz-scored', deed: (p) => `update statement set happened = happened - interval '2 days' where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'under another enrolment', verb: 'completed', deed: (p) => `update statement set registration = gen_random_uuid() where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'as an act of the office', verb: 'completed', deed: (p) => `update statement set authority = case authority when 'command' then 'session' else 'command' end where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'another id', verb: 'issued', deed: (p) => `update statement set id = gen_random_uuid() where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'deleted', verb: 'completed', deed: (p) => `delete from statement where tenant = '${T}' and pos = ${p}`, why: /is not in the record any more/ },
  { name: 'moved to the end', verb: 'completed', deed: (p) => `update statement set pos = 1000000 where tenant = '${T}' and pos = ${p}`, why: /is not in the record any more/ },
  { name: 'moved to another programme', verb: 'issued', deed: (p) => `update statement set tenant = 'otro' where tenant = '${T}' and pos = ${p}`, why: /is not in the record any more/ },
  { name: 'an approval whose text is emptied', verb: 'approved', deed: (p) => `update statement set raw = '{}' where tenant = '${T}' and pos = ${p}`, why: /is not the one/ },
  { name: 'another salt', verb: 'enrolled', deed: (p) => `update log_salt set salt = decode(repeat('ab', 32), 'hex') where tenant = '${T}' and agent = (select actor from statement where tenant = '${T}' and pos = ${p})`, why: /is not the one/ },
]

for (const { name, verb, deed, why } of DEEDS) {
  test(`an operator with all rights on the database: ${name}; the evidence no longer fits and the entry is named`, async () => {
    const { pos, n } = await anAct(verb)
    const kept = await sql<{ row: string }>`select row_to_json(s)::text as row from statement s where tenant = ${T} and pos = ${pos}`.execute(house.db)
    const salts = await house.db.selectFrom('log_salt').selectAll().execute()
    await operator(deed(pos))
    try {
      const { fits, said } = await look(`deed-${next()}`, { evidence: await evidenceFile() })
      assert.ok(!fits, said)
      const named = Number(/entry (\d+) does not fit/.exec(said)?.[1])
      // Another salt spoils all that was hers, the first of it before this act.
      assert.ok(named === n || (name === 'another salt' && named <= n) || (/received a second/.test(name) && named === n + 1), said)
      assert.match(said, why)
    } finally {
      await operator(`delete from statement where tenant in ('${T}', 'otro') and (pos = ${pos} or pos = 1000000)`,
        `insert into statement select * from json_populate_record(null::statement, '${kept.rows[0]?.row.replaceAll("'", "''") ?? ''}'::json)`)
      for (const { tenant, agent, salt } of salts) await house.db.updateTable('log_salt').set({ salt }).where('tenant', '=', tenant).where('agent', '=', agent).execute()
    }
    assert.ok((await look(`deed-${next()}`, { evidence: await evidenceFile() })).fits, 'put back, everything fits again')
  })
}

test('an operator who writes the log anew and signs it again: the server refuses to sign, the visitor names the entry, the witness does not cosign', async () => {
  await look('before', { witnesses: [witness.signer] })
  const size = await sizeNow()
  const copy = await house.db.selectFrom('log_entry').selectAll().where('tenant', '=', T).orderBy('n').execute()
  await operator(`update log_node set hash = decode(repeat('cd', 32), 'hex') where tenant = '${T}' and level = 1 and n = 0`)
  const more = storedFrom(randomHistory(9001, T, ruleFor(T, T).rule, null), statements.length + 1)
  await putIntoRecord(house.db, more)
  await growLog(house, T)
  await assert.rejects(signHead(house, T), /first \d+ entries no longer have the root that was signed/)
  // With the key in her hands she signs whatever she likes: takes the old heads away, and hashes everything again.
  await operator(`delete from log_checkpoint where tenant = '${T}'`, `delete from log_node where tenant = '${T}'`, `delete from log_cosignature where tenant = '${T}'`, `delete from log_entry where tenant = '${T}'`, `update log set size = 0, pos = 0 where tenant = '${T}'`)
  await growLog(house, T)
  await operator(`update log_entry set commitment = decode(repeat('cd', 32), 'hex') where tenant = '${T}' and n = 77`)
  await dailyHeads(house)
  const { fits, said } = await look('before', { witnesses: [witness.signer] })
  assert.ok(!fits)
  assert.match(said, /NO {2}testigo\.example\.edu\.pe did not cosign/)
  assert.match(said, /NO {2}entry 77 is another than at the last visit/)
  assert.equal((await look('before')).fits, false, 'and says so again')
  const words = await house.db.selectFrom('log_witness').select('said').where('tenant', '=', T).executeTakeFirstOrThrow()
  assert.match(words.said, /status 422/)
  // Under another name it is no first visit either.
  const renamed = await look('before', {}, async (path) => (path === 'checkpoint' ? Buffer.from(String(await published(path)).replace('localhost/', 'otra.example.pe/')) : published(path)))
  assert.match(renamed.said, /NO {2}the log calls itself otra\.example\.pe.*at the last visit it was localhost/)
  assert.equal(renamed.fits, false)
  assert.ok(size > 0 && copy.length === size)
})
