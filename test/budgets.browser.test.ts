import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { currentCourse, type Course } from '../src/features/courses/index.ts'
import { LANGS } from '../src/lib/text.ts'
import { ROOT } from '../src/lib/root.ts'
import { KB, listenToWire, total, type Wire } from './on-the-wire.ts'
import { enrol, newPhone, openOfflinePlace, signIn, student, type OfflinePlace, type Student } from './offline/place.ts'

// DESIGN.md "Web": brotli, cold, per page, service worker and media not counted.
const FIRST_PAGE = 60 * KB
const LESSON = 100 * KB
const SCRIPT = 10 * KB
const LAB = 60 * KB
const COURSES = ['base', 'nivel-1'] as const
const SECTION: Readonly<Record<string, string>> = { 'base': 'noche-1', 'nivel-1': 'nivel-1-noche' }
/** What is fetched by a tap and is no page of its own, and the lab, which has its own budget. */
const noPage = (name: string): boolean => name === 'qr-read.js' || name.startsWith('bench-')
const MEDIA = ['Image', 'Media']

let place: OfflinePlace
let rosa: Student
const enrolments = new Map<string, string>()
const course = (id: string): Course => {
  const found = currentCourse(place.house, id)
  assert.ok(found)
  return found
}

before(async () => {
  place = await openOfflinePlace()
  rosa = await student(place, 'Rosa Quispe Mamani')
  for (const id of COURSES) enrolments.set(id, id === 'base' ? rosa.enrolment : await enrol(place, rosa.agent, SECTION[id]))
})
after(() => place.close())

/** A phone that has never been here opens the page, signed in or not, and waits until nothing more comes. */
async function cold(path: string, who: Student | null): Promise<Wire> {
  const phone = await newPhone(place)
  if (who) await signIn(place, phone, who)
  const page = await phone.newPage()
  const wire = await listenToWire(page)
  const response = await page.goto(path, { waitUntil: 'networkidle' })
  assert.equal(response?.status(), 200, path)
  const counted = wire()
  await phone.close()
  return counted
}

const scripts = (wire: Wire): number => wire.down['Script'] ?? 0

interface Weight { readonly all: number; readonly script: number }

/** The same by what the server sends: the page and every style, script and icon that it names, without what scripts ask for later. */
async function weigh(path: string, cookie = ''): Promise<Weight> {
  const html = await bytesOf(path, cookie)
  const text = brotliDecompressSync(html).toString()
  const files = new Set([...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1]!))
  let [all, script] = [html.length, 0]
  for (const file of files) {
    const { length } = await bytesOf(file, '')
    all += length
    if (file.endsWith('.js')) script += length
  }
  return { all, script }
}

const known = new Map<string, Buffer>()

async function bytesOf(path: string, cookie: string): Promise<Buffer> {
  const seen = known.get(path)
  if (seen) return seen
  const response = await place.house.request(path, { headers: { cookie, 'accept-encoding': 'br', accept: '*/*' } })
  assert.equal(response.status, 200, path)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (path.startsWith('/assets/')) known.set(path, bytes)
  return bytes
}

test('every lesson of every course, in both languages, hers and the neutral one: at most 100 KB without media, script at most 10 KB', async (t) => {
  let heaviest: Weight & { path: string } = { all: 0, script: 0, path: '' }
  let pages = 0
  for (const id of COURSES) {
    const { hash, units } = course(id)
    for (const lang of LANGS) {
      for (const unit of units) {
        for (const [path, cookie] of [[`/take/${hash}/${lang}/units/${unit.id}`, ''], [`/learn/${enrolments.get(id) ?? ''}/units/${unit.id}?lang=${lang}`, rosa.cookie]] as const) {
          const weight = await weigh(path, cookie)
          assert.ok(weight.all <= LESSON && weight.script <= SCRIPT, `${path}: ${weight.all} bytes, of it script ${weight.script}`)
          pages += 1
          if (weight.all > heaviest.all) heaviest = { ...weight, path }
        }
      }
    }
  }
  assert.equal(pages, 4 * COURSES.reduce((n, id) => n + course(id).units.length, 0))
  t.diagnostic(`${pages} lesson pages; the heaviest ${(heaviest.all / KB).toFixed(1)} KB, of it script ${(heaviest.script / KB).toFixed(1)} KB: ${heaviest.path}`)
})

