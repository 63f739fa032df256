import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingStaff, type Acting } from '../../test/acting.ts'
import { putIntoRecord, storedFrom } from '../../test/histories/recorded.ts'
import { ruleFor } from '../../test/histories/four-ways.ts'
import { randomHistory } from '../../test/histories/random.ts'
import { ruleSigned, script } from '../../test/histories/script.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'
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
