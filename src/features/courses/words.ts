import type { Text } from '../../lib/text.ts'

type Words = Record<string, Text>

export const COURSE = {
  progress: { es: 'Llevas {done} de {all} pasos', en: 'You have done {done} of {all} steps' },
  nextStep: { es: 'Tu siguiente paso', en: 'Your next step' },
  start: { es: 'Empezar el curso', en: 'Begin the course' },
  resume: { es: 'Continuar', en: 'Continue' },
  allSteps: { es: 'Todos los pasos', en: 'All the steps' },
  unit: { es: 'Unidad {n}', en: 'Unit {n}' },
  quiz: { es: 'Prueba', en: 'Quiz' },
  lab: { es: 'Laboratorio', en: 'Lab' },
  more: { es: 'Para practicar más', en: 'To practise more' },
  shelf: { es: 'Laboratorios de todos los oficios', en: 'Labs of every trade' },
  product: { es: 'Producto', en: 'Product' },
  minutes: { es: '{n} minutos', en: '{n} minutes' },
  pass: { es: 'Se aprueba con {mark} de 20', en: 'The pass mark is {mark} out of 20' },
  bestMark: { es: 'Tu mejor nota: {mark} de 20', en: 'Your best mark: {mark} out of 20' },
  todo: { es: 'Por hacer', en: 'To do' },
  done: { es: 'Listo', en: 'Done' },
  tried: { es: 'Puedes mejorar', en: 'You can improve' },
  waiting: { es: 'Entregado, falta la nota', en: 'Handed in, not graded yet' },
  allDone: {
    es: 'Terminaste todos los pasos. Tu equipo revisa tu avance y te avisará aquí, en tus avisos.',
    en: 'You have done every step. Your team reviews your progress and will tell you in your messages here.',
  },
  awaiting: { es: 'Solo falta la nota de tu producto. Te avisaremos en tus avisos.', en: 'Only the grade of your product is missing. We will tell you in your messages.' },
  closed: {
    es: 'Ahora no estás activa en este grupo. Puedes leer, pero lo que hagas no se contará hasta tu reingreso. Pide ayuda a tu coordinador.',
    en: 'You are not active in this section now. You can read, but what you do will not count until you re-enter. Ask your coordinator for help.',
  },
  unitDone: { es: 'Guardamos tu avance: unidad lista.', en: 'Your progress is saved: unit done.' },
  homeText: { es: '{done} de {all} pasos listos. Sigue: {next}', en: '{done} of {all} steps done. Next: {next}' },
  homeDone: { es: 'Todos los pasos listos.', en: 'Every step is done.' },
} as const satisfies Words

export const LESSON = {
  toCourse: { es: 'Volver al curso', en: 'Back to the course' },
  contents: { es: 'En esta unidad', en: 'In this unit' },
  resumeHere: { es: 'Seguir donde te quedaste', en: 'Go on where you left off' },
  practice: { es: 'Comprueba lo que entendiste', en: 'Check what you understood' },
  practiceHint: { es: 'Piensa tu respuesta y después ábrela. Esto no lleva nota.', en: 'Think of your answer, then open it. This is not graded.' },
  done: { es: 'Ya la hice', en: 'I have done it' },
  doneHint: { es: 'Márcala cuando hayas leído y hecho tu tarea. Se anotan {n} minutos.', en: 'Mark it when you have read it and done your task. {n} minutes are recorded.' },
  isDone: { es: 'Ya hiciste esta unidad.', en: 'You have done this unit.' },
  about: { es: 'Sobre esta unidad', en: 'About this unit' },
  sources: { es: 'Fuentes', en: 'Sources' },
  reviewer: { es: 'Revisado por', en: 'Reviewed by' },
  nobody: { es: 'nadie todavía', en: 'nobody yet' },
  date: { es: 'Escrito el', en: 'Written on' },
  licence: { es: 'Licencia', en: 'Licence' },
  module: { es: 'Módulo', en: 'Module' },
  competencies: { es: 'Competencias', en: 'Competencies' },
  competenciesHint: { es: 'DC: DigComp 3.0. AL: AILit. UN: UNESCO 2024.', en: 'DC: DigComp 3.0. AL: AILit. UN: UNESCO 2024.' },
  table: { es: 'Tabla:', en: 'Table:' },
  report: { es: 'Avisar de un error en esta unidad', en: 'Report an error in this lesson' },
  reportText: { es: '¿Qué está mal?', en: 'What is wrong?' },
  reportHint: { es: 'Por ejemplo: un dato falso, una palabra que no se entiende. No pongas datos personales.', en: 'For example: a false fact, a word that is not clear. Do not write personal data.' },
  reportSection: { es: '¿En qué parte?', en: 'In which part?' },
  wholeUnit: { es: 'En toda la unidad', en: 'In the whole unit' },
  send: { es: 'Enviar aviso', en: 'Send report' },
  reported: { es: 'Gracias. Tu aviso ya está en la lista del equipo.', en: 'Thank you. Your report is on the team’s list.' },
} as const satisfies Words

