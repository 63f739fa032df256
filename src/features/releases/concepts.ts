import { activityType, extension, has, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { PUBLISHED } from './statements.ts'

export const concepts: readonly Concept[] = [
  verb(PUBLISHED, { es: 'publicó el corte', en: 'published the cut' }, {
    es: 'Una persona responsable publicó el corte de un mes. Sus archivos no cambian nunca.',
    en: 'An owner published the cut of a month. Its files never change.',
  }, { activity: 'releases' }, has('cut'), has('hash'), has('reasons')),
  activityType('releases', { es: 'corte', en: 'cut' }, { es: 'El corte de un mes, o una corrección suya.', en: 'The cut of a month, or a correction of it.' }),
  extension('cut', VALUE.count, { es: 'posición del corte', en: 'position of the cut' }, {
    es: 'Hasta qué posición se leyó el registro.', en: 'Up to which position the record was read.',
  }),
]
