import type { PublicData } from '../../engine/train.ts'
import type { House } from '../../feature.ts'
import { currentCourse } from '../courses/index.ts'
import { listProgrammes, programmeOf } from '../programmes/index.ts'
import type { Lab } from './lab.ts'
import { readLabs } from './load.ts'
import type { ClaimLab } from './tasks/claims/task.ts'
import { taskOf } from './tasks.ts'
import type { Text } from '../../lib/text.ts'
import type { ClassLab } from './tasks/classes/task.ts'
import type { CodeLab } from './tasks/code/task.ts'
import type { ClusterLab } from './tasks/groups/task.ts'
import type { MessageLab } from './tasks/messages/task.ts'
import type { ImageLab } from './tasks/images/task.ts'
import type { NumberLab } from './tasks/numbers/task.ts'
import type { PolicyLab } from './tasks/policies/task.ts'
import type { AlarmLab } from './tasks/ranking/task.ts'
import type { SeriesLab } from './tasks/series/task.ts'

const KEY = 'labs'

function all(house: Pick<House, 'content'>): Map<string, Lab> {
  // Written by loadLabs only; before that there is none.
  return (house.content.get(KEY) as Map<string, Lab> | undefined) ?? new Map<string, Lab>()
}

/** Reads labs/ into the house; throws an Error with every mistake of every file, and with every lab of a programme's shelf that is not there. */
export function loadLabs(house: House): void {
  const labs = readLabs(house.config.contentDir)
  const mistakes = listProgrammes(house).flatMap(({ id, labs: shelf }) => (shelf === 'all' ? [] : shelf).filter((lab) => !labs.has(lab))
    .map((lab) => `programmes/${id}/programme.yaml: labs: there is no lab "${lab}"`))
  if (mistakes.length > 0) throw new Error(`The programme files have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  house.content.set(KEY, labs)
}

export function labOf(house: Pick<House, 'content'>, id: string): Lab | undefined {
  return all(house).get(id)
}

/** The labs in which learners write programs, or may. */
export function codeLabs(house: Pick<House, 'content'>): Lab[] {
  return [...all(house).values()].filter((lab) => lab.task === 'code' || (lab.task === 'policies' && lab.blocks.program))
}

/** Why labs of this house cannot be graded on this machine, each reason once. */
export async function closedLabs(house: Pick<House, 'content'>): Promise<Text[]> {
  const reasons = new Map<string, Text>()
  for (const lab of all(house).values()) {
    const why = await taskOf(lab).closed?.()
    if (why) reasons.set(why.en, why)
  }
  return [...reasons.values()]
}

/** The labs open to a programme's learners: those on its shelf, and those that its rule or one of its courses names. */
export function labsOf(house: Pick<House, 'content'>, tenant: string): Lab[] {
  const programme = programmeOf(house, tenant)
  if (programme?.labs === 'all') return [...all(house).values()]
  const named = new Set([
    ...(programme?.labs ?? []),
    ...(programme?.rules.flatMap((r) => r.rule.labs) ?? []),
    ...(programme?.courses.flatMap((id) => currentCourse(house, id)?.labs.map((l) => l.id) ?? []) ?? []),
  ])
  return [...all(house).values()].filter((lab) => named.has(lab.id))
}

/** What the engine needs to train on a lab that says classes. */
export function publicData(lab: ClassLab): PublicData {
  return lab.open
}

interface LabOf {
  readonly classes: ClassLab
  readonly series: SeriesLab
  readonly numbers: NumberLab
  readonly policies: PolicyLab
  readonly claims: ClaimLab
  readonly code: CodeLab
  readonly ranking: AlarmLab
  readonly groups: ClusterLab
  readonly messages: MessageLab
  readonly images: ImageLab
}

/** A lab that must be of this task; throws when there is none such. */
export function labOfTask<T extends keyof LabOf>(task: T, lab: Lab | undefined): LabOf[T] {
  if (lab?.task !== task) throw new Error(`${lab?.id ?? 'the lab'} is none of the task ${task}`)
  // Its data was read by this task's own kind.
  return lab as LabOf[T]
}

/** A lab that must be one of classes; throws when there is none such. */
export function classLab(lab: Lab | undefined): ClassLab {
  return labOfTask('classes', lab)
}
