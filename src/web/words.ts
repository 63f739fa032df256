import type { Text } from '../lib/text.ts'

export const WORDS = {
  skip: { es: 'Ir al contenido', en: 'Skip to content' },
  menu: { es: 'Menú', en: 'Menu' },
  signIn: { es: 'Ingresar', en: 'Sign in' },
  signOut: { es: 'Salir', en: 'Sign out' },
  home: { es: 'Mi inicio', en: 'My home' },
  inbox: { es: 'Mis avisos', en: 'My messages' },
  myData: { es: 'Mis datos', en: 'My data' },
  phone: { es: 'Sin señal', en: 'Without signal' },
  office: { es: 'Oficina', en: 'Office' },
  staff: { es: 'Personas del equipo', en: 'Staff members' },
  noWorkYet: { es: 'Todavía no tienes tareas en ningún programa. La administración te las asigna.', en: 'You have no tasks in a programme yet. The administrator assigns them.' },
  verify: { es: 'Verificar un certificado', en: 'Check a certificate' },
  privacy: { es: 'Privacidad', en: 'Privacy' },
  staffSignIn: { es: 'Ingreso del equipo', en: 'Staff sign-in' },
  note: { es: 'Aviso', en: 'Note' },
  foot: {
    es: 'Yachay: aprende inteligencia artificial haciendo. Cada cifra se puede volver a contar.',
    en: 'Yachay: learn artificial intelligence by doing. Every figure can be counted again.',
  },
  sorry: { es: 'No se pudo', en: 'That did not work' },
  notFoundTitle: { es: 'No encontrado', en: 'Not found' },
  back: { es: 'Volver', en: 'Go back' },
  toHome: { es: 'Ir al inicio', en: 'Go to the start' },
  kept: { es: 'Lo que escribiste', en: 'What you typed' },
  sendAgain: { es: 'Enviar otra vez', en: 'Send again' },
  backToForm: { es: 'Volver al formulario', en: 'Back to the form' },
  broken: {
    es: 'Algo falló de nuestro lado. No se perdió nada de lo que ya guardaste. Inténtalo otra vez en un momento.',
    en: 'Something failed on our side. Nothing you saved before was lost. Try again in a moment.',
  },
} as const satisfies Record<string, Text>
