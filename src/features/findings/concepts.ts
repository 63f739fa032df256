import { activityType, extension, has, may, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { ABOUT, FINDING_VERB, SEVERITIES, STEPS } from './statements.ts'

export const concepts: readonly Concept[] = [
  verb(FINDING_VERB.raised, { es: 'planteó un hallazgo', en: 'raised a finding' }, {
    es: 'Quien audita planteó un hallazgo y corre el plazo para responderlo. Lo escrito queda sellado aparte.',
    en: 'Who audits raised a finding, and the term for a reply runs. What was written stands sealed apart.',
  }, { activity: 'findings' }, has('findingAbout', ...ABOUT), may('findingCode'), has('severity', ...SEVERITIES), has('dueOn')),
  verb(FINDING_VERB.step, { es: 'atendió un hallazgo', en: 'handled a finding' }, {
    es: 'La coordinación respondió un hallazgo, o quien audita volvió a preguntar, lo levantó o lo confirmó.',
    en: 'The coordinators replied to a finding, or who audits asked again, lifted it or confirmed it.',
  }, { activity: 'findings' }, has('findingStep', ...STEPS), may('dueOn')),

  activityType('findings', { es: 'hallazgo', en: 'finding' }, { es: 'Un hallazgo de auditoría.', en: 'A finding of an audit.' }),

  extension('findingAbout', VALUE.words(ABOUT), { es: 'sobre qué', en: 'about what' }, { es: 'De qué trata el hallazgo.', en: 'What the finding is about.' }),
  extension('findingCode', VALUE.text, { es: 'código', en: 'code' }, {
    es: 'Código de lo que trata: un corte, una cifra, un certificado, una sección o una persona. Nunca un nombre ni un documento.',
    en: 'The code of what it is about: a cut, a figure, a certificate, a section or a person. Never a name or a document.',
  }),
  extension('severity', VALUE.words(SEVERITIES), { es: 'gravedad', en: 'severity' }, { es: 'Qué tan grave es.', en: 'How grave it is.' }),
  extension('findingStep', VALUE.words(STEPS), { es: 'paso', en: 'step' }, { es: 'Qué se hizo con el hallazgo.', en: 'What was done about the finding.' }),
]
