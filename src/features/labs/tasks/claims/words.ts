import type { Text } from '../../../../lib/text.ts'

/** How the claims are shared out. */
export const SHARES: Text = {
  es: 'De {pool} frases sin revisar, {own} son tuyas para etiquetar. Practicas con {practice} que ya revisó otra persona; con esas no se entrena. La nota sale de otras {hidden}, que no salen del servidor.',
  en: 'Of {pool} unchecked sentences, {own} are yours to label. You practise on {practice} that somebody else has checked; those are not trained on. The mark comes from {hidden} others, which never leave the server.',
}

/** What the workbench says only of labs that check claims. */
export const CLAIMS = {
  seeSays: {
    es: 'Cinco reportes hablan del mismo acuerdo. Dos copian a otro: aunque digan lo mismo, son una sola fuente. Elige un asunto y compara.',
    en: 'Five reports speak of the same agreement. Two copy another one: though they say the same, they are one source. Choose a matter and compare.',
  },
  matter: { es: 'Asunto', en: 'Matter' },
  says: { es: 'dice', en: 'says' },
  nothing: { es: 'no dice nada', en: 'says nothing' },
  copies: { es: 'copia a {id}', en: 'copies {id}' },
  noneSays: { es: 'Ningún reporte habla de esto. Callar no es confirmar.', en: 'No report speaks of this. Silence is not confirmation.' },
  made: { es: 'Las frases las escribió un programa. Estas son algunas:', en: 'A program wrote the sentences. Here are some:' },
  stance: {
    s: { es: 'lo dice', en: 'says it' },
    o: { es: 'dice otra cosa', en: 'says otherwise' },
    n: { es: 'no habla de eso', en: 'does not speak of it' },
  },
  part: { es: 'Parte {n}: {matter}', en: 'Part {n}: {matter}' },
  evidence: { es: 'Qué dicen los reportes', en: 'What the reports say' },
  deskTitle: { es: 'Tu mesa: revisa frases', en: 'Your desk: check sentences' },
  deskSays: {
    es: 'Lee la frase, mira qué dice cada reporte y toca tu veredicto. Si la frase tiene dos partes, vale lo que vale la más débil. Con unas 30 etiquetas cuidadosas alcanza; se guardan en este equipo.',
    en: 'Read the sentence, look at what each report says and tap your verdict. If the sentence has two parts, it is worth what the weaker one is. Some 30 careful labels are enough; they are kept on this device.',
  },
  count: { es: 'Llevas {done} de {of}', en: 'You have labelled {done} of {of}' },
  put: { es: 'Puesto: {name}', en: 'Put: {name}' },
  allDone: { es: 'Revisaste las {of}. Ya no queda ninguna.', en: 'You checked all {of}. None is left.' },
  undo: { es: 'Deshacer', en: 'Undo' },
  skip: { es: 'Sáltala', en: 'Skip it' },
  keys: { es: 'Con teclado: números para etiquetar, S para saltar, Z para deshacer.', en: 'With a keyboard: numbers to label, S to skip, Z to undo.' },
  what: { es: '¿Qué significa cada veredicto?', en: 'What does each verdict mean?' },
  mine: { es: 'Revisar lo que etiquetaste ({n})', en: 'Look over what you labelled ({n})' },
  none: { es: 'Sin etiqueta', en: 'No label' },
  few: { es: 'Este método aprende de tus etiquetas, y llevas {n}. Etiqueta más antes de entrenar.', en: 'This method learns from your labels, and you have {n}. Label more before training.' },
  methodSays: {
    count: { es: 'Cree lo que varios repiten. No usa tus etiquetas', en: 'Believes what several repeat. Does not use your labels' },
    tree: { es: 'Hace preguntas de sí o no, una tras otra', en: 'Asks yes-or-no questions, one after another' },
    softmax: { es: 'Le da un peso a cada pista y suma puntos', en: 'Gives each clue a weight and adds up points' },
  },
  knobs: { es: 'Perillas del modelo', en: 'Knobs of the model' },
  counts: { es: 'Qué cuenta', en: 'What it counts' },
  columns: { es: 'Qué pistas mira', en: 'Which clues it looks at' },
  columnsSays: { es: 'No todas las pistas dicen si algo es cierto.', en: 'Not every clue tells whether something is true.' },
  wrong: { es: 'Se equivoca en {wrong} de tus {of} frases de práctica. Míralas con lo que dicen los reportes:', en: 'It is wrong on {wrong} of your {of} practice sentences. Look at them with what the reports say:' },
  was: { es: 'Dijo «{found}»; era «{truth}»', en: 'It said “{found}”; it was “{truth}”' },
  more: { es: 'Ver otras', en: 'See others' },
  asks: { es: 'Qué pregunta tu árbol', en: 'What your tree asks' },
  question: { es: '¿{column}: más de {threshold}?', en: '{column}: more than {threshold}?' },
  published: { es: 'Si publicas lo que da por confirmado', en: 'If you publish what it takes as confirmed' },
  summary: { es: 'Lee un resumen entero', en: 'Read a whole summary' },
  summarySays: { es: 'Así lo marcaría tu verificador. Toca una frase para ver los reportes.', en: 'This is how your checker would mark it. Tap a sentence to see the reports.' },
  agrees: { es: 'y así es', en: 'and so it is' },
  really: { es: 'pero es «{truth}»', en: 'but it is “{truth}”' },
} as const satisfies Record<string, Text | Record<string, Text>>
