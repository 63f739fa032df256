import type { Text } from '../../lib/text.ts'

/** The attendance sheet on paper. */
export const SHEET = {
  title: { es: 'Hoja de asistencia', en: 'Attendance sheet' },
  print: { es: 'Hoja para firmar (PDF)', en: 'Sheet to sign (PDF)' },
  blank: { es: 'Hoja de asistencia para una fecha', en: 'Attendance sheet for a date' },
  blankSays: { es: 'Para una clase sin celulares: imprime la hoja, haz que firmen y después pasa las marcas a la lista.', en: 'For a class without phones: print the sheet, have it signed and enter the marks into the roster later.' },
  dayWrong: { es: 'Elige una fecha dentro de los días de la sección.', en: 'Choose a date within the days of the section.' },
  programme: { es: 'Programa', en: 'Programme' },
  hours: { es: 'de {from} a {to}', en: 'from {from} to {to}' },
  number: { es: 'N.º', en: 'No.' },
  name: { es: 'Nombre', en: 'Name' },
  document: { es: 'Doc.', en: 'Doc.' },
  signature: { es: 'Firma', en: 'Signature' },
  late: { es: 'Si marcas T, anota los minutos junto a la firma.', en: 'For T, write the minutes beside the signature.' },
  tutor: { es: 'Firma, nombre y hora de quien tomó la lista', en: 'Signature, name and hour of who took the roster' },
  second: { es: 'Firma y nombre de la segunda persona, si se registra después de 48 horas', en: 'Signature and name of the second person, when entered after 48 hours' },
} as const satisfies Record<string, Text>
