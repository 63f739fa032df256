import { sql } from 'kysely'
import type { Feature, House, StatusLine } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { say } from '../../lib/text.ts'
import { listProgrammes } from '../programmes/index.ts'
import { publishedHead, refusedOf, signHead } from './checkpoints.ts'
import { growLog } from './grow-log.ts'
import { routes } from './routes.tsx'
import { askWitnesses, disagreeing } from './witnesses.ts'
import { LOG } from './words.ts'

export { logAt, type LogAtCut } from './at-cut.ts'
export { CertificateInLog, certificateInLog, type InLog } from './certificate-in-log.tsx'
export { commitmentTo, commitmentToVeiled, firstCommitmentTo, type Opening } from './commitment.ts'
export type { EvidenceCut, EvidenceLine } from './evidence.ts'
export { CUT_PUBLISHED } from './logged.ts'
export { pseudonymKey, pseudonymOf } from './pseudonym.ts'
export { headsCounted } from './heads-counted.ts'
export { LOG } from './words.ts'

export const GROW_JOB = 'log-grow'
export const HEAD_JOB = 'log-head'

/** What was logged of a person stays and can no longer be opened. */
export async function eraseSalts(tx: Tx, person: string): Promise<void> {
  await sql`insert into log_salt (tenant, agent, salt) select tenant, agent, null from agent where person = ${person}
    on conflict (tenant, agent) do update set salt = null`.execute(tx)
}

/** The day's head of every log: brought up to the record, signed, shown to the witnesses. One that is refused does not keep the others waiting. */
export async function dailyHeads(house: House): Promise<void> {
  const refusals: unknown[] = []
  for (const { id } of listProgrammes(house)) {
    await growLog(house, id)
    await signHead(house, id).catch((error: unknown) => refusals.push(error))
    await askWitnesses(house, id)
  }
  if (refusals.length > 0) throw refusals[0]
}

async function status(house: House): Promise<StatusLine[]> {
  const all = (house.config.witnesses ?? []).length
  const lines: StatusLine[] = []
  for (const { id } of listProgrammes(house)) {
    const why = await refusedOf(house.db, id)
    if (why !== null) lines.push({ name: LOG.statusName, text: { es: say(LOG.statusRefused, 'es', { programme: id, why }), en: say(LOG.statusRefused, 'en', { programme: id, why }) }, good: false })
    const head = await publishedHead(house.db, id)
    if (!head) continue
    const words = { programme: id, n: head.size, day: head.made.toISOString().slice(0, 10), k: head.lines.length, all }
    lines.push({ name: LOG.statusName, text: { es: say(LOG.statusGood, 'es', words), en: say(LOG.statusGood, 'en', words) }, good: why === null && (await disagreeing(house, id)).length === 0 && head.lines.length >= all && house.clock().getTime() - head.made.getTime() < 3 * 86_400_000 })
  }
  return lines.length > 0 ? lines : [{ name: LOG.statusName, text: LOG.statusNone, good: true }]
}

/** The transparency log: salted marks of every act that moves the count, signed daily, watched from outside (docs/decisions/0161, 0162). */
export const log: Feature = {
  name: 'log',
  migrations: 'src/features/log/migrations',
  routes,
  status,
  jobs: [
    { name: GROW_JOB, cron: '*/10 * * * *', run: async (house) => { for (const { id } of listProgrammes(house)) await growLog(house, id) } },
    // 04:00 in Lima; and each hour whoever has not cosigned yet is asked again.
    { name: HEAD_JOB, cron: '0 9 * * *', run: dailyHeads },
    { name: 'log-witness', cron: '20 * * * *', run: async (house) => { for (const { id } of listProgrammes(house)) await askWitnesses(house, id) } },
  ],
}
