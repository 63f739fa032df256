import type { Kind } from './kind.ts'
import type { TaskName } from './task-name.ts'
import { claimKind } from './tasks/claims/kind.ts'
import { classKind } from './tasks/classes/kind.ts'
import { codeKind } from './tasks/code/kind.ts'
import { clusterKind } from './tasks/groups/kind.ts'
import { messageKind } from './tasks/messages/kind.ts'
import { imageKind } from './tasks/images/kind.ts'
import { numberKind } from './tasks/numbers/kind.ts'
import { policyKind } from './tasks/policies/kind.ts'
import { alarmKind } from './tasks/ranking/kind.ts'
import { seriesKind } from './tasks/series/kind.ts'

/** Every kind of lab. What a kind is given was read by the same kind: its types meet only there. */
const KINDS: Readonly<Record<TaskName, Kind>> = {
  classes: classKind,
  series: seriesKind,
  numbers: numberKind,
  policies: policyKind,
  claims: claimKind,
  code: codeKind,
  ranking: alarmKind,
  groups: clusterKind,
  messages: messageKind,
  images: imageKind,
}

export function kindOf(task: TaskName): Kind {
  return KINDS[task]
}
