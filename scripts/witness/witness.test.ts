import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ROOT } from '../../src/lib/root.ts'
import { checkpointText, cosignedAt } from '../../src/lib/tlog/checkpoint.ts'
import { ED25519, formatKey, parseKey, parseNote, signatureLine, signerOf, type NoteKey } from '../../src/lib/tlog/note.ts'
import { consistencyProof, rootAt, type Tree } from '../../src/lib/tlog/proofs.ts'
import { EMPTY_EDGE, grow, partialTiles, tilePath } from '../../src/lib/tlog/tiles.ts'
import { serveWitness } from './serve.ts'
import { openWitness } from './state.ts'

const place = mkdtempSync(join(tmpdir(), 'yachay-witness-'))
after(() => rmSync(place, { recursive: true, force: true }))

const ORIGIN = 'yachay.example.pe/log/piloto'
const NAME = 'testigo.example.edu.pe'
const log = signerOf(ORIGIN, ED25519, Buffer.alloc(32, 1))

/** A log of 600 entries; `second` is the same with another entry 300. */
const [tree, second] = [treeOf((i) => String(i)), treeOf((i) => (i === 300 ? 'edited' : String(i)))]

function treeOf(entry: (i: number) => string): Tree {
  const { edge, full } = grow(EMPTY_EDGE, Array.from({ length: 600 }, (_, i) => createHash('sha256').update(entry(i)).digest()))
  const tiles = new Map([...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile.bytes]))
  return { size: 600, read: async (tile) => tiles.get(tilePath(tile)) ?? assert.fail(tilePath(tile)) }
}

async function headOf(size: number, of = tree, by = log): Promise<string> {
  const text = checkpointText({ origin: by.name, size, root: await rootAt(of, size) })
  return `${text}\n${signatureLine(text, by)}`
}

/** The body of add-checkpoint from one size to another. */
async function step(old: number, size: number, of = tree, by = log): Promise<string> {
  const proof = await consistencyProof(of, old, size)
  return `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${await headOf(size, of, by)}`
}

const AT = new Date('2026-03-02T15:00:00Z')

async function withWitness(name: string, work: (post: (body: string) => Promise<Response>, key: NoteKey, folder: string, address: string) => Promise<void>): Promise<void> {
  const witness = await openWitness(join(place, name), NAME, [log])
  const { address, stop } = await serveWitness(witness, 0, () => AT)
  try {
    await work((body) => fetch(`${address}/add-checkpoint`, { method: 'POST', body }), witness.signer, witness.folder, address)
  } finally {
    await stop()
    witness.close()
  }
}

/** When the witness cosigned, by the line it answered with. */
async function cosigned(answer: Response, head: string, key: NoteKey): Promise<Date | null> {
  assert.equal(answer.status, 200)
  const note = parseNote(head + await answer.text())
  assert.ok(note)
  return cosignedAt(note, key)
}

test('a head that continues the newest is cosigned, the newest again too, and the first needs no proof', async () => {
  await withWitness('steps', async (post, key) => {
    assert.deepEqual(await cosigned(await post(await step(0, 5)), await headOf(5), key), AT)
    assert.deepEqual(await cosigned(await post(await step(5, 5)), await headOf(5), key), AT)
    assert.deepEqual(await cosigned(await post(await step(5, 300)), await headOf(300), key), AT)
    assert.deepEqual(await cosigned(await post(await step(300, 600)), await headOf(600), key), AT)
  })
})

