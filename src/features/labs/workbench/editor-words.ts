import type { Text } from '../../../lib/text.ts'

/** What is said around a program that is being written, in any language. */
export const EDITOR = {
  keys: { es: 'Teclas', en: 'Keys' },
  indent: { es: 'Sangría', en: 'Indent' },
  leave: { es: 'La tecla Tab pone sangría. Para salir del editor con el teclado: Esc y luego Tab.', en: 'The Tab key indents. To leave the editor with the keyboard: Esc, then Tab.' },
  reset: { es: 'Volver al programa inicial', en: 'Go back to the first program' },
  undo: { es: 'Deshacer', en: 'Undo' },
  size: { es: '{bytes} de 8192 bytes', en: '{bytes} of 8192 bytes' },
  tooLong: { es: 'El programa pasa de 8192 bytes: acórtalo para poder correrlo y entregarlo.', en: 'The program is longer than 8192 bytes: shorten it to run it and hand it in.' },
} as const satisfies Record<string, Text>
