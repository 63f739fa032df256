import type { House } from '../../../feature.ts'
import { append } from '../../../record/append.ts'
import { limaDay, sectionOf, sectionsOf } from '../../cohorts/index.ts'
import { listProgrammes } from '../../programmes/index.ts'
import { labsOf } from '../labs.ts'
import { isPast, roundOf } from './rounds.ts'
import { enoughHandedIn } from './small-cell.ts'
import { sealOnce, sealScope, sealsOf, secretOf, type SealRow } from './seals.ts'
import { labRevealed } from './statements.ts'

/** Job, hourly: seals the hidden data of every section that has begun, tells the seeds of those whose time is past. */
export const SEALS_JOB = 'labs-seals'

export async function sealAndReveal(house: House): Promise<void> {
  for (const programme of listProgrammes(house)) {
    await sealBegun(house, programme.id)
    for (const seal of await sealsOf(house.db, programme.id)) await revealPast(house, seal)
  }
}

async function sealBegun(house: House, tenant: string): Promise<void> {
  const today = limaDay(house.clock())
  const labs = labsOf(house, tenant).filter((lab) => lab.data.hidden.file === 'simulated')
  for (const section of await sectionsOf(house, tenant)) {
    if (today < section.starts || isPast(section, '1', today)) continue
    for (const lab of labs) {
      await sealOnce(house, { tenant, section: section.id, lab: lab.id, version: lab.version, round: roundOf(section, today) })
    }
  }
}

/** Never while a recipe of that lab waits: it must meet what nobody knows. */
async function revealPast(house: House, seal: SealRow): Promise<void> {
  const section = await sectionOf(house, seal.tenant, seal.section)
  if (seal.seed !== null || !section || !isPast(section, seal.round, limaDay(house.clock()))) return
  await append(house, { scopes: [sealScope(seal)] }, async (tx) => {
    const waits = await tx.selectFrom('lab_submission').select('submission').where('tenant', '=', seal.tenant).where('lab', '=', seal.lab).where('state', '=', 'waiting')
      .limit(1).executeTakeFirst()
    const now = await sealsOf(tx, seal.tenant, seal.section)
    const told = now.some((s) => s.lab === seal.lab && s.version === seal.version && s.round === seal.round && s.seed !== null)
    if (waits || told) return []
    const { tenant, section: name, lab, version, round, seal: hash } = seal
    const open = await enoughHandedIn(tx, tenant, hash)
    return [labRevealed({ tenant, section: name, lab, version, round, seal: hash }, secretOf(house, seal).seed, open, house.clock())]
  })
}