test('each refusal of the specification has its status, and none moves what the witness knows', async () => {
  await withWitness('refusals', async (post, _key, folder, address) => {
    assert.equal((await post(await step(0, 310))).status, 200)
    const told = async (body: string): Promise<[number, string]> => { const answer = await post(body); return [answer.status, await answer.text()] }
    const stranger = signerOf('otro.example.pe/log', ED25519, Buffer.alloc(32, 3))
    assert.equal((await told(await step(310, 400, tree, stranger)))[0], 404)
    assert.equal((await told(await step(310, 400, tree, signerOf(ORIGIN, ED25519, Buffer.alloc(32, 3)))))[0], 403, 'another key of that name')
    assert.equal((await told((await step(310, 400)).replace('old 310', 'old 500')))[0], 400, 'larger than the new one')
    const known = await post(await step(200, 400))
    assert.deepEqual([known.status, known.headers.get('content-type'), await known.text()], [409, 'text/x.tlog.size', '310\n'])
    assert.equal((await told(await step(310, 310, second)))[0], 409, 'two heads of one size')
    assert.equal((await told(await step(310, 400, second)))[0], 422, 'an entry edited before')
    assert.equal((await told((await step(310, 400)).replace(/\n[^\n]+\n\n/, '\n\n')))[0], 422, 'a proof that lacks its last hash')
    for (const bad of ['', 'old 310\n', (await step(310, 400)).replace('old 310', 'old 0310'), (await step(310, 400)).replace('old', 'Old'), `old 310\n${'AAAA\n'.repeat(3)}\n${await headOf(400)}`, `${'old 310\n'}${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${await headOf(400)}`]) {
      assert.equal((await told(bad))[0], 400, JSON.stringify(bad.slice(0, 60)))
    }
    assert.equal((await told('x'.repeat(70_000)))[0], 413)
    assert.equal((await fetch(`${address}/add-checkpoint`)).status, 405)
    const newest = await (await fetch(`${address}/checkpoint?origin=${encodeURIComponent(ORIGIN)}`)).text()
    assert.ok(newest.startsWith(await headOf(310)))
    assert.equal((await fetch(`${address}/checkpoint?origin=nadie`)).status, 404)
    assert.match(await (await fetch(address)).text(), /testigo\.example\.edu\.pe\+[0-9a-f]{8}\+.*310/s)
    // What the log signed against itself is kept: with it anybody can show that it lied.
    const alarms = readdirSync(join(folder, 'logs')).filter((f) => f.endsWith('.alarms')).map((f) => readFileSync(join(folder, 'logs', f), 'utf8')).join('')
    assert.ok(alarms.includes(await headOf(310, second)) && alarms.includes(await headOf(400, second)))
    assert.equal(alarms.match(/^2026-03-02/gm)?.length, 3)
  })
})

test('of forty heads at the same moment those that fit are cosigned, one after the other, and the newest never goes back', async () => {
  await withWitness('race', async (post, _key, _folder, address) => {
    assert.equal((await post(await step(0, 10))).status, 200)
    const answers = await Promise.all(Array.from({ length: 40 }, async (_, i) => ({ size: 11 + i, status: (await post(await step(10, 11 + i))).status })))
    const won = answers.filter(({ status }) => status === 200)
    assert.equal(won.length, 1, 'one of them; the others are told the size')
    assert.ok(answers.every(({ status }) => status === 200 || status === 409))
    const newest = parseNote(await (await fetch(`${address}/checkpoint?origin=${encodeURIComponent(ORIGIN)}`)).text())
    assert.equal(newest?.text.split('\n')[1], String(won[0]?.size))
  })
})

test('one folder is one witness: one process, one name, no key of a witness for a log, and never a beginning anew', async () => {
  const folder = join(place, 'one')
  const first = await openWitness(folder, NAME, [log])
  first.close()
  await assert.rejects(openWitness(folder, 'otro.example.edu.pe', [log]), /is the witness "testigo\.example\.edu\.pe"/)
  await assert.rejects(openWitness(folder, NAME, [first.signer]), /that of a witness/)
  await assert.rejects(openWitness(folder, 'con espacio', []), /cannot be named/)
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  writeFileSync(join(folder, 'lock'), String(child.pid))
  await assert.rejects(openWitness(folder, NAME, [log]), /is this witness already/)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const again = await openWitness(folder, NAME, [log])
  again.keep(ORIGIN, await headOf(5))
  const [file = ''] = readdirSync(join(folder, 'logs')).filter((f) => f.endsWith('.checkpoint'))
  writeFileSync(join(folder, 'logs', file), 'half of a fi')
  assert.throws(() => again.newest(ORIGIN), /Restore it from a backup/)
  again.close()
})

/** The program as its operator starts it. */
async function started(folder: string): Promise<{ child: ChildProcess; address: string; key: NoteKey }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/witness.ts', '--name', NAME, '--log', formatKey(log), '--folder', folder, '--port', '0'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  for await (const piece of child.stdout ?? []) {
    out += String(piece)
    const address = /at (http:\S+)/.exec(out)?.[1]
    const key = parseKey(/^(testigo\S+)$/m.exec(out)?.[1] ?? '')
    if (address && key) return { child, address, key }
  }
  throw new Error(`it did not start: ${out}`)
}

test('npm run witness: killed with -9 after each answer and started again, it has the same key and refuses an edited log', async () => {
  const folder = join(place, 'killed')
  const keys = new Set<string>()
  for (const [old, size] of [[0, 256], [256, 301], [301, 512]] as const) {
    const { child, address, key } = await started(folder)
    keys.add(formatKey(key))
    const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body: await step(old, size) })
    assert.ok(await cosigned(answer, await headOf(size), key))
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  assert.equal(keys.size, 1)
  const { child, address } = await started(folder)
  assert.equal((await fetch(`${address}/add-checkpoint`, { method: 'POST', body: await step(512, 600, second) })).status, 422)
  child.kill('SIGTERM')
  assert.equal((await once(child, 'exit'))[0], 0)
})
