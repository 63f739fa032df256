import type { House } from '../../feature.ts'
import { DEMO_PROGRAMME } from '../../lib/config.ts'
import { readProgrammes, type Programme } from './load.ts'

const KEY = 'programmes'

function all(house: Pick<House, 'content'>): Map<string, Programme> {
  // Written by loadProgrammes only; before that there is none.
  return (house.content.get(KEY) as Map<string, Programme> | undefined) ?? new Map<string, Programme>()
}

/** Reads programmes/ into the house; throws an Error with every mistake of every file. */
export function loadProgrammes(house: House): void {
  const { contentDir, demo } = house.config
  const real = readProgrammes(contentDir)
  // Invented people never come under a real programme's number.
  if (real.has(DEMO_PROGRAMME)) throw new Error(`programmes/${DEMO_PROGRAMME}: this id is kept for npm start -- --demo; choose another`)
  house.content.set(KEY, demo ? new Map([...real, ...readProgrammes(demo.contentDir)]) : real)
}

/** The programme of this id (it is the tenant's id too), or undefined. */
export function programmeOf(house: Pick<House, 'content'>, id: string): Programme | undefined {
  return all(house).get(id)
}

/** Every programme, by id. */
export function listProgrammes(house: Pick<House, 'content'>): Programme[] {
  return [...all(house).values()]
}
