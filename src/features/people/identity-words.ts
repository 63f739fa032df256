import type { Text } from '../../lib/text.ts'

export const REFUSED = {
  samePersonTwice: { es: 'La segunda persona tiene que ser otra: dos miembros del equipo ven la tarjeta.', en: 'The second person has to be another one: two members of staff see the card.' },
  notAlive: { es: 'Hay un registro de fallecimiento de esta persona. Corrígelo antes si es un error.', en: 'There is a record of this person\'s death. Correct it first if it is a mistake.' },
  documentHeld: {
    es: 'Otra persona ya mostró esta tarjeta y su identidad está verificada. Si son la misma persona, une los dos registros; si hubo un error, anula primero aquella verificación.',
    en: 'Another person showed this card before and her identity is checked. If they are one person, merge both records; if there was a mistake, annul that check first.',
  },
  checkedAlready: { es: 'La identidad de esta persona ya está verificada con ese documento.', en: 'This person\'s identity is checked already with that document.' },
  noSuchCheck: { es: 'No encontramos esa verificación de identidad.', en: 'We could not find that identity check.' },
  otherNumber: {
    es: 'El número de la tarjeta no es el que ella registró. Cópialo de nuevo; si la tarjeta es otra, agrega primero ese documento.',
    en: 'The number on the card is not the one she registered. Copy it again; if the card is another, add that document first.',
  },
  proposedAlready: { es: 'Ya hay una verificación que espera a la segunda persona.', en: 'There is a check already that waits for the second person.' },
  noProposal: { es: 'No hay una verificación que espere a la segunda persona.', en: 'There is no check waiting for the second person.' },
  oneAlready: { es: 'Los dos registros ya son la misma persona.', en: 'Both records are one person already.' },
  mergedAlready: { es: 'Uno de los registros ya está unido a otro. Abre el registro principal y une desde ahí.', en: 'One of the records is merged into another already. Open the main record and merge from there.' },
  mergeRaises: {
    es: 'Unir estos registros haría subir la cuenta, y una unión nunca suma personas. A uno le falta lo que el otro tiene, por ejemplo la revisión de su tarjeta. Complétalo primero en el registro que tiene el certificado y después únelos.',
    en: 'Merging these records would raise the count, and merging never counts anybody. One lacks what the other has, a checked card for example. Complete it first on the record with the certificate, then merge them.',
  },
  notMerged: { es: 'Estos registros no están unidos.', en: 'These records are not merged.' },
  elsewhere: {
    es: 'Esta persona también está en otro programa ({programmes}) donde no eres ejecutor. Pídelo a quien lo sea en todos.',
    en: 'This person is in another programme too ({programmes}) where you are no executor. Ask somebody who is one in all of them.',
  },
  typeErase: { es: 'Escribe BORRAR para confirmar.', en: 'Type BORRAR to confirm.' },
  chooseReason: { es: 'Elige un motivo.', en: 'Choose a reason.' },
  dateToCome: { es: 'Esa fecha todavía no llega.', en: 'That date has not come yet.' },
  ownClaim: { es: 'Ella ya tiene registrado ese documento.', en: 'She has that document registered already.' },
  lastDocument: { es: 'Es su único documento. Agrega primero el correcto.', en: 'It is her only document. Add the right one first.' },
  inUse: {
    es: 'Con este documento se verificó su identidad, o está en conflicto con otra persona: resuélvelo antes.',
    en: 'Her identity was checked with this document, or it is in conflict with another person: settle that first.',
  },
  replacedAlready: { es: 'Otro documento ya tomó el lugar de ese. Elige el vigente.', en: 'Another document took the place of that one already. Choose the current one.' },
  expiresBefore: { es: 'La fecha de vencimiento está antes de la de emisión. Revisa las dos.', en: 'The expiry date is before the date of issue. Check both.' },
  decidedAlready: { es: 'Otra persona del equipo ya decidió sobre estos dos registros. Mira cómo quedó.', en: 'Another member of staff decided about these two records already. See how it was settled.' },
  noSuchPair: { es: 'No encontramos ese par de registros.', en: 'We could not find that pair of records.' },
  notYourLearner: { es: 'Esta persona no está en una sección tuya.', en: 'This person is in no section of yours.' },
  notYourProposal: { es: 'Solo quien vio la tarjeta, o un ejecutor, descarta la verificación.', en: 'Only who saw the card, or an executor, drops the check.' },
  noSuchPerson: { es: 'No encontramos a esa persona en este programa.', en: 'We could not find that person in this programme.' },
} as const satisfies Record<string, Text>
