import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import { ext, type Stored } from '../../record/statement.ts'
import { VERB } from '../programmes/index.ts'
import { evidenceOf } from './evidence.ts'

const RECIPE = createHash('sha256').update('a recipe').digest('hex')

function stored(verb: string, object: string, raw: number, more: Record<string, unknown> = {}): Stored {
  return {
    tenant: 'piloto', pos: raw, id: `${object}-${raw}`, stored: new Date(0), happened: new Date(0), actor: 'a', verb, object, registration: null, authority: 'command',
    statement: { actor: { account: { homePage: 'https://example.org', name: 'a' } }, verb: { id: verb }, object: { id: object }, result: { success: true, score: { raw } }, context: { extensions: ext(more) } },
  }
}

const digest = (s: Stored): string => createHash('sha256').update(canonicalize(s.statement) ?? '').digest('base64url')

test('the evidence of a certificado: the best mark of each as a digest, and the recipe of the lab, which anybody who has it cooks again', () => {
  const worse = stored(VERB.labGraded, 'labs/uva-vino', 0.8, { recipeHash: 'f'.repeat(64) })
  const lab = stored(VERB.labGraded, 'labs/uva-vino', 0.9, { recipeHash: RECIPE })
  const quiz = stored(VERB.quizScored, 'quizzes/final', 16)
  assert.deepEqual(evidenceOf({ statements: [worse, quiz, lab] }, 'certificado'), [
    { digest: digest(quiz), name: 'Nota de la prueba' },
    { digest: digest(lab), name: 'Laboratorio aprobado' },
    { digest: Buffer.from(RECIPE, 'hex').toString('base64url'), name: 'Receta del laboratorio' },
  ])
  assert.deepEqual(evidenceOf({ statements: [lab, quiz] }, 'constancia'), [], 'a constancia proves no marks')
})

test('a recipe hash that is none is left out', () => {
  const lab = stored(VERB.labGraded, 'labs/uva-vino', 0.9, { recipeHash: 'none' })
  assert.deepEqual(evidenceOf({ statements: [lab] }, 'certificado').map((e) => e.name), ['Laboratorio aprobado'])
})
