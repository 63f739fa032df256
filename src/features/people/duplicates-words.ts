import type { Text } from '../../lib/text.ts'
import type { ApartReason, PairState, Sign } from './duplicates.ts'

export const PAIRS = {
  title: { es: 'Posibles duplicados', en: 'Possible duplicates' },
  lead: {
    es: 'Dos registros que quizás son la misma persona. Compara, pregunta si hace falta y decide. Todo se puede deshacer, y la cuenta nunca sube por unir.',
    en: 'Two records that may be one person. Compare, ask if you need to, and decide. Everything can be undone, and merging never raises the count.',
  },
  link: { es: 'Ver posibles duplicados', en: 'See possible duplicates' },
  state: { es: 'Mostrar', en: 'Show' },
  sign: { es: 'Señal', en: 'Sign' },
  anySign: { es: 'Cualquiera', en: 'Any' },
  show: { es: 'Mostrar', en: 'Show' },
  none: { es: 'No hay pares por revisar. Buen trabajo.', en: 'There are no pairs to review. Well done.' },
  noneHere: { es: 'No hay pares aquí.', en: 'There are no pairs here.' },
  more: { es: 'Ver más', en: 'See more' },
  first: { es: 'Volver al inicio de la lista', en: 'Back to the start of the list' },
  datum: { es: 'Dato', en: 'Item' },
  recordA: { es: 'Registro A', en: 'Record A' },
  recordB: { es: 'Registro B', en: 'Record B' },
  name: { es: 'Nombre', en: 'Name' },
  born: { es: 'Nacimiento', en: 'Born' },
  documents: { es: 'Documentos', en: 'Documents' },
  ruc: { es: 'RUC de su negocio', en: 'RUC of her firm' },
  phone: { es: 'Celular', en: 'Phone' },
  district: { es: 'Distrito', en: 'District' },
  since: { es: 'En el programa desde', en: 'In the programme since' },
  identity: { es: 'Identidad', en: 'Identity' },
  erased: { es: 'Sus datos se borraron.', en: 'Her data was erased.' },
  stays: { es: 'Son la misma persona. Se queda:', en: 'They are one person. This one stays:' },
  merge: { es: 'Unir', en: 'Merge' },
  apartTitle: { es: 'Son dos personas', en: 'They are two persons' },
  apart: { es: 'Mantener separados', en: 'Keep apart' },
  undo: { es: 'Deshacer', en: 'Undo' },
  undoApart: { es: 'Volver a la lista por revisar', en: 'Back to the list to review' },
  settled: { es: '{name}, el {day}', en: '{name}, on {day}' },
  mergedInto: { es: '{one} se unió a {root}', en: '{one} was merged into {root}' },
  foundOn: { es: 'Visto por primera vez el {day}', en: 'First noticed on {day}' },
  doneMerged: { es: 'Unidos: ahora son una sola persona. Si fue un error, elige «Unidos» y deshazlo.', en: 'Merged: they are one person now. If it was a mistake, choose “Merged” and undo it.' },
  doneApart: { es: 'Quedan como dos personas. Si fue un error, elige «Separados» y deshazlo.', en: 'They stay two persons. If it was a mistake, choose “Kept apart” and undo it.' },
  doneUndone: { es: 'Deshecho. El par espera otra vez una decisión.', en: 'Undone. The pair waits for a decision again.' },
  pickOne: { es: 'Elige cuál de los dos registros se queda.', en: 'Choose which of the two records stays.' },
} as const satisfies Record<string, Text>

export const PAIR_STATE_NAME: Readonly<Record<PairState, Text>> = {
  open: { es: 'Por revisar', en: 'To review' },
  apart: { es: 'Separados', en: 'Kept apart' },
  merged: { es: 'Unidos', en: 'Merged' },
}

export const SIGN_NAME: Readonly<Record<Sign, Text>> = {
  document: { es: 'Mismo documento', en: 'Same document' },
  ruc: { es: 'El RUC 10 lleva su DNI', en: 'The RUC 10 carries her DNI' },
  likeness: { es: 'Mismo nombre y nacimiento', en: 'Same name and birth date' },
  phone: { es: 'Mismo celular', en: 'Same phone' },
}

export const APART_NAME: Readonly<Record<ApartReason, Text>> = {
  'both-cards-seen': { es: 'Vimos los documentos de las dos', en: 'We saw both their cards' },
  namesakes: { es: 'Se llaman igual, nada más', en: 'They share a name, nothing else' },
  family: { es: 'Son familia', en: 'They are family' },
  'number-mistyped': { es: 'Un número está mal escrito', en: 'A number is mistyped' },
}
