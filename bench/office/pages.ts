import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { fillNameKeys } from '../../src/features/people/fill-name-keys.ts'
import { ROOT } from '../../src/lib/root.ts'
import { actingStaff, signedIn, type Acting, type Asked } from '../../test/acting.ts'
import { inTurn, type Call, type Load } from '../load.ts'
import type { Figure } from '../main.ts'
import { startServer, type Started } from '../started.ts'
import { CALL, TENANT, type Known } from './base.ts'
import { country } from './country.ts'

/** Persons of the two installations. */
const SIZES = (process.env.OFFICE_SIZES ?? '20000,1000000').split(',').map(Number)
const ASKED = Number(process.env.OFFICE_ASKED ?? 60)
/** Where the two stay, to be asked again; without it they are made anew and removed. */
const KEPT = process.env.OFFICE_FOLDER
/** Only pages whose name this regular expression fits. */
const ONLY = new RegExp(process.env.OFFICE_PAGES ?? '')
const MOST = 1.5

interface Page { readonly name: string; readonly call: Call }
interface Place { readonly server: Started; readonly pages: readonly Page[] }

/**
 * Office and public pages of an installation with 20,000 persons and of one with 1,000,000, asked in turn, so that what else the machine does falls on
 * both: median and 95th percentile of one connection's requests, and how many times as long the larger takes.
 */
export async function pages(): Promise<Figure[]> {
  const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'yachay-country-'))
  const places: Place[] = []
  try {
    for (const persons of SIZES) {
      const at = join(folder, String(persons))
      const known = await country(at, persons)
      // A base that an older version filled is first brought to the tables of this one.
      const began = performance.now()
      const server = await startServer(ROOT, at)
      process.stderr.write(`${persons} persons: the server listens after ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
      await settled(server.house, persons)
      places.push({ server, pages: await pagesOf(server.house, known) })
    }
    return await measured(places)
  } finally {
    for (const { server } of places) await server.stop()
    if (KEPT === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** What the installation's jobs would do within its first hours. */
async function settled(house: Asked, persons: number): Promise<void> {
  const began = performance.now()
  const { filled } = await fillNameKeys(house)
  if (filled === 0) return
  await sql`vacuum (analyze) person`.execute(house.db)
  process.stderr.write(`${persons} persons: the keys of ${filled} names were filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
}

async function measured(places: readonly Place[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [i, { name }] of places[0]!.pages.entries()) {
    if (!ONLY.test(name)) continue
    const asked = places.map(({ server, pages: own }) => ({ port: server.port, call: own[i]!.call }))
    await inTurn(asked, 5)
    const figure = figureOf(name, await inTurn(asked, ASKED))
    process.stderr.write(`${figure.item}: ${figure.figure}\n`)
    figures.push(figure)
  }
  return figures
}

async function pagesOf(house: Asked, her: Known): Promise<Page[]> {
  const [executor, approver, tutor] = [await actingStaff(house, 'Elsa Mide', ['executor']), await actingStaff(house, 'Aida Mide', ['approver']), await actingStaff(house, 'Tania Mide', ['tutor'])]
  await house.db.insertInto('section_tutor').values({ id: crypto.randomUUID(), tenant: TENANT, section: her.section, staff: tutor.id, since: house.clock(), assigned_by: executor.id, until: null, ended_by: null }).execute()
  const learner = await signedIn(house, her.person, { person: her.person })
  const [office, programme] = [`/office/${TENANT}`, `/p/${TENANT}`]
  const get = (name: string, path: string, who?: Acting): Page => ({ name, call: { method: 'GET', path, headers: who ? { cookie: who.cookie } : {} } })
  const typed = (name: string, path: string, fields: Record<string, string>): Page => ({
    name, call: { method: 'POST', path: `${office}/${path}`, headers: { cookie: executor.cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() },
  })
  const applications = `calls/${CALL}/applications`
  return [
    get('front page', '/'), get('public page of the programme', programme), get('number.json', `${programme}/number.json`), get('public page of the call', `${programme}/calls/${CALL}`),
    get('monthly cuts', `${programme}/releases`), get('agreement, for everybody', `${programme}/agreement`),
    get('office', '/office', executor), get('people', `${office}/people`, executor), typed('a person by name', 'people', { q: her.name }), typed('a person by a common name', 'people', { q: 'Rosa Quispe' }),
    typed('a person by document', 'people', { q: her.dni }), get('one person', `${office}/people/${her.agent}`, executor), get('alike records', `${office}/people/duplicates`, executor),
    get('call', `${office}/calls/${CALL}`, executor), get('applications', `${office}/${applications}`, executor), get('applications that wait', `${office}/${applications}?state=sent`, executor),
    typed('an application by name', `${applications}/search`, { q: her.name, state: '' }), get('one application', `${office}/${applications}/${her.expediente}`, executor),
    get('sections', `${office}/sections`, executor), get('one section', `${office}/sections/${her.section}`, executor), get('one enrolment', `${office}/enrolments/${her.enrolment}`, executor),
    get('the day, for who coordinates', `${office}/today`, executor), get('the day, for a tutor', `${office}/today`, tutor), get('attendance queue', `${office}/attendance/queue`, executor),
    get('certificates to propose', `${office}/certificates`, executor), get('certificates to approve', `${office}/certificates/approvals`, approver),
    get('certificates issued', `${office}/certificates/issued`, executor), get('figures', `${office}/figures`, executor), get('one figure', `${office}/figures/k5`, executor),
    get('evidence of a figure', `${office}/figures/k1/evidence`, executor), get('cuts in the office', `${office}/releases`, executor), get('imports', `${office}/imports`, executor),
    get('labs of the sections', `${office}/labs`, executor), get('a section\u2019s labs', `${office}/sections/${her.section}/labs`, tutor), get('a learner\u2019s own page', '/me', learner),
  ]
}

function figureOf(name: string, found: readonly Load[]): Figure {
  const [small, large] = [found[0]!, found.at(-1)!]
  const ratio = large.p50 / small.p50
  const failed = small.failed + large.failed
  const ms = (l: Load): string => `${l.p50.toFixed(1)} ms (p95 ${l.p95.toFixed(1)})`
  return {
    item: `${name}: ${SIZES[0]} and ${SIZES.at(-1)} persons`, figure: `${ms(small)}, ${ms(large)}, ratio ${ratio.toFixed(2)}${failed > 0 ? `, ${failed} failed` : ''}`,
    target: `< ${MOST}, none failed`, met: ratio < MOST && failed === 0,
  }
}
