import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { hash } from '../../scripts/sample/draw.ts'
import { dailyHeads } from '../../src/features/log/index.ts'
import { ROOT } from '../../src/lib/root.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../acting.ts'
import { drawnAudit, frozenAudit, publishedCut, SOURCE, VALUE } from '../audits.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { addCounted, many } from './counted.ts'

let house: TestHouse
let auditor: Acting
let cut: string
const laptop = mkdtempSync(join(tmpdir(), 'yachay-laptop-'))

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  await ruleInForceFor(house)
  const owner = await actingStaff(house, 'Olga Owner', ['approver'])
  auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  await addCounted(house, 'piloto', '2026-03-03T15:00:00Z', many(1300, { district: '211101', sex: 'female' }))
  house.time.set('2026-04-02T15:00:00Z')
  cut = await publishedCut(house, owner, '2026-03')
})
after(async () => {
  await house.close()
  rmSync(laptop, { recursive: true, force: true })
})

/** Without a network, when the machine lets a process have none of its own. */
const alone = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : []

/** Another process, with nothing of ours around it: no environment, no server, no database. */
function onHerLaptop(command: string, ...args: readonly string[]): { code: number | null; out: string; err: string } {
  const [first = command, ...rest] = [...alone, command, ...args]
  const ran = spawnSync(first, rest, { cwd: ROOT, env: { PATH: '/usr/bin:/bin' }, encoding: 'utf8', maxBuffer: 1 << 26 })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}
const sample = (...args: readonly string[]) => onHerLaptop(process.execPath, 'scripts/run.mjs', 'scripts/sample.ts', ...args)

/** A port that anybody on this machine reaches is not reached from there. */
async function noNetwork(): Promise<void> {
  if (alone.length === 0) return
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const tries = `require('node:net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(7))`
  assert.equal(spawnSync(process.execPath, ['-e', tries]).status, 0, 'it is there')
  assert.equal(onHerLaptop(process.execPath, '-e', tries).code, 7, 'and not for her laptop')
  server.close()
}

interface Published {
  readonly frame: { readonly sha256: string; readonly persons: number }
  readonly size: number
  readonly source: string
  readonly value: string | null
  readonly sample: { readonly sha256: string; readonly pseudonyms: readonly string[] } | null
}
const published = async (id: string): Promise<Published> => (await house.request(`/p/piloto/audits/${id}/audit.json`)).json() as Promise<Published>

test('scenario 8: auditor with seed and frame hash redraws the same 59 files on her own laptop without the server', async () => {
  const id = await frozenAudit(auditor, cut, { own: 59 })
  const before = await published(id)
  assert.deepEqual([before.size, before.source, before.value, before.sample], [59, SOURCE, null, null])
  assert.equal(before.frame.persons, 1300)
  // She fetches the frame before the value is known, and keeps its hash.
  const frame = Buffer.from(await (await house.request(`/p/piloto/audits/${id}/frame.csv`)).arrayBuffer())
  assert.equal(hash(frame), before.frame.sha256)
  const file = join(laptop, 'frame.csv')
  writeFileSync(file, frame)
  await drawnAudit(auditor, id)
  const drawn = (await published(id)).sample
  assert.equal(drawn?.pseudonyms.length, 59)

  const asked = ['--hash', before.frame.sha256, '--seed', VALUE, '--size', '59'] as const
  const redrawn = sample(file, ...asked, '--expect', drawn?.sha256 ?? '')
  assert.deepEqual([redrawn.code, redrawn.out.trim().split('\n')], [0, drawn?.pseudonyms], redrawn.err)
  await noNetwork()
})

test('the same with sha256sum and sort alone, as docs/sample.md says', async () => {
  const id = await frozenAudit(auditor, cut, { percent: 5 })
  await drawnAudit(auditor, id, "Ronda 4 815 162 342 de drand: \"9f3c\" & $HOME")
  const { frame, size, value, sample: drawn } = await published(id)
  assert.equal(size, 58, 'the table for 1,300 persons and 5 %')
  const file = join(laptop, 'frame-2.csv')
  writeFileSync(file, Buffer.from(await (await house.request(`/p/piloto/audits/${id}/frame.csv`)).arrayBuffer()))
  const script = join(laptop, 'draw.sh')
  writeFileSync(script, `set -eu
test "$(sha256sum < "$1" | cut -c1-64)" = "$2"
seed=$(printf '%s\\n' yachay-sample-1 "$2" "$3" | sha256sum | cut -c1-64)
tail -n +2 "$1" | while read p; do printf '%s %s\\n' "$(printf '%s:%s' "$seed" "$p" | sha256sum | cut -c1-64)" "$p"; done | LC_ALL=C sort | head -n "$4" | cut -d' ' -f2
`)
  const ran = onHerLaptop('sh', script, file, frame.sha256, value ?? '', String(size))
  assert.deepEqual([ran.code, ran.out.trim().split('\n')], [0, drawn?.pseudonyms], ran.err)
})

