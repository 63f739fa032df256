import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { readExt, type Stored } from '../../record/statement.ts'
import { VERB, type PersonNow } from '../programmes/index.ts'
import type { Proven } from './achievement.ts'
import type { Kind } from './statements.ts'

export interface Evidence {
  readonly digest: string
  readonly name: string
}

const NAMES: readonly (readonly [verb: string, name: string])[] = [
  [VERB.identityChecked, 'Comprobación de identidad'],
  [VERB.quizScored, 'Nota de la prueba'],
  [VERB.labGraded, 'Laboratorio aprobado'],
  [VERB.productGraded, 'Nota del producto'],
]

/** The best graded statements that were not annulled, as digests, with the recipe of a lab; for a constancia only the identity check. */
export function evidenceOf({ statements }: Pick<PersonNow, 'statements'>, kind: Kind): Evidence[] {
  const annulled = new Set(statements.filter((s) => s.verb === VERB.annulled).map((s) => s.object))
  return NAMES.filter(([verb]) => kind === 'certificado' || verb === VERB.identityChecked).flatMap(([verb, name]) => {
    const best = new Map<string, Stored>()
    for (const s of statements) {
      if (s.verb !== verb || s.authority !== 'command' || annulled.has(s.id) || s.statement.result?.success === false) continue
      const before = best.get(s.object)
      if (!before || markOf(s) > markOf(before)) best.set(s.object, s)
    }
    return [...best.values()].flatMap((s) => [{ digest: digestOf(s), name }, ...recipeOf(s)])
  })
}

/** The recipe that was graded: whoever has it cooks it again and finds the same mark. */
function recipeOf(s: Stored): Evidence[] {
  const hash = s.verb === VERB.labGraded ? readExt(s.statement, 'recipeHash') : undefined
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? [{ digest: Buffer.from(hash, 'hex').toString('base64url'), name: 'Receta del laboratorio' }] : []
}

/** SHA-256, base64url, of the statement in RFC 8785 form: whoever holds the statement can match it, nobody can guess it back. */
function digestOf(s: Stored): string {
  return createHash('sha256').update(canonicalize(s.statement) ?? '').digest('base64url')
}

function markOf(s: Stored): number {
  return s.statement.result?.score?.raw ?? 0
}

/** Minutes and marks as the rule found them. */
export function provenOf({ evaluation }: Pick<PersonNow, 'evaluation'>, kind: Kind): { minutes: number; proven: Proven | null } {
  const found = { minutes: 0, quiz: 0, product: 0, labs: [] as string[] }
  for (const r of evaluation?.requirements ?? []) {
    if (r.id === 'minutes') found.minutes = r.have
    if (r.id === 'quiz' || r.id === 'product') found[r.id] = r.have ?? 0
    if (r.id === 'lab' && r.evidenced) found.labs.push(r.lab)
  }
  const { minutes, ...proven } = found
  return { minutes, proven: kind === 'certificado' ? proven : null }
}