test('every island with the shell of its page: script at most 10 KB', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'dist/assets.json'), 'utf8')) as Record<string, string> & { imports: Record<string, string[]> }
  const size = (file: string): number => statSync(join(ROOT, 'dist/assets', `${file}.br`)).size
  const islands = Object.keys(manifest.imports).filter((name) => !noPage(name))
  assert.ok(islands.length >= 10)
  for (const name of islands) {
    const files = new Set(['shell.js', name].flatMap((n) => [manifest[n]!, ...manifest.imports[n]!]))
    const bytes = [...files].reduce((sum, file) => sum + size(file), 0)
    assert.ok(bytes <= SCRIPT, `${name}: ${bytes} bytes`)
  }
})

test('in a browser with a cold cache: the first page at most 60 KB with everything', async (t) => {
  const wire = await cold('/', null)
  t.diagnostic(`first page ${(total(wire) / KB).toFixed(1)} KB, of it script ${(scripts(wire) / KB).toFixed(1)} KB, in ${wire.requests} requests; headers ${(wire.headers / KB).toFixed(1)} KB more`)
  assert.ok(total(wire) <= FIRST_PAGE && scripts(wire) <= SCRIPT, JSON.stringify(wire.down))
})

test('in a browser with a cold cache: a lesson of each course, the course, quiz, product, phone, roster and scan pages', async () => {
  for (const id of COURSES) {
    const { hash, units } = course(id)
    const last = units.at(-1)?.id ?? ''
    const hers = `/learn/${enrolments.get(id) ?? ''}`
    const pages: readonly (readonly [string, Student | null])[] = [
      [`${hers}/units/${last}`, rosa], [`/take/${hash}/es/units/${last}`, null], [hers, rosa], [`/take/${hash}/en`, null],
      [`/take/${hash}/es/quiz`, null], [`/take/${hash}/es/product`, null],
    ]
    for (const [path, who] of pages) {
      const wire = await cold(path, who)
      assert.ok(total(wire, MEDIA) <= LESSON && scripts(wire) <= SCRIPT, `${path}: ${JSON.stringify(wire.down)}`)
    }
  }
  for (const path of ['/phone', '/take/attendance/es', '/take/scan/es', '/v', '/sign-in']) {
    const wire = await cold(path, null)
    assert.ok(total(wire) <= FIRST_PAGE && scripts(wire) <= SCRIPT, `${path}: ${JSON.stringify(wire.down)}`)
  }
})

test('in a browser with a cold cache: the lab with its worker at most 60 KB of script, public data apart', async () => {
  for (const lab of course('nivel-1').labs) {
    const phone = await newPhone(place)
    await signIn(place, phone, rosa)
    const page = await phone.newPage()
    const wire = await listenToWire(page)
    const path = `/learn/${enrolments.get('nivel-1') ?? ''}/labs/${lab.id}`
    await page.goto(path)
    await page.waitForSelector('#workbench fieldset')
    await page.waitForLoadState('networkidle')
    const engine = await engineBytes(await page.content())
    assert.ok(scripts(wire()) + engine <= LAB, `${lab.id}: script ${scripts(wire())}, engine ${engine}`)
    await phone.close()
  }
})

/** The worker that trains: a target of its own in the browser, so it is weighed by what the server sends. */
async function engineBytes(html: string): Promise<number> {
  const address = /\/assets\/train-[\w-]+\.js/.exec(html)?.[0]
  assert.ok(address, 'the lab page names its worker')
  return (await bytesOf(address, '')).length
}
