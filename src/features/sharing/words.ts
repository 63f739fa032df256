import type { Text } from '../../lib/text.ts'
import type { Fact } from './facts.ts'

export const FACT: Record<Fact, Text> = {
  name: { es: 'Nombre', en: 'Name' },
  date: { es: 'Fecha de emisión', en: 'Date of issue' },
  minutes: { es: 'Duración', en: 'Duration' },
  quiz: { es: 'Nota de la prueba', en: 'Quiz mark' },
  product: { es: 'Nota del producto', en: 'Product mark' },
  labs: { es: 'Laboratorio aprobado', en: 'Lab passed' },
  serial: { es: 'Número de serie', en: 'Serial number' },
}

/** The learner's page. */
export const SHARE = {
  title: { es: 'Compartir', en: 'Share' },
  notInForce: { es: 'Este documento está {state}: no lo presentes. Quien abra un enlace tuyo verá lo mismo.', en: 'This document is {state}: do not present it. Whoever opens a link of yours sees the same.' },
  link: { es: 'Con su página pública', en: 'By its public page' },
  linkSays: { es: 'Quien la abra verá tu nombre, el documento, la fecha y si sigue valiendo. No verá tus notas.', en: 'Whoever opens it sees your name, the document, its date and whether it is valid. Not your marks.' },
  whatsapp: { es: 'Enviar por WhatsApp', en: 'Send by WhatsApp' },
  whatsappSays: { es: 'Se abre WhatsApp con el mensaje escrito; tú eliges a quién va.', en: 'WhatsApp opens with the message written; you choose whom it goes to.' },
  whatsappText: { es: 'Mi {kind} de «{programme}». Compruébalo aquí: {url}', en: 'My {kind} of “{programme}”. Check it here: {url}' },
  linkedin: { es: 'Agregar a LinkedIn', en: 'Add to LinkedIn' },
  linkedinSays: {
    es: 'Se abre LinkedIn, fuera de Yachay, con estos datos: «{name}», «{organisation}», el mes y año, el número de serie y la dirección pública. Tus notas no van. Allí decides si lo guardas.',
    en: 'LinkedIn opens, outside Yachay, with these data: “{name}”, “{organisation}”, month and year, the serial number and the public address. Your marks do not go. There you decide whether to keep it.',
  },
  badge: { es: 'Como insignia', en: 'As a badge' },
  badgeSays: {
    es: 'Una imagen con el certificado firmado adentro (Open Badges 3.0). Envíala como documento: las apps que la achican como foto borran lo que lleva adentro.',
    en: 'A picture with the signed certificate inside (Open Badges 3.0). Send it as a document: apps that shrink it as a photo erase what is inside.',
  },
  badgeAlt: { es: 'Insignia de {programme}: {kind}', en: 'Badge of {programme}: {kind}' },
  png: { es: 'Descargar la insignia (PNG)', en: 'Download the badge (PNG)' },
  svg: { es: 'Descargar la insignia (SVG)', en: 'Download the badge (SVG)' },
  record: { es: 'Todo tu registro', en: 'Your whole record' },
  recordSays: {
    es: 'Un solo archivo firmado con todos tus certificados y constancias vigentes, y lo que estudiaste sin certificar (CLR 2.0). Lleva tu nombre y tus notas.',
    en: 'One signed file with all your certificates and proofs in force, and what you studied without a certificate (CLR 2.0). It carries your name and your marks.',
  },
  recordGet: { es: 'Descargar mi registro (JSON)', en: 'Download my record (JSON)' },
  facts: { es: 'Mostrar solo algunos datos', en: 'Show single facts only' },
  factsSays: {
    es: 'Haces un enlace que muestra solo lo que eliges, tomado de nuestro registro cada vez que alguien lo abre. Siempre se ve qué documento es, de qué programa y si hoy sigue valiendo. Puedes terminarlo cuando quieras.',
    en: 'You make a link that shows only what you choose, taken from our register each time somebody opens it. It always shows which document it is, of which programme and whether it is valid today. You can end it whenever you like.',
  },
  choose: { es: '¿Qué más se ve?', en: 'What else is shown?' },
  chooseHint: { es: 'Si no marcas nada, solo se ve que hay un documento válido, sin tu nombre.', en: 'If you tick nothing, it only shows that there is a valid document, without your name.' },
  howLong: { es: '¿Hasta cuándo?', en: 'Until when?' },
  days: { es: '{n} días', en: '{n} days' },
  make: { es: 'Hacer el enlace', en: 'Make the link' },
  mine: { es: 'Tus enlaces de este documento', en: 'Your links of this document' },
  shows: { es: 'Muestra: {facts}.', en: 'Shows: {facts}.' },
  onlyValid: { es: 'solo si vale', en: 'only whether it is valid' },
  until: { es: 'Vale hasta el {date}.', en: 'Valid until {date}.' },
  over: { es: 'Terminó.', en: 'Over.' },
  visits: { es: 'Visitas: {n}.', en: 'Visits: {n}.' },
  end: { es: 'Terminar ahora', en: 'End now' },
  sendFacts: { es: 'Enviar por WhatsApp', en: 'Send by WhatsApp' },
  sendFactsText: { es: 'Compruébalo aquí: {url}', en: 'Check it here: {url}' },
  made: { es: 'Tu enlace está listo. Cópialo o envíalo.', en: 'Your link is ready. Copy or send it.' },
  ended: { es: 'El enlace terminó: ya no muestra nada.', en: 'The link is over: it shows nothing any more.' },
  back: { es: 'Volver al documento', en: 'Back to the document' },
} as const satisfies Record<string, Text>

