import { z } from 'zod'
import { ClaimLabFile } from './tasks/claims/file.ts'
import { ClassLabFile } from './tasks/classes/file.ts'
import { CodeLabFile } from './tasks/code/file.ts'
import { ClusterLabFile } from './tasks/groups/file.ts'
import { MessageLabFile } from './tasks/messages/file.ts'
import { ImageLabFile } from './tasks/images/file.ts'
import { NumberLabFile } from './tasks/numbers/file.ts'
import { PolicyLabFile } from './tasks/policies/file.ts'
import { AlarmLabFile } from './tasks/ranking/file.ts'
import { SeriesLabFile } from './tasks/series/file.ts'

/** `labs/<id>/lab.yaml`. What only several fields or files together can get wrong is checked by load.ts. */
export const LabFile = z.discriminatedUnion('task', [ClassLabFile, SeriesLabFile, NumberLabFile, PolicyLabFile, ClaimLabFile, CodeLabFile, AlarmLabFile, ClusterLabFile, MessageLabFile, ImageLabFile])
export type LabFileContent = z.infer<typeof LabFile>
