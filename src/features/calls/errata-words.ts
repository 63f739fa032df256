import type { Text } from '../../lib/text.ts'

export const ERRATA = {
  title: { es: 'Fe de erratas', en: 'Corrections of the terms' },
  number: { es: 'N.º {n}, del {date}', en: 'No. {n}, of {date}' },
  says: { es: 'Dice', en: 'It says' },
  should: { es: 'Debe decir', en: 'It should say' },
  because: { es: 'Motivo', en: 'Reason' },
  closes: { es: 'La convocatoria ahora cierra el {date}.', en: 'The call now closes on {date}.' },
  old: { es: 'El archivo de las bases no cambia: lo corregido se lee junto a él.', en: 'The file of the terms does not change: what was corrected is read beside it.' },
  by: { es: 'La firma {name}.', en: 'Signed by {name}.' },
  issueTitle: { es: 'Publicar una fe de erratas', en: 'Publish a correction' },
  issueSays: { es: 'Sale en la página pública con tu nombre y la fecha, y no se borra. El texto viejo queda. Solo el cierre puede moverse, y solo a más tarde.', en: 'It appears on the public page with your name and the date, and is not deleted. The old text stays. Only the closing can move, and only later.' },
  saysHint: { es: 'Copia las palabras de las bases, tal como están.', en: 'Copy the words of the terms exactly as they stand.' },
  shouldEs: { es: 'Debe decir, en español', en: 'It should say, in Spanish' },
  shouldEn: { es: 'Debe decir, en inglés', en: 'It should say, in English' },
  becauseEs: { es: 'Motivo, en español', en: 'Reason, in Spanish' },
  becauseEn: { es: 'Motivo, en inglés', en: 'Reason, in English' },
  newClosing: { es: 'Nuevo día de cierre', en: 'New day of closing' },
  closingHint: { es: 'Solo si se amplía el plazo. Día/mes/año; cierra a las 23:59 de Lima.', en: 'Only if the time is extended. Day/month/year; it closes at 23:59 in Lima.' },
  issue: { es: 'Publicar la fe de erratas', en: 'Publish the correction' },
  open: { es: 'Escribir una fe de erratas', en: 'Write a correction' },
} as const satisfies Record<string, Text>