test('another frame, another value, another size or a damaged file is told, and never draws the published sample', async () => {
  const id = await frozenAudit(auditor, cut, { own: 59 })
  await drawnAudit(auditor, id)
  const { frame, sample: drawn } = await published(id)
  const text = await (await house.request(`/p/piloto/audits/${id}/frame.csv`)).text()
  const kept = (name: string, changed: string): string => {
    const file = join(laptop, name)
    writeFileSync(file, changed)
    return file
  }
  const file = kept('whole.csv', text)
  const lines = text.trimEnd().split('\n')
  const expect = ['--expect', drawn?.sha256 ?? ''] as const
  const one = kept('one-less.csv', `${lines.slice(0, -1).join('\n')}\n`)
  assert.match(sample(one, '--hash', frame.sha256, '--seed', VALUE, '--size', '59').err, /the frame is another file: its SHA-256 is/)
  assert.equal(sample(one, '--hash', hash(`${lines.slice(0, -1).join('\n')}\n`), '--seed', VALUE, '--size', '59', ...expect).code, 1)
  assert.equal(sample(file, '--hash', frame.sha256, '--seed', `${VALUE} `, '--size', '59', ...expect).code, 1)
  assert.equal(sample(file, '--hash', frame.sha256, '--seed', VALUE, '--size', '58', ...expect).code, 1)
  const turned = [lines[0], ...lines.slice(1).toReversed()].join('\n') + '\n'
  for (const [name, changed, why] of [
    ['turned.csv', turned, /line 3 of the frame/], ['windows.csv', text.replaceAll('\n', '\r\n'), /the file is no frame/], ['twice.csv', `${text}${lines.at(-1)}\n`, /of the frame is no pseudonym/], ['empty.csv', '', /no frame/],
  ] as const) {
    const ran = sample(kept(name, changed), '--hash', hash(changed), '--seed', VALUE, '--size', '59')
    assert.deepEqual([ran.code, why.test(ran.err)], [2, true], `${name}: ${ran.err}`)
  }
  assert.match(sample(file, '--hash', frame.sha256, '--seed', VALUE, '--size', '5000').err, /1300 persons: 5000 cannot be drawn/)
  for (const args of [[], [file], [file, '--hash', frame.sha256, '--seed', VALUE, '--size', '0'], [file, '--hash', frame.sha256, '--seed', VALUE, '--size', 'todas']]) {
    assert.deepEqual([sample(...args).code, /usage: npm run sample/.test(sample(...args).err)], [2, true])
  }
})

test('every person has the same chance: over many values each of the frame is drawn about equally often', async () => {
  const { drawSample } = await import('../../src/features/audits/sample.ts')
  const lines = Array.from({ length: 40 }, (_, i) => hash(`${i}`).slice(0, 20)).sort()
  const times = new Map<string, number>()
  for (let i = 0; i < 4000; i++) for (const line of drawSample('f'.repeat(64), `value ${i}`, lines, 10)) times.set(line, (times.get(line) ?? 0) + 1)
  // Chi-squared of 39 degrees of freedom (times 40/30 for draws without putting back): 72.1 is passed once in a thousand.
  const chi = lines.reduce((sum, line) => sum + ((times.get(line) ?? 0) - 1000) ** 2 / 1000, 0) * (40 / 30) * (39 / 40)
  assert.ok(chi < 72.1, `${chi}`)
})

test('a frame that somebody changed in the database draws nothing and is not given out: its hash stands in the record', async () => {
  const id = await frozenAudit(auditor, cut, { own: 59 })
  await sql`delete from audit_frame where ctid in (select ctid from audit_frame where audit = ${id} limit 1)`.execute(house.db)
  const refused = await auditor.post(`/office/piloto/audits/${id}/draw?lang=es`, { value: VALUE })
  assert.equal(refused.status, 409)
  const page = await refused.text()
  assert.match(page, /La lista guardada ya no da el hash que se publicó/)
  assert.ok(page.includes(VALUE), 'what was typed is still there')
  assert.equal((await house.request(`/p/piloto/audits/${id}/frame.csv`)).status, 409)
  assert.equal((await published(id)).value, null)
})

test('a cut whose recount file was changed is not frozen; what is frozen and drawn leaves entries in the transparency log, in that order', async () => {
  const text = (await sql<{ text: string }>`select text from data_release_recount where tenant = 'piloto'`.execute(house.db)).rows[0]?.text ?? ''
  // Somebody with all rights on the database: its triggers refuse everybody else.
  const rewritten = (to: string): Promise<void> => house.db.transaction().execute(async (tx) => {
    await sql`alter table data_release_recount disable trigger user`.execute(tx)
    await sql`update data_release_recount set text = ${to} where tenant = 'piloto'`.execute(tx)
    await sql`alter table data_release_recount enable trigger user`.execute(tx)
  })
  const fewer = text.split('\r\n').toSpliced(1, 1).join('\r\n')
  const other = text.replace(/^([0-9a-f]{19})[0-9a-f](,3,)/m, '$1x$2')
  for (const changed of [fewer, other]) {
    assert.notEqual(changed, text)
    await rewritten(changed)
    const refused = await auditor.post('/office/piloto/audits?lang=es', { id: randomUUID(), cut, source: SOURCE, tolerable: 'own', size: '2' })
    assert.equal(refused.status, 409)
    assert.match(await refused.text(), /ya no es el que se publicó con el corte/)
  }
  await rewritten(text)
  const id = await frozenAudit(auditor, cut, { own: 3 })
  await drawnAudit(auditor, id)
  await dailyHeads(house)
  const { rows } = await sql<{ verb: string }>`select s.verb from log_entry e join statement s on s.tenant = e.tenant and s.pos = e.pos
    where e.tenant = 'piloto' and s.object like ${`%/${id}`} order by e.n`.execute(house.db)
  assert.deepEqual(rows.map((row) => row.verb.split('/').at(-1)), ['audit-frozen', 'audit-drawn'])
})
