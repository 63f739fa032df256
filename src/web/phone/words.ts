import type { Text } from '../../lib/text.ts'

/** What the phone says by itself, with or without signal. */
export const PHONE = {
  unsent: { es: '{n} sin enviar', en: '{n} not sent yet' },
  allSent: { es: 'Todo enviado', en: 'All sent' },
  refused: { es: '{n} no se aceptó', en: '{n} not accepted' },
  close: { es: 'Cerrar lo mío', en: 'Close my things' },
  who: { es: '¿Quién eres?', en: 'Who are you?' },
  pin: { es: 'Tu clave de 6 números', en: 'Your 6-digit PIN' },
  open: { es: 'Abrir', en: 'Open' },
  wrongPin: { es: 'Esa no es tu clave. Vuelve a probar.', en: 'That is not your PIN. Try again.' },
  opening: { es: 'Abriendo…', en: 'Opening…' },
  why: { es: 'Así, lo que haces se guarda a tu nombre.', en: 'So that what you do is kept under your name.' },
  noSignal: { es: 'Sin señal', en: 'No signal' },
  newVersion: { es: 'Hay una versión nueva de Yachay.', en: 'There is a new version of Yachay.' },
  update: { es: 'Actualizar', en: 'Update' },
  notStored: {
    es: 'Tu celular no tiene espacio y no pudo guardarlo. Guárdalo como archivo, borra fotos o videos y vuelve a enviarlo.',
    en: 'Your phone is full and could not keep it. Save it as a file, delete photos or videos and send it again.',
  },
  saveFile: { es: 'Guardar como archivo', en: 'Save as a file' },
  kept: { es: 'Guardado en tu celular. Se envía solo cuando haya señal.', en: 'Kept on your phone. It is sent by itself when there is signal.' },
  sent: { es: 'Enviado.', en: 'Sent.' },
} as const satisfies Record<string, Text>
