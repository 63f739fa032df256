import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { openAuditPlace, T, type AuditPlace } from '../../test/audit-place.ts'
import { numberAt } from '../../src/features/programmes/index.ts'
import { ruleHash } from '../../src/features/programmes/rule.ts'
import { append } from '../../src/record/append.ts'
import { catchUp } from '../../src/record/follow.ts'
import { ruleFor } from '../../test/histories/four-ways.ts'
import { ruleSigned, script, uuid } from '../../test/histories/script.ts'
import { audit } from './audit.ts'
import { placesOf } from './source.ts'

let place: AuditPlace

before(async () => { place = await openAuditPlace() })
after(() => place.close())

const json = async (path: string): Promise<{ pos: number; counts: number[]; log: { size: number }; files: Record<string, string> }> => JSON.parse(String(await place.published(path))) as never

test('an outsider counts every published cut anew, sees that its publication is in the log, and compares the number of now with the page', async () => {
  const first = await place.look('outsider')
  assert.ok(first.fits, first.said)
  const { pos, counts } = await json('releases/2026-03.1/release.json')
  assert.ok(counts[3]! > 3, String(counts))
  assert.deepEqual((await numberAt(place.house, T, pos)).counts, counts)
  const shown = counts.map((n, i) => `N${i} ${n}`).join(', ')
  for (const line of [`2026-03.1/recount.csv counted anew: ${shown}`, `cut 2026-03.1 under v1 alone`, 'the publication of cut 2026-01.1 is entry', 'counted anew from recount.csv, and on the public page']) assert.ok(first.said.includes(line), `${line}\n${first.said}`)
  assert.ok((await place.look('outsider')).fits)
  const one = await place.look('outsider', { cut: '2026-01', rule: 'v1' })
  assert.ok(one.said.includes('cut 2026-01.1 under v1') && !one.said.includes('cut 2026-03.1'), one.said)
  await assert.rejects(place.look('outsider', { rule: 'v9' }), /was counted under v1, not under v9/)
  await assert.rejects(place.look('outsider', { cut: '2020-01' }), /There is no published cut 2020-01/)
})

test('an auditor with the evidence counts each cut from the acts, person by person, under every version', async () => {
  const { fits, said } = await place.look('auditor', { evidence: await place.evidence() })
  assert.ok(fits, said)
  for (const cut of ['2026-01.1', '2026-03.1']) for (const what of ['rule in force', 'v1 alone']) assert.match(said, new RegExp(`ok {2}cut ${cut}, ${what}: the evidence gives N0 \\d+, N1 \\d+, N2 \\d+, N3 \\d+, person by person`))
})

test('the recount file tells a level and, of who counts only, an entry of the log: nothing that another cut knows her by', async () => {
  const [a, b] = await Promise.all(['2026-01.1', '2026-03.1'].map(async (cut) => String(await place.published(`releases/${cut}/recount.csv`)).trim().split('\r\n')))
  assert.equal(b?.[0], 'pseudonym,level,entry,under_v1')
  const size = (await json('releases/2026-03.1/release.json')).log.size
  for (const row of b.slice(1)) {
    const [pseudonym = '', level, entry = ''] = row.split(',')
    assert.match(pseudonym, /^[0-9a-f]{20}$/)
    assert.equal(level === '3', entry !== '', row)
    assert.ok(entry === '' || Number(entry) < size)
  }
  const names = (rows: readonly string[] | undefined): Set<string | undefined> => new Set(rows?.slice(1).map((row) => row.split(',')[0]))
  assert.equal([...names(a)].filter((name) => names(b).has(name)).length, 0)
  assert.deepEqual(b.slice(1), b.slice(1).toSorted(), 'in the order of the pseudonyms')
})

test('under a second version each person stands with her level under both, and the auditor counts both', async () => {
  const { signing } = ruleFor(T, T)
  const yaml = signing.yaml.replace(/^version: v1$/m, 'version: v2').replace('atLeast: 48', 'atLeast: 40') + 'from: 2026-03-01\n'
  const second = script(T, '2026-04-03T15:00:00Z', 'v2')
  for (const owner of ['owner-1', 'owner-2']) ruleSigned(second, uuid(owner), { version: 'v2', hash: ruleHash(yaml), yaml })
  await append(place.house, { scopes: ['rules'] }, () => second.lines.map((line) => line.draft))
  await catchUp(place.house)
  place.house.time.set('2027-01-02T15:00:00Z')
  await place.publish('2026-12', '2026-12.1')
  const { fits, said } = await place.look('two versions', { evidence: await place.evidence() })
  assert.ok(fits, said)
  const of = (version: string): string => new RegExp(`cut 2026-12\\.1, ${version} alone: the evidence gives (N0 .*N3 \\d+), person by person`).exec(said)?.[1] ?? assert.fail(said)
  assert.notEqual(of('v1'), of('v2'), 'the second asks for fewer minutes')
  const one = await place.look('two versions', { cut: '2026-12.1', rule: 'v2' })
  assert.ok(one.fits && one.said.includes(`cut 2026-12.1 under v2 alone (${ruleHash(yaml).slice(0, 16)}…): ${of('v2')}`) && !one.said.includes('under v1 alone'), one.said)
  await place.undo()
})

test('a folder with the published files does as well as the address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-audit-folder-'))
  const size = (await place.house.db.selectFrom('log').select('size').where('tenant', '=', T).executeTakeFirstOrThrow()).size
  const bundles = Array.from({ length: Math.ceil(size / 256) }, (_, i) => `log/tile/entries/${String(i).padStart(3, '0')}${size - i * 256 < 256 ? `.p/${size % 256}` : ''}`)
  const cuts = await Promise.all(['2026-01.1', '2026-03.1'].map(async (cut) => ['release.json', ...Object.keys((await json(`releases/${cut}/release.json`)).files)].map((file) => `releases/${cut}/${file}`)))
  for (const path of ['catalog.jsonld', 'number.json', 'recount.csv', 'log/checkpoint', 'log/key', 'log/proof/cut/2026-01.1', 'log/proof/cut/2026-03.1', ...bundles, ...cuts.flat()]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), await place.published(path) ?? assert.fail(path))
  }
  const lines: string[] = []
  for (const where of [folder, join(folder, 'log')]) {
    assert.ok(await audit(placesOf(where), { key: null, witnesses: [place.witness.signer], evidence: null, memory: join(folder, 'memory'), now: place.house.clock(), say: (line) => lines.push(line) }), lines.join('\n'))
  }
  assert.equal(lines.filter((line) => line.startsWith('ok  the publication of cut')).length, 4)
  rmSync(folder, { recursive: true })
})
