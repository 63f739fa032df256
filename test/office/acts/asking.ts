import assert from 'node:assert/strict'
import type { Acting } from '../../acting.ts'
import { OFFICE } from '../../commands/place.ts'
import type { Somebody, World } from '../world.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** One thing that happens to somebody; each may be refused in words, none may fail otherwise. */
export interface Act {
  readonly name: string
  /** How often, beside the others. */
  readonly weight: number
  /** Always refused. */
  readonly neverDone?: true
  readonly does: (world: World, her: Somebody) => Promise<void>
}

export type Fields = Record<string, string | readonly string[]>

/** A form of an office page: done, or refused with a sentence. */
export async function asks(world: World, who: Acting, path: string, fields: Fields = {}): Promise<boolean> {
  const answer = await who.post(path, fields)
  await answered(world, path, answer)
  return answer.status < 400
}

/** Whatever is answered, it is an answer: the story remembers it. */
export async function answered(world: World, path: string, answer: Response): Promise<void> {
  world.story.push(`${path.replace(OFFICE, '')} ${answer.status}`)
  if (answer.status === 400) throw new Error(`${path} is asked wrongly: ${(await answer.text()).slice(0, 600)}`)
  assert.ok(answer.status < 500, `${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}\n${world.story.slice(-8).join('; ')}`)
}

export const fileOf = (her: Somebody): string => `${OFFICE}/people/${her.agent}`
export const placeOf = (her: Somebody): string => `${OFFICE}/enrolments/${her.enrolment}`
export const card = (her: Somebody): Record<string, string> => ({ document_type: 'dni', document_number: her.dni, document_country: '' })

/** `YYYY-MM-DD` in Lima. */
export const isoDay = (at: number): string => new Date(at - 5 * HOUR).toISOString().slice(0, 10)
/** As people type it. */
export const typedDay = (at: number): string => isoDay(at).split('-').reverse().join('/')
