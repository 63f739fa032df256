import { BY_STAFF, extension, has, REGISTRATION, result, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { EVALUATIONS, MARK_ANNULLED, MARK_NOTED } from './statements.ts'

export const concepts: readonly Concept[] = [
  verb(MARK_NOTED, { es: 'obtuvo, según una tabla de notas,', en: 'got, by a table of marks,' }, {
    es: 'Nota de 0 a 20 que una entidad trajo en una tabla. Es evidencia: ninguna regla de conteo la lee.',
    en: 'A mark from 0 to 20 that an entity brought in a table. It is evidence: no counting rule reads it.',
  }, { activity: 'enrolments' }, REGISTRATION, BY_STAFF, result('score.raw'), has('evaluation', ...EVALUATIONS), has('attempt'), has('grader')),
  verb(MARK_ANNULLED, { es: 'anuló la nota', en: 'annulled the mark' }, {
    es: 'La nota que trajo una tabla ya no vale.', en: 'The mark that a table brought does not stand any more.',
  }, { refers: [MARK_NOTED] }, REGISTRATION, BY_STAFF),
  extension('evaluation', VALUE.words(EVALUATIONS), { es: 'evaluación', en: 'assessment' }, {
    es: 'Qué evaluación fue: de entrada, de proceso, del producto o final.', en: 'Which assessment it was: at entry, on the way, of the product or final.',
  }),
  extension('grader', VALUE.uuid, { es: 'quién calificó', en: 'who graded' }, { es: 'La persona del equipo que puso la nota.', en: 'The member of staff who gave the mark.' }),
]
