import type { House, StatusLine } from '../../../feature.ts'
import type { Db } from '../../../lib/database.ts'
import { append } from '../../../record/append.ts'
import type { Inline } from '../../../record/projection.ts'
import { readStatement } from '../../../record/read.ts'
import { readExt } from '../../../record/statement.ts'
import { limaDay } from '../../cohorts/index.ts'
import { listProgrammes } from '../../programmes/index.ts'
import { someGrades, type GradeRow } from '../grades.ts'
import { secretFor } from '../grading.ts'
import { labOf } from '../labs.ts'
import { recordedRecipe } from '../recipe.ts'
import { submissionById } from '../submissions.ts'
import { gradedAgain } from './again.ts'
import { hiddenSeedFor } from './seals.ts'
import { SECRET_VERB, labsRechecked } from './statements.ts'
import { SECRET } from './words.ts'

/** Job, nightly: cooks a sample of stored grades again. */
export const RECHECK_JOB = 'labs-recheck'
const SAMPLE = 20

interface RecheckRow {
  tenant: string
  day: string
  checked: number
  different: number
  pos: number
}

declare module '../../../lib/database.ts' {
  interface Tables { lab_recheck: RecheckRow }
}

export const labRecheck: Inline = {
  kind: 'inline',
  table: 'lab_recheck',
  version: 1,
  columns: 'tenant text not null, day text not null, checked int not null, different int not null, pos bigint not null, primary key (tenant, day)',
  verbs: [SECRET_VERB.rechecked],
  authorities: ['command'],
  apply: async (tx, s) => {
    const different = readExt(s.statement, 'different')
    await tx.insertInto('lab_recheck').values({
      tenant: s.tenant, day: String(readExt(s.statement, 'day')), checked: Number(readExt(s.statement, 'checked')), different: Array.isArray(different) ? different.length : 0, pos: s.pos,
    }).onConflict((oc) => oc.columns(['tenant', 'day']).doNothing()).execute()
  },
}

/** Cooks some grades of each programme again and records what came out; the same day twice is once. A difference is told on the status page and in the log. */
export async function recheckGrades(house: House, most = SAMPLE): Promise<void> {
  const day = limaDay(house.clock())
  for (const { id: tenant } of listProgrammes(house)) {
    if (await recheckedOn(house.db, tenant, day)) continue
    const checked: { grade: string; same: boolean }[] = []
    for (const grade of await someGrades(house.db, tenant, day, most)) {
      const same = await comesOutTheSame(house, tenant, grade)
      if (same !== null) checked.push({ grade: grade.grade, same })
    }
    if (checked.length === 0) continue
    const different = checked.filter((c) => !c.same).map((c) => c.grade)
    if (different.length > 0) console.error(`ALARM labs: of ${checked.length} grades of ${tenant} cooked again, ${different.length} came out otherwise: ${different.join(' ')}`)
    await append(house, { scopes: [`labs-recheck:${tenant}`] }, async (tx) => (
      await recheckedOn(tx, tenant, day) ? [] : [labsRechecked({ tenant, day, checked: checked.length, different }, house.clock())]))
  }
}

/** Null for a grade of an older version of its lab, whose data is not here. */
async function comesOutTheSame(house: House, tenant: string, grade: GradeRow): Promise<boolean | null> {
  const row = await submissionById(house.db, tenant, grade.submission ?? '')
  const stored = row && await readStatement(house.db, tenant, row.submission)
  if (!row || !stored) return false
  const recipe = recordedRecipe(readExt(stored.statement, 'recipe'))
  const lab = labOf(house, grade.lab)
  if (lab?.version !== recipe.version) return null
  const seed = await hiddenSeedFor(house, lab, row)
  return (await gradedAgain(lab, { recipe, figure: grade.figure, baseline: grade.baseline, passed: grade.passed, best: undefined }, seed?.seed, secretFor(house, recipe))).same
}

async function recheckedOn(db: Db, tenant: string, day: string): Promise<boolean> {
  return await db.selectFrom('lab_recheck').select('day').where('tenant', '=', tenant).where('day', '=', day).executeTakeFirst() !== undefined
}

/** How the last night of each programme went. */
export async function recheckStatus(house: House): Promise<StatusLine[]> {
  const rows = await house.db.selectFrom('lab_recheck').select(['tenant', 'day', 'checked', 'different']).distinctOn('tenant').orderBy('tenant').orderBy('pos', 'desc').execute()
  return rows.map(({ tenant, day, checked, different }) => ({
    name: SECRET.recheck, good: different === 0,
    text: {
      es: `${tenant}, ${day}: ${checked} notas cocinadas otra vez, ${different === 0 ? 'todas salieron iguales' : `${different} salieron distintas. Avisa a quien administra`}.`,
      en: `${tenant}, ${day}: ${checked} grades cooked again, ${different === 0 ? 'all came out the same' : `${different} came out otherwise. Tell the administrator`}.`,
    },
  }))
}
