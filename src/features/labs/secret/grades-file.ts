import type { House } from '../../../feature.ts'
import { readStatement } from '../../../record/read.ts'
import { readExt } from '../../../record/statement.ts'
import { gradesUnder, type GradeRow } from '../grades.ts'
import { recordedRecipe } from '../recipe.ts'
import type { SealRow } from './seals.ts'
import { K_HANDED_IN } from './small-cell.ts'
import { SECRET } from './words.ts'

/**
 * What anybody needs to recompute the grades of a cohort's lab once its seed is told, as lines of JSON: first the seal with its seed, then a line
 * for each grade, in the order in which they were given. A person stands in it only as the seed of her recipes, which says nothing of her. Where
 * few handed in, her tries would tell who passed: one line says that the grades are held back. `whole`: for auditors, nothing is.
 */
export async function gradesFile(house: House, seals: readonly SealRow[], { whole = false } = {}): Promise<string> {
  const lines: string[] = []
  for (const seal of seals.filter((s) => s.seed !== null)) {
    const { tenant, section, lab, version, round, seal: hash, seed } = seal
    lines.push(JSON.stringify({ kind: 'seal', programme: tenant, section, lab, version, round, seal: hash, hiddenSeed: seed }))
    if (whole || seal.grades_public) for (const grade of await gradesUnder(house.db, tenant, hash)) lines.push(await gradeLine(house, grade))
    else lines.push(JSON.stringify({ kind: 'held', seal: hash, fewerThan: K_HANDED_IN, why: SECRET.fileHeld }))
  }
  return lines.map((line) => line + '\n').join('')
}

async function gradeLine(house: House, { tenant, submission, seal, passed, figure, baseline, metric, of_rows: of, gap, annulled }: GradeRow): Promise<string> {
  const stored = await readStatement(house.db, tenant, submission ?? '')
  const recipe = stored && recordedRecipe(readExt(stored.statement, 'recipe'))
  return JSON.stringify({ kind: 'grade', seal, recipe, digest: stored && readExt(stored.statement, 'digest'), passed, metric, figure, of, baseline, gap, annulled })
}
