import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { features } from '../src/app.ts'
import { enrolPerson } from '../src/features/cohorts/index.ts'
import { buildHouse, loadContent } from '../src/house.ts'
import { readConfig } from '../src/lib/config.ts'
import { systemClock } from '../src/lib/clock.ts'
import { connect } from '../src/lib/database.ts'
import { visitEmbedded } from '../src/lib/embedded.ts'
import { openKeys } from '../src/lib/keys.ts'
import { readStatements } from '../src/record/read.ts'
import { NS, agent } from '../src/record/statement.ts'
import { actingLearner, formBody, personValues } from './acting.ts'
import { npmStart, type RunningServer } from './journey/server.ts'

const DISK_MB = 120
const MB = 2 ** 20
const SENTENCE = /se quedó sin espacio y no pudo guardar/
const TEXT = 'Comparé la lista de la IA con mi cuaderno y corregí la suma.'

const disk = mkdtempSync(join(tmpdir(), 'yachay-disk-'))
const dataDir = join(disk, 'data')
const ballast = join(disk, 'ballast')
const values = personValues()
let mounted = false
let server: RunningServer
let rosa: { cookie: string; agent: string; enrolment: string }
let picture: Buffer
/** Every statement that the server said it has. */
const acknowledged: string[] = []

before(async () => {
  if (process.getuid?.() !== 0) throw new Error('This test mounts a small disk of its own, which only root may do. Run it as root: sudo npm run test:long')
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk])
  mounted = true
  mkdirSync(dataDir)
  server = await npmStart(dataDir)
  const enrolment = randomUUID()
  rosa = await inDatabase(async (house) => {
    const learner = await actingLearner({ ...house, request: () => { throw new Error('not asked') } }, values)
    await enrolPerson(house, { tenant: 'piloto', agent: learner.agent, enrolment, section: 'noche-1' })
    return { ...learner, enrolment }
  })
  picture = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg().toBuffer()
})
after(async () => {
  freeRoom()
  await server?.stop()
  if (mounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

async function inDatabase<T>(work: (house: ReturnType<typeof buildHouse>) => Promise<T>): Promise<T> {
  const visit = await visitEmbedded(dataDir)
  const { db } = connect(visit.url, 2)
  try {
    const house = buildHouse({ config: readConfig({ DATA_DIR: dataDir }), db, clock: systemClock, keys: openKeys(dataDir) }, features)
    await loadContent(house, features)
    return await work(house)
  } finally {
    await db.destroy()
    await visit.stop()
  }
}

const free = (): number => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

/** Takes all room but `leave` bytes, in pieces that another program might write. */
function fill(leave: number): void {
  while (free() > leave) {
    try {
      writeFileSync(`${ballast}-${randomUUID()}`, Buffer.alloc(Math.max(4096, Math.min(8 * MB, free() - leave))))
    } catch (error) {
      // The server took the last room in the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}
function freeRoom(): void {
  if (mounted) execFileSync('find', [disk, '-maxdepth', '1', '-name', 'ballast-*', '-delete'])
}

const get = (path: string): Promise<Response> => fetch(server.base + path, { headers: { cookie: rosa.cookie }, redirect: 'manual' })

async function state(id = randomUUID()): Promise<Response> {
  const statement = { id, actor: agent(rosa.agent), verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { id: `${NS}piloto/units/base.x` } }
  const answer = await fetch(`${server.base}/xapi/piloto/statements`, { method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/json' }, body: JSON.stringify(statement) })
  if (answer.status === 200) acknowledged.push(id)
  return answer
}

function handIn(): Promise<Response> {
  const body = new FormData()
  body.append('text', TEXT)
  body.append('ai', 'some')
  body.append('pictures', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'foto.jpg')
  return fetch(`${server.base}/learn/${rosa.enrolment}/product`, { method: 'POST', headers: { cookie: rosa.cookie }, body, redirect: 'manual' })
}

const signIn = (): Promise<Response> => fetch(`${server.base}/sign-in`, {
  method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: formBody({ document_type: 'dni', document_number: values.document.number, pin: values.pin }),
})

async function readsWork(): Promise<void> {
  for (const path of ['/', '/p/piloto', '/healthz', '/sign-in', '/me', '/me/inbox', `/learn/${rosa.enrolment}`, `/learn/${rosa.enrolment}/product`]) {
    assert.equal((await get(path)).status, 200, path)
  }
}

/** Each write is refused with 507 and its sentence; what was typed is on the page, the PIN is not. */
async function writesAreRefused(): Promise<void> {
  const stated = await state()
  assert.equal(stated.status, 507)
  assert.match(((await stated.json()) as { message: string }).message, SENTENCE)
  const handedIn = await handIn()
  assert.equal(handedIn.status, 507)
  const page = await handedIn.text()
  assert.match(page, SENTENCE)
  assert.ok(page.includes(TEXT), 'her text is still there')
  const signedIn = await signIn()
  assert.equal(signedIn.status, 507)
  const door = await signedIn.text()
  assert.match(door, SENTENCE)
  assert.ok(!door.includes(values.pin), 'the PIN is not')
}

async function writesWork(): Promise<void> {
  assert.equal((await state()).status, 200)
  assert.equal((await handIn()).status, 303)
  const signedIn = await signIn()
  assert.equal(signedIn.status, 303)
  assert.match(signedIn.headers.get('set-cookie') ?? '', /session=/)
}

async function nothingIsMissing(): Promise<void> {
  const there = await inDatabase((house) => readStatements(house.db, 'piloto'))
  const ids = there.map((s) => s.id)
  assert.deepEqual(acknowledged.filter((id) => !ids.includes(id)), [], 'every acknowledged statement is there')
  assert.equal(new Set(ids).size, ids.length, 'none twice')
  assert.deepEqual(there.map((s) => s.pos), there.map((_, i) => i + 1), 'positions are dense')
}

/** Until the server sees that there is room, within seconds: it looks at the disk twice a second, and the database may be starting again. */
async function recovers(): Promise<void> {
  for (let waited = 0; (await state()).status !== 200; waited += 250) {
    assert.ok(waited < 30_000, 'it takes writes again within 30 s')
    await wait(250)
  }
}

test('with room, everything is taken', async () => {
  assert.ok(free() > 12 * MB, `a new Yachay leaves ${Math.round(free() / MB)} MB of ${DISK_MB}`)
  for (let i = 0; i < 20; i += 1) assert.equal((await state()).status, 200)
  await writesWork()
})

test('with little room writes are refused in words, reads go on, and it recovers by itself when there is room', async () => {
  fill(6 * MB)
  await wait(600)
  await writesAreRefused()
  await readsWork()
  freeRoom()
  await recovers()
  await writesWork()
  await nothingIsMissing()
})

test('the disk fills to its last byte while many write: each gets 200 or the sentence, and nothing acknowledged is missing', async () => {
  const answers = new Map<number, number>()
  let filling = true
  const writers = Array.from({ length: 8 }, async () => {
    while (filling) {
      const answer = await state()
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
      if (answer.status !== 200) assert.match(await answer.text(), /sin espacio|volviendo a iniciar/)
    }
  })
  while (acknowledged.length < 100) await wait(10)
  fill(0)
  await wait(3000)
  filling = false
  await Promise.all(writers)
  assert.deepEqual([...answers.keys()].sort(), [200, 507], `only taken or refused: ${JSON.stringify([...answers])}`)
  await writesAreRefused()
  await readsWork()
  freeRoom()
  await recovers()
  await writesWork()
  await nothingIsMissing()
})

test('a server that is stopped and started on the full disk loses nothing and takes writes when there is room', async () => {
  fill(0)
  process.kill(-(server.child.pid ?? 0), 'SIGINT')
  await new Promise((resolve) => server.child.once('exit', resolve))
  freeRoom()
  server = await npmStart(dataDir)
  await recovers()
  await nothingIsMissing()
})