/** What whoever opens such a link reads. */
export const SAYS = {
  title: { es: 'Datos de un certificado', en: 'Facts of a certificate' },
  of20: { es: '{mark} de 20', en: '{mark} of 20' },
  onlyChosen: { es: 'Solo los datos que la persona eligió mostrar, tomados del registro al firmar.', en: 'Only the facts that the person chose to show, taken from the register when it was signed.' },
  what: { es: 'Documento', en: 'Document' },
  since: { es: 'Desde el {date}. Causa: {cause}.', en: 'Since {date}. Cause: {cause}.' },
  trial: { es: 'De prueba: no tiene valor oficial.', en: 'Trial: it has no official value.' },
  chosen: {
    es: 'La persona eligió mostrar solo esto. Sale de nuestro registro en este momento, no de un archivo suyo.',
    en: 'The person chose to show only this. It comes from our register at this moment, not from a file of hers.',
  },
  noName: { es: 'No muestra nombre: no dice de quién es.', en: 'It shows no name: it does not say whose it is.' },
  asked: { es: 'Consultado el {at}, hora de Lima. El enlace vale hasta el {date}.', en: 'Asked on {at}, Lima time. The link is valid until {date}.' },
  download: { es: 'Descargar solo estos datos, firmados (JSON)', en: 'Download just these facts, signed (JSON)' },
} as const satisfies Record<string, Text>

export const REFUSAL = {
  over: {
    es: 'Este enlace ya terminó o no existe. Pide otro a la persona que te lo envió.',
    en: 'This link is over or does not exist. Ask the person who sent it for another one.',
  },
  unknownLink: { es: 'No encontramos ese enlace tuyo.', en: 'We did not find that link of yours.' },
  manyLinks: { es: 'Tienes 20 enlaces que todavía valen. Termina alguno antes de hacer otro.', en: 'You have 20 links that are still valid. End one before you make another.' },
  noPaper: {
    es: 'Tu registro se puede descargar cuando tengas un certificado o una constancia vigente. Todavía no tienes ninguno.',
    en: 'Your record can be downloaded once you have a certificate or proof of participation in force. You have none yet.',
  },
  erased: { es: 'Tus datos se borraron, así que el documento ya no se puede mostrar.', en: 'Your data were erased, so the document cannot be shown any more.' },
  wrongChoice: { es: 'Elige hasta cuándo vale el enlace, y solo datos de la lista.', en: 'Choose until when the link is valid, and only facts from the list.' },
} as const satisfies Record<string, Text>
