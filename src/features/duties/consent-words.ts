import type { Text } from '../../lib/text.ts'

export const LEDGER = {
  title: { es: 'Mis permisos', en: 'My consents' },
  lead: {
    es: 'Aquí está todo lo que aceptaste y lo que retiraste, con su fecha. Los opcionales los cambias cuando quieras.',
    en: 'Here is all that you accepted and took back, with its date. Optional ones you change whenever you want.',
  },
  saved: { es: 'Guardado.', en: 'Saved.' },
  stands: { es: 'vigente', en: 'in force' },
  notGiven: { es: 'no aceptado', en: 'not given' },
  give: { es: 'Aceptar', en: 'Accept' },
  take: { es: 'Retirar', en: 'Take back' },
  needed: {
    es: 'Es necesario para participar. Para retirarlo, pide tu retiro del programa o el borrado de tus datos.',
    en: 'It is needed to take part. To take it back, ask to leave the programme or to have your data erased.',
  },
  toDisability: { es: 'Decirlo en «Mis datos»', en: 'Say it under “My data”' },
  toRequests: { es: 'Pedir algo sobre mis datos', en: 'Ask about my data' },
  history: { es: 'Historia', en: 'History' },
  line: { es: '{purpose}: aceptado el {given}, versión {version}, en {language}, {channel}.', en: '{purpose}: accepted on {given}, version {version}, in {language}, {channel}.' },
  withdrawn: { es: 'Retirado el {day}.', en: 'Taken back on {day}.' },
  after: {
    es: 'Cuando retiras un permiso, dejamos de llamarte, escribirte o publicar lo tuyo. Las pruebas de tu certificado se guardan por ley o por el convenio, con plazo:',
    en: 'When you take a consent back, we stop calling you, writing to you or publishing what is yours. The evidence of your certificate is kept by law or by the agreement, for a term:',
  },
  until: { es: 'hasta cuándo se guarda', en: 'how long it is kept' },
  office: { es: 'Permisos de las personas', en: 'People’s consents' },
  officeLead: {
    es: 'Cuántos permisos se dieron y se retiraron en el programa. Aquí no hay nombres: los de cada persona los ve solo ella.',
    en: 'How many consents were given and taken back in the programme. There are no names here: each person alone sees hers.',
  },
  purpose: { es: 'Para qué', en: 'Purpose' },
  versionOf: { es: 'versión {version}', en: 'version {version}' },
  givenCount: { es: 'Dados', en: 'Given' },
  takenCount: { es: 'Retirados', en: 'Taken back' },
  standCount: { es: 'Vigentes', en: 'In force' },
  byWay: { es: 'Cómo se dieron', en: 'How they were given' },
  channel: { es: 'Medio', en: 'Way' },
  count: { es: 'Cuántos', en: 'How many' },
  none: { es: 'Todavía nadie dio un permiso.', en: 'Nobody has given a consent yet.' },
} as const satisfies Record<string, Text>

export const LANGUAGE_NAME: Readonly<Record<string, Text>> = { es: { es: 'español', en: 'Spanish' }, en: { es: 'inglés', en: 'English' } }
export const CHANNEL_NAME: Readonly<Record<'page' | 'paper' | '', Text>> = {
  page: { es: 'en la página', en: 'on the page' },
  paper: { es: 'en papel', en: 'on paper' },
  '': { es: 'medio no anotado', en: 'way not noted' },
}
