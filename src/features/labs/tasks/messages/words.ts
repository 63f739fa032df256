import type { Text } from '../../../../lib/text.ts'

/** How the messages are shared out. */
export const SHARES: Text = {
  es: 'De {given} mensajes del año pasado, tu modelo aprende con {learnt}, elegidos solo para ti: traen la oficina que los recibió, que no siempre es la que toca. De los mensajes de ahora, {own} son tuyos para etiquetar. Practicas con {checked} que ya leyó con cuidado otra persona; con esos no se entrena. La nota sale de otros {hidden}, que no salen del servidor.',
  en: 'Of {given} messages of last year your model learns from {learnt}, chosen for you alone: they carry the office that received them, which is not always the right one. Of the messages of now, {own} are yours to label. You practise on {checked} that somebody else has read with care; those are not trained on. The mark comes from {hidden} others, which never leave the server.',
}

/** What the workbench says only of labs where the learner labels. */
export const MESSAGES = {
  seeSays: {
    es: 'Estos mensajes son del año pasado. Debajo de cada uno está la oficina que lo recibió. Léelos: ¿todos llegaron a donde debían?',
    en: 'These messages are of last year. Below each stands the office that received it. Read them: did all of them arrive where they should?',
  },
  received: { es: 'Lo recibió: {name}', en: 'Received by: {name}' },
  whichOffice: { es: 'Ver los que recibió', en: 'See those received by' },
  anyOffice: { es: 'Cualquier oficina', en: 'Any office' },
  howMany: { es: 'Cuántos recibió cada oficina', en: 'How many each office received' },
  now: { es: 'Y estos son de ahora', en: 'And these are of now' },
  nowSays: { es: 'Nadie les puso oficina todavía. Hablan también de asuntos que el año pasado no existían.', en: 'Nobody has put an office to them yet. They also speak of matters that did not exist last year.' },
  deskTitle: { es: 'Tu mesa: etiqueta mensajes de ahora', en: 'Your desk: label messages of now' },
  deskSays: {
    es: 'Lee y toca la oficina que debe atenderlo. Lo que etiquetas queda guardado en este celular aunque cierres la página. Con unas 60 etiquetas puestas con cuidado se nota.',
    en: 'Read and tap the office that should see to it. What you label is kept on this phone even if you close the page. About 60 labels given with care make a difference.',
  },
  count: { es: 'Llevas {done} de {of}', en: 'You have labelled {done} of {of}' },
  fromDoubtful: { es: 'Ahora van primero los que más duda tu modelo.', en: 'Those that your model doubts most now come first.' },
  message: { es: 'Mensaje', en: 'Message' },
  skip: { es: 'Sáltalo', en: 'Skip it' },
  undo: { es: 'Deshacer', en: 'Undo' },
  keys: { es: 'Con teclado: números para etiquetar, S para saltar, Z para deshacer.', en: 'With a keyboard: numbers to label, S to skip, Z to undo.' },
  what: { es: '¿Qué atiende cada oficina?', en: 'What does each office see to?' },
  vague: { es: 'Hay mensajes que no dicen de qué se trata. Sáltalos: una etiqueta adivinada enseña mal.', en: 'Some messages do not say what they are about. Skip them: a guessed label teaches wrongly.' },
  allDone: { es: 'Etiquetaste los {of}. Ya no queda ninguno.', en: 'You labelled all {of}. None is left.' },
  put: { es: 'Puesto: {name}', en: 'Put: {name}' },
  mine: { es: 'Revisar lo que etiquetaste ({n})', en: 'Look over what you labelled ({n})' },
  none: { es: 'Sin etiqueta', en: 'No label' },
  methodSays: {
    words: { es: 'Aprende qué palabras y letras van con cada oficina', en: 'Learns which words and letters go with each office' },
    keywords: { es: 'La regla de la ventanilla: busca cuatro palabras por oficina. No usa tus etiquetas', en: 'The rule of the front desk: looks for four words an office. Does not use your labels' },
  },
  knobs: { es: 'Perillas del modelo', en: 'Knobs of the model' },
  wrong: {
    es: 'Se equivoca en {wrong} de los {of} mensajes de práctica. Primero van los que más seguro estaba. En amarillo, las palabras que lo convencieron; subrayadas, las que decían lo correcto.',
    en: 'It is wrong on {wrong} of the {of} practice messages. Those it was surest of come first. In yellow, the words that convinced it; underlined, those that spoke for the right one.',
  },
  was: { es: 'Era para {truth}; lo mandó a {found}', en: 'It was for {truth}; it sent it to {found}' },
  more: { es: 'Ver otros', en: 'See others' },
  doubtful: { es: 'Etiquetar los que más duda', en: 'Label those it doubts most' },
  doubtfulSays: { es: 'Las etiquetas que más enseñan son las de los mensajes que el modelo no sabe dónde poner.', en: 'The labels that teach most are those of the messages that the model does not know where to put.' },
  argued: { es: 'Etiquetas que tu modelo discute', en: 'Labels that your model disputes' },
  arguedSays: { es: 'Son mensajes del año pasado, con la oficina que los recibió. ¿Quién tiene razón?', en: 'These are messages of last year, with the office that received them. Who is right?' },
  argue: { es: 'Lo recibió {label}; tu modelo lo mandaría a {found}', en: '{label} received it; your model would send it to {found}' },
  ceiling: { es: 'Lo mejor posible', en: 'The best possible' },
  each: { es: 'Acierto por oficina', en: 'How each office fares' },
  eachSays: { es: 'De los mensajes para {name}, llegan {right} de {of}', en: 'Of the messages for {name}, {right} of {of} arrive' },
  matrixSays: { es: 'Fila: para quién era. Columna: a quién lo mandó. Los números son los de las oficinas.', en: 'Row: whom it was for. Column: whom it was sent to. The numbers are those of the offices.' },
} as const satisfies Record<string, Text | Record<string, Text>>
