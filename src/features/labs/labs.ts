import type { House } from '../../feature.ts'
import type { SeriesData } from '../../engine/forecast.ts'
import type { NumberData } from '../../engine/numbers.ts'
import type { PublicData } from '../../engine/train.ts'
import { currentCourse } from '../courses/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { readLabs, type ClassLab, type Lab, type NumberLab, type SeriesLab } from './load.ts'

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

/** What the engine needs to train on a lab that says classes. */
export function publicData(lab: ClassLab): PublicData {
  return { table: lab.table, hash: lab.data.public.sha256, share: lab.data.share }
}

/** What the engine needs to train on a lab on a series. */
export function publicSeries(lab: SeriesLab): SeriesData {
  return { series: lab.series, hash: lab.data.public.sha256, plan: lab.plan }
}

/** What the engine needs to train on a lab whose target is a number. */
export function publicNumbers(lab: NumberLab): NumberData {
  return { table: lab.table, hash: lab.data.public.sha256, share: lab.data.share }
}

/** A lab that must be one of classes; throws when there is none such. */
export function classLab(lab: Lab | undefined): ClassLab {
  if (lab?.task !== 'classes') throw new Error(`${lab?.id ?? 'the lab'} does not say classes`)
  return lab
}

/** A lab that must be one on a series; throws when there is none such. */
export function seriesLab(lab: Lab | undefined): SeriesLab {
  if (lab?.task !== 'series') throw new Error(`${lab?.id ?? 'the lab'} is not on a series`)
  return lab
}

/** A lab whose target must be a number; throws when there is none such. */
export function numberLab(lab: Lab | undefined): NumberLab {
  if (lab?.task !== 'numbers') throw new Error(`${lab?.id ?? 'the lab'} does not say numbers`)
  return lab
}
