import type { Text } from '../../../lib/text.ts'

export const SHELF = {
  title: { es: 'Laboratorios de todos los oficios', en: 'Labs of every trade' },
  lead: {
    es: 'Elige un oficio, el tuyo u otro, y entrena un modelo de verdad.',
    en: 'Choose a trade, yours or another, and train a real model.',
  },
  counts: {
    es: 'Todos reciben nota y quedan en tu registro; para el número del programa cuentan solo los que pide la regla.',
    en: 'All are marked and stay on your record; only those that the rule asks for count in the programme’s number.',
  },
  publicLead: {
    es: 'Quien participa en este programa puede entrenar modelos para estos oficios, en su propio celular.',
    en: 'Who takes part in this programme may train models for these trades, on their own phone.',
  },
  publicCounts: {
    es: 'Todos reciben nota; para el número del programa cuentan solo los que pide la regla.',
    en: 'All are marked; only those that the rule asks for count in the programme’s number.',
  },
  filter: { es: 'Elegir un oficio', en: 'Choose a trade' },
  all: { es: 'Todos', en: 'All' },
  ofCourse: { es: 'De tu curso', en: 'Of your course' },
  ofTrade: { es: 'De tu oficio', en: 'Of your trade' },
  others: { es: 'De otros oficios', en: 'Of other trades' },
  about: { es: '{trade} · {level} · unos {minutes} minutos · {size} para bajar', en: '{trade} · {level} · about {minutes} minutes · {size} to download' },
  asked: { es: 'Lo pide la regla', en: 'The rule asks for it' },
  untried: { es: 'No intentado', en: 'Not tried' },
  trying: { es: 'En camino: {n} entregas', en: 'On your way: {n} hand-ins' },
  tryingOnce: { es: 'En camino: 1 entrega', en: 'On your way: 1 hand-in' },
  passed: { es: 'Aprobado', en: 'Passed' },
  toCourse: { es: 'Volver al curso', en: 'Back to the course' },
  toProgramme: { es: 'Volver al programa', en: 'Back to the programme' },
  none: { es: 'No hay laboratorios de este oficio en tu programa.', en: 'There are no labs of this trade in your programme.' },
  more: { es: 'Límites, datos y licencia', en: 'Limits, data and licence' },
  document: { es: 'Cómo se hizo y se midió (en inglés)', en: 'How it was made and measured' },
  documentTitle: { es: 'Cómo se hizo: {title}', en: 'How it was made: {title}' },
  documentNote: { es: 'Este documento está en inglés.', en: 'This document is in English.' },
  take: { es: 'Llevar en el celular ({size})', en: 'Take along on the phone ({size})' },
  taking: { es: 'Bajando…', en: 'Downloading…' },
  here: { es: 'En tu celular', en: 'On your phone' },
  ready: { es: 'Listo.', en: 'Done.' },
  failed: { es: 'No se pudo bajar. Prueba otra vez cuando haya señal.', en: 'It could not be downloaded. Try again when there is signal.' },
  open: {
    es: 'Abre lo tuyo con tu clave, arriba, para llevar un laboratorio. Antes prepara este celular y lleva tu curso.',
    en: 'Open your things with your PIN, above, to take a lab along. First prepare this phone and take your course along.',
  },
  needsSignal: { es: 'Lo que no está en tu celular necesita señal.', en: 'What is not on your phone needs signal.' },
} as const satisfies Record<string, Text>

export const LEVEL: Readonly<Record<1 | 2 | 3, Text>> = {
  1: { es: 'Para empezar', en: 'To begin with' },
  2: { es: 'Con algo de práctica', en: 'With some practice' },
  3: { es: 'Para ir más lejos', en: 'To go further' },
}

export const REFUSED = {
  unknownTrade: { es: 'No conocemos ese oficio. Elige uno de la lista.', en: 'We do not know that trade. Choose one of the list.' },
  unknownProgramme: { es: 'No encontramos ese programa.', en: 'We did not find that programme.' },
  unknownDocument: { es: 'No encontramos ese documento.', en: 'We did not find that document.' },
} as const satisfies Record<string, Text>
