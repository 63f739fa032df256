import { BY_STAFF, extension, has, may, REGISTRATION, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { CHANNELS, CONTACT_CAUSES, CONTACTED } from './statements.ts'

export const concepts: readonly Concept[] = [
  verb(CONTACTED, { es: 'fue buscada', en: 'was contacted' }, {
    es: 'Una persona del equipo la buscó por llamada, mensaje o visita. Lleva solo códigos.', en: 'A member of staff looked for the person by call, message or visit. It carries codes only.',
  }, { activity: 'enrolments' }, REGISTRATION, BY_STAFF, has('channel', ...CHANNELS), has('reached', true, false), may('cause', ...CONTACT_CAUSES), may('nextContact')),
  extension('channel', VALUE.words(CHANNELS), { es: 'medio', en: 'channel' }, { es: 'Por dónde se la buscó.', en: 'How the person was looked for.' }),
  extension('reached', VALUE.flag, { es: 'respondió', en: 'reached' }, { es: 'Si respondió.', en: 'Whether the person answered.' }),
  extension('nextContact', { type: 'string', format: 'date' }, { es: 'próximo contacto', en: 'next contact' }, { es: 'El día, en Lima, en que vuelven a hablar.', en: 'The day, in Lima, on which they speak again.' }),
]
