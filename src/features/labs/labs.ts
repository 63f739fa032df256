import type { House } from '../../feature.ts'
import type { PublicData } from '../../engine/train.ts'
import { currentCourse } from '../courses/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { readLabs, type Lab } from './load.ts'

const KEY = 'labs'

function all(house: Pick<House, 'content'>): Map<string, Lab> {
  // Written by loadLabs only; before that there is none.
  return (house.content.get(KEY) as Map<string, Lab> | undefined) ?? new Map<string, Lab>()
}

/** Reads labs/ into the house; throws an Error with every mistake of every file. */
export function loadLabs(house: House): void {
  house.content.set(KEY, readLabs(house.config.contentDir))
}

export function labOf(house: Pick<House, 'content'>, id: string): Lab | undefined {
  return all(house).get(id)
}

/** The labs open to a programme's learners: those that its rule or one of its courses names. */
export function labsOf(house: Pick<House, 'content'>, tenant: string): Lab[] {
  const programme = programmeOf(house, tenant)
  const named = new Set([
    ...(programme?.rules.flatMap((r) => r.rule.labs) ?? []),
    ...(programme?.courses.flatMap((id) => currentCourse(house, id)?.labs.map((l) => l.id) ?? []) ?? []),
  ])
  return [...all(house).values()].filter((lab) => named.has(lab.id))
}

/** What the engine needs to train on a lab. */
export function publicData(lab: Lab): PublicData {
  return { table: lab.table, hash: lab.data.public.sha256, share: lab.data.share }
}
