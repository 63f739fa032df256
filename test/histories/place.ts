import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { liveNumber, numberAt, programmeOf, recountBySql, type Counts } from '../../src/features/programmes/index.ts'
import { ROOT } from '../../src/lib/root.ts'
import { catchUp } from '../../src/record/follow.ts'
import { head } from '../../src/record/read.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import type { Applicant } from './acts.ts'

export const TENANT = 'piloto'
export const OFFICE = `/office/${TENANT}`
export const CALLS = ['abierta-1', 'abierta-2'] as const
const SECTIONS = ['noche-1', 'noche-2'] as const

/** The programme at work: rule signed, calls published, tutors in charge of their sections, everybody at her desk. */
export interface Place {
  readonly house: TestHouse
  readonly executor: Acting
  /** The second pair of eyes on a card. */
  readonly colleague: Acting
  readonly tutor: Acting
  readonly approver: Acting
  /** Everybody who applied: what must not be found in any statement. */
  readonly applicants: Applicant[]
  readonly close: () => Promise<void>
}

export async function openPlace(): Promise<Place> {
  const contentDir = contentWithTwoCalls()
  const house = await openHouse({ contentDir })
  const [approver, owner] = [await actingStaff(house, 'Abigaíl Firmante', ['approver']), await actingStaff(house, 'Olinda Titular', ['approver'])]
  const executor = await actingStaff(house, 'Elvira Coordina', ['executor'])
  const colleague = await actingStaff(house, 'Casilda Compañera', ['executor'])
  const tutor = await actingStaff(house, 'Timoteo Acompaña', ['tutor'])
  const rule = programmeOf(house, TENANT)?.rules.at(-1)
  for (const who of [approver, owner]) await done(who.post(`${OFFICE}/rule`, { version: rule?.version ?? '', hash: rule?.hash ?? '' }))
  for (const call of CALLS) await done(approver.post(`${OFFICE}/calls/${call}/publish`, { confirm: 'yes' }))
  for (const section of SECTIONS) await inCharge({ executor }, tutor, section)
  return {
    house, executor, colleague, tutor, approver, applicants: [],
    close: async () => {
      await house.close()
      rmSync(contentDir, { recursive: true, force: true })
    },
  }
}

/** The executor gives a tutor a section. */
export async function inCharge({ executor }: Pick<Place, 'executor'>, tutor: Acting, section: string): Promise<void> {
  await done(executor.post(`${OFFICE}/sections/${section}/tutors`, { staff: tutor.id }))
}

/** A second call beside the shipped one, with sections of its own: who is in one of each is enrolled twice. */
function contentWithTwoCalls(): string {
  const contentDir = mkdtempSync(join(tmpdir(), 'yachay-two-calls-'))
  for (const folder of ['programmes', 'courses', 'labs']) cpSync(join(ROOT, folder), join(contentDir, folder), { recursive: true })
  const calls = join(contentDir, 'programmes', TENANT, 'calls')
  writeFileSync(join(calls, `${CALLS[1]}.yaml`), readFileSync(join(calls, `${CALLS[0]}.yaml`), 'utf8').replaceAll(/-1$/gm, '-2')
    // At other hours: nobody is in two classes at once.
    .replace('Martes y jueves, 19:00', 'Lunes y miércoles, 19:00').replace('Sábado, 9:00', 'Domingo, 9:00'))
  return contentDir
}

/** An answer that is no refusal; what the page says otherwise. */
export async function done(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  assert.ok(response.status < 400, `${response.status}: ${response.status < 400 ? '' : said(await response.text())}`)
  return response
}

/** A refusal with its status and a sentence that whoever asked can read. */
export async function refused(answer: Promise<Response>, status: number, sentence: RegExp): Promise<void> {
  const response = await answer
  const text = said(await response.text())
  assert.equal(response.status, status, text)
  assert.match(text, sentence)
}

const said = (html: string): string => html.slice(Math.max(0, html.indexOf('<main'))).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 1500)

/** N0–N3 at a position, by the evaluator and by recount.sql, which share nothing. */
export async function figuresAt({ house }: Place, pos: number): Promise<Counts> {
  const { counts, rule } = await numberAt(house, TENANT, pos)
  assert.ok(counts && rule, `no rule in force at ${pos}`)
  assert.deepEqual(await recountBySql(house.pool, TENANT, pos, rule.rule, rule.hash), counts, `recount.sql against numberAt, position ${pos}`)
  return counts
}

/** N0–N3 now, in four ways: the two of `figuresAt` at the head, the follower's live number, and what the public page is given. */
export async function figuresNow(place: Place): Promise<{ pos: number; counts: Counts }> {
  const { house } = place
  await catchUp(house)
  const pos = await head(house.db, TENANT)
  const counts = await figuresAt(place, pos)
  const live = await liveNumber(house, TENANT)
  assert.deepEqual([live.pos, live.behind, live.counts], [pos, 0, counts], 'the live number')
  const shown: unknown = await (await house.request(`/p/${TENANT}/number.json`)).json()
  const [n0, n1, n2, n3] = counts
  assert.deepEqual(shown && typeof shown === 'object' && 'counts' in shown && shown.counts, { n0, n1, n2, n3 }, 'what the public reads')
  return { pos, counts }
}
