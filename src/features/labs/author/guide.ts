import type { Text } from '../../../lib/text.ts'

/** What each part of a lab file is called, in sentences about it. */
export const PART: Readonly<Record<string, Text>> = {
  trade: { es: 'el oficio', en: 'the trade' }, level: { es: 'el nivel', en: 'the level' },
  title: { es: 'el título', en: 'the title' }, summary: { es: 'el resumen', en: 'the summary' }, problem: { es: 'el problema', en: 'the problem' },
  idea: { es: 'la idea', en: 'the idea' }, limits: { es: 'lo que el modelo no debe decidir', en: 'what the model must not decide' },
  source: { es: 'la fuente de los datos', en: 'the source of the data' }, licence: { es: 'la licencia de los datos', en: 'the licence of the data' },
  url: { es: 'la dirección de los datos', en: 'the address of the data' }, row: { es: 'cómo se llama una fila', en: 'what one row is called' },
  rows: { es: 'cómo se llaman las filas', en: 'what rows are called' }, question: { es: 'la pregunta de la predicción', en: 'the question of the prediction' },
  options: { es: 'las opciones de la predicción', en: 'the options of the prediction' }, because: { es: 'el porqué de la predicción', en: 'the reason of the prediction' },
  hints: { es: 'la pista', en: 'the hint' }, mistakes: { es: 'el error conocido', en: 'the known mistake' }, say: { es: 'lo que se dice', en: 'what is said' },
  sentences: { es: 'la frase de un número', en: 'the sentence of a number' }, columns: { es: 'el nombre de la columna', en: 'the name of the column' },
  classes: { es: 'el nombre de la clase', en: 'the name of the class' }, target: { es: 'el resultado', en: 'the target' }, name: { es: 'su nombre', en: 'its name' },
  unit: { es: 'su unidad', en: 'its unit' }, data: { es: 'los datos', en: 'the data' }, predict: { es: 'la predicción', en: 'the prediction' },
  'data.public.rows': { es: 'cuántas filas', en: 'how many rows' }, 'data.hidden.rows': { es: 'cuántas filas', en: 'how many rows' },
  'data.public': { es: 'el archivo público', en: 'the public file' }, 'data.hidden': { es: 'el archivo oculto', en: 'the hidden file' }, sha256: { es: 'su SHA-256', en: 'its SHA-256' },
  es: { es: 'en español', en: 'in Spanish' }, en: { es: 'en inglés', en: 'in English' },
}

/** What an author is told beside each part of a new lab. */
export const GUIDE: Readonly<Record<string, string>> = {
  version: 'Raise it when data, bounds or the pass line change: recipes of the old version are then refused in words.',
  minutes: 'From opening the page to handing in, for somebody who does it for the first time.',
  trade: 'Whose work it is about, for the shelf: one of those in src/features/labs/shelf/trades.ts.',
  level: '1 to begin with, 2 after a first lab, 3 for who wants to go further.',
  title: 'One question of the trade, as people at work would ask it.',
  summary: 'One or two sentences: what is trained, and the one idea that is learnt.',
  problem: 'Who works where, what must be decided every day, what is written down already. Say plainly whether the data is real or simulated.',
  idea: 'The blocks in plain words, what the starting point is, and that a recipe is handed in, not a model.',
  limits: 'What this model must not decide, and who decides it instead. Three or four.',
  data: 'After changing a data file: npm run labs -- seal labs/<id>. The hidden file never leaves the server.',
  'data.known': 'Said when the answers can be found outside, or null.',
  'data.together': 'Hidden rows that are alike because they are neighbours (days of one week): how many. 1 when rows are independent.',
  'data.row': 'One row in the words of the trade: lote / lot.',
  'data.ceiling': 'The error that nobody can get below, where a simulator knows it; else null.',
  blocks: 'What is open to the learner, with bounds and starting values.',
  most_cost: 'Most multiply-adds that a recipe may cost. The check says what the dearest one within the bounds costs.',
  pass: 'The line. Run the check and draw it where right ways pass and wrong ways fail.',
  starter: 'What the workbench shows at first: it must fail. baseline: the simplest rule. reference: what passes with every seed.',
  simulated: 'Ways in which people go about the lab. The check wants >= 99 % of the right ones to pass within three tries, <= 1 % of the wrong ones.',
  predict: 'Asked before anything is trained. answer: the place of the right option, from 0.',
  hints: 'Three, from where to look to what to set.',
  mistakes: 'The first that fits a recipe is said. Delete those that do not happen in your lab.',
  sentences: 'One sentence of the trade for each number: {error} or {figure} with its unit, {of} rows; for labs passed by right answers {right}, {wrong}, {of}, {percent}.',
}
