import { activityType, extension, has, LANGUAGE, REGISTRATION, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { STARTED } from './statements.ts'

export const concepts: readonly Concept[] = [
  verb(STARTED, { es: 'empezó el curso', en: 'started the course' }, {
    es: 'La persona empezó el curso de su matrícula, en una versión.', en: 'The person began the course of her enrolment, in one version.',
  }, { activity: 'enrolments' }, REGISTRATION, has('course'), has('version')),
  verb(VERB.completed, { es: 'completó', en: 'completed' }, {
    es: 'La persona completó una unidad. La hora es la del trabajo. También la dice su propio celular.',
    en: 'The person completed a unit. The timestamp is the time of work. Her own phone may say it too.',
  }, { activity: 'units' }, REGISTRATION, has('version'), has('minutes'), LANGUAGE('es-PE', 'en')),
  activityType('units', { es: 'unidad', en: 'unit' }, { es: 'Una unidad de un curso: <curso>.<unidad>.', en: 'A unit of a course: <course>.<unit>.' }),
  activityType('enrolments', { es: 'matrícula', en: 'enrolment' }, { es: 'La matrícula de una persona en una sección.', en: 'The enrolment of a person in a section.' }),
  extension('course', VALUE.text, { es: 'curso', en: 'course' }, { es: 'El curso.', en: 'The course.' }),
]
