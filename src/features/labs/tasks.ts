import type { TaskName } from './task-name.ts'
import type { Task } from './task.ts'
import { claimTask } from './tasks/claims/task.ts'
import { classTask } from './tasks/classes/task.ts'
import { codeTask } from './tasks/code/task.ts'
import { clusterTask } from './tasks/groups/task.ts'
import { messageTask } from './tasks/messages/task.ts'
import { imageTask } from './tasks/images/task.ts'
import { numberTask } from './tasks/numbers/task.ts'
import { policyTask } from './tasks/policies/task.ts'
import { alarmTask } from './tasks/ranking/task.ts'
import { seriesTask } from './tasks/series/task.ts'

const TASKS: Readonly<Record<TaskName, Task>> = {
  classes: classTask,
  series: seriesTask,
  numbers: numberTask,
  policies: policyTask,
  claims: claimTask,
  code: codeTask,
  ranking: alarmTask,
  groups: clusterTask,
  messages: messageTask,
  images: imageTask,
}

/** What the server knows of the task of a lab. */
export function taskOf(lab: { readonly task: TaskName }): Task {
  return TASKS[lab.task]
}