/** A course on a phone, with or without signal. */
export const LISTEN = {
  title: { es: 'Escucha esta unidad', en: 'Listen to this unit' },
  voice: {
    es: 'Voz hecha por computadora. Pesa {mb} MB y solo se descarga si la tocas.',
    en: 'Computer-made voice. It is {mb} MB and is downloaded only when you play it.',
  },
  read: { es: 'Leer lo que se escucha', en: 'Read what is said' },
} as const satisfies Words

export const TAKE = {
  open: { es: 'Abre lo tuyo con tu clave, arriba, para anotar tu avance.', en: 'Open your things with your PIN, above, to record your progress.' },
  done: { es: 'Ya la hice', en: 'I have done it' },
  doneHint: { es: 'Márcala cuando hayas leído y hecho tu tarea. Se anotan {n} minutos.', en: 'Mark it when you have read it and done your task. {n} minutes are recorded.' },
  isDone: { es: 'Ya hiciste esta unidad.', en: 'You have done this unit.' },
  waits: { es: 'Anotado en tu celular. Se envía solo cuando haya señal.', en: 'Noted on your phone. It is sent by itself when there is signal.' },
  about: { es: 'Unidad terminada: {title}', en: 'Unit finished: {title}' },
  asOf: { es: 'Tu avance, como lo supo este celular el {day}.', en: 'Your progress, as this phone knew it on {day}.' },
} as const satisfies Words

export const OFFICE = {
  title: { es: 'Avisos de errores en las lecciones', en: 'Errors reported in the lessons' },
  link: { es: 'Avisos de las lecciones', en: 'Lesson reports' },
  none: { es: 'No hay avisos abiertos.', en: 'There are no open reports.' },
  count: { es: 'Abiertos: {n}', en: 'Open: {n}' },
  files: { es: 'Archivos del curso con errores', en: 'Course files with mistakes' },
  filesHint: { es: 'El curso sigue funcionando con su última versión buena.', en: 'The course goes on with its last good version.' },
  oldVersion: { es: 'versión anterior', en: 'earlier version' },
  whole: { es: 'toda la unidad', en: 'the whole unit' },
  section: { es: 'parte', en: 'part' },
  close: { es: 'Marcar como resuelto', en: 'Mark as solved' },
  closed: { es: 'Marcado como resuelto.', en: 'Marked as solved.' },
  undo: { es: 'Deshacer', en: 'Undo' },
  reopened: { es: 'El aviso está abierto otra vez.', en: 'The report is open again.' },
  more: { es: 'Siguientes', en: 'Next ones' },
} as const satisfies Words

export const REFUSAL = {
  unknownEnrolment: { es: 'Esta matrícula no existe o fue anulada.', en: 'This enrolment does not exist or was annulled.' },
  notYourCourse: { es: 'Esta página es de otra persona. Entra a tu curso desde «Mi inicio».', en: 'This page is somebody else’s. Open your course from “My home”.' },
  noCourse: { es: 'El curso no está disponible en este momento. Avisa a tu tutor. No se perdió nada de tu avance.', en: 'The course is not available at the moment. Tell your tutor. None of your progress was lost.' },
  unknownUnit: { es: 'Este curso no tiene esa unidad.', en: 'This course has no such unit.' },
  unknownVersion: { es: 'Esta página es de una versión que no conocemos. Abre la unidad otra vez y márcala de nuevo.', en: 'This page is of a version we do not know. Open the unit again and mark it again.' },
  emptyReport: { es: 'Escribe qué está mal.', en: 'Write what is wrong.' },
  longReport: { es: 'Escribe como máximo 1000 letras.', en: 'Write at most 1000 characters.' },
  manyReports: { es: 'Hoy ya enviaste muchos avisos. Envía los demás mañana.', en: 'You have sent many reports today. Send the others tomorrow.' },
  unknownReport: { es: 'No encontramos ese aviso.', en: 'We could not find that report.' },
} as const satisfies Words

export const FACT = {
  shape: {
    es: 'Una unidad lista lleva solo la matrícula, la versión y los minutos. Sin nota ni nada más.',
    en: 'A completed unit carries only the enrolment, the version and the minutes. No score and nothing else.',
  },
  notYours: { es: 'Esa matrícula no es tuya.', en: 'That enrolment is not yours.' },
  version: { es: 'No conocemos esa versión del curso.', en: 'We do not know that version of the course.' },
  unit: { es: 'Ese curso no tiene esa unidad.', en: 'That course has no such unit.' },
  minutes: { es: 'Los minutos son los que declara la unidad; no se pueden cambiar.', en: 'The minutes are those the unit declares; they cannot be changed.' },
} as const satisfies Words
