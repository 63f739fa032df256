import type { Text } from '../../lib/text.ts'
import type { Gap } from './gap.ts'
import type { Metric } from './kind.ts'

/** Refusals: what went wrong and what to do, for the person who sent it. */
export const REFUSAL = {
  unknownLab: { es: 'No encontramos ese laboratorio en tu programa.', en: 'We did not find that lab in your programme.' },
  notYours: { es: 'Esta matrícula no es tuya.', en: 'This enrolment is not yours.' },
  annulled: { es: 'Esta matrícula fue anulada; con ella ya no se entregan recetas.', en: 'This enrolment was annulled; no recipes are handed in with it.' },
  notJson: { es: 'Eso no es una receta. Entrena en el banco de trabajo y entrega desde ahí.', en: 'That is not a recipe. Train on the workbench and hand in from there.' },
  tooLarge: { es: 'La receta ocupa más de {most} KB. Una receta de verdad cabe de sobra; entrena otra vez y entrega esa.', en: 'The recipe is larger than {most} KB. A real one fits easily; train again and hand that in.' },
  unknown: {
    es: 'La receta tiene algo que no conocemos ({where}). Arma la receta con los bloques del banco de trabajo y entrega otra vez.',
    en: 'The recipe has something that we do not know ({where}). Build it from the blocks of the workbench and hand in again.',
  },
  otherLab: { es: 'Esta receta es de otro laboratorio.', en: 'This recipe is for another lab.' },
  outdated: {
    es: 'Este laboratorio cambió desde que entrenaste. Abre la página otra vez, entrena y entrega: tus bloques siguen ahí.',
    en: 'This lab has changed since you trained. Open the page again, train and hand in: your blocks are still there.',
  },
  otherPerson: {
    es: 'Esta receta se entrenó con los datos de otra persona. Puedes usar los mismos bloques: entrénalos aquí con los tuyos y entrega esa receta.',
    en: 'This recipe was trained on another person’s data. You may use the same blocks: train them here on yours and hand in that recipe.',
  },
  blockClosed: { es: 'Este laboratorio no usa el bloque «{block}».', en: 'This lab does not use the block “{block}”.' },
  outOfBounds: { es: '«{knob}» debe estar entre {least} y {most}.', en: '“{knob}” must lie between {least} and {most}.' },
  monthsClosed: { es: 'Este laboratorio solo mira estos meses de atrás: {months}.', en: 'This lab looks at these months back only: {months}.' },
  tooCostly: { es: 'Esta receta tarda demasiado en cocinarse. Baja las vueltas o sube el tamaño de la tanda.', en: 'This recipe takes too long to cook. Lower the rounds or raise the batch size.' },
  score: {
    es: 'Una entrega lleva la receta y nada más: la nota la pone el servidor cuando la cocina. Tu receta sigue en tu celular; entrégala sin la nota.',
    en: 'A hand-in carries the recipe and nothing else: the server gives the mark when it cooks it. Your recipe is still on your phone; hand it in without a mark.',
  },
  labClosed: { es: 'Ahora este servidor no puede calificar programas. Practica aquí: tu programa queda en tu aparato. Avisa a tu tutora o tutor y entrégalo cuando el laboratorio abra.', en: 'This server cannot grade programs now. Practise here: your program stays on your device. Tell your tutor and hand it in when the lab opens.' },
  noDigest: { es: 'Falta la huella del entrenamiento. Entrena la receta en el banco de trabajo y entrega desde ahí.', en: 'The fingerprint of the training is missing. Train the recipe on the workbench and hand in from there.' },
  unknownTry: { es: 'No encontramos esa entrega.', en: 'We did not find that hand-in.' },
} as const satisfies Record<string, Text>

/** What kind of gap a failed try shows: never which rows. */
export const GAP: Readonly<Record<Gap, Text>> = {
  none: { es: 'Aprobaste este laboratorio.', en: 'You passed this lab.' },
  diverged: {
    es: 'El entrenamiento se disparó: los números crecieron sin límite y no quedó un modelo. Baja el paso o pon escala.',
    en: 'The training ran away: its numbers grew without limit and left no model. Lower the rate or add a scale.',
  },
  stopped: {
    es: 'Tu programa no llegó a responder: se detuvo con un error, devolvió algo que no son respuestas o pasó el tiempo. Córrelo otra vez en tu práctica: ahí verás la línea.',
    en: 'Your program did not get as far as answers: it stopped with an error, gave back what are no answers, or ran out of time. Run it again in your practice: there you will see the line.',
  },
  'too-weak': {
    es: 'El modelo no aprendió lo suficiente: falla también con los datos con que aprendió. Cambia la receta, no la suerte.',
    en: 'The model did not learn enough: it is wrong even on the data it learnt from. Change the recipe, not the luck.',
  },
  memorises: {
    es: 'El modelo memoriza: acierta mucho con los datos con que aprendió y mucho menos con los nuevos. Hazlo más simple.',
    en: 'The model memorises: it is right on the data it learnt from and far less on new ones. Make it simpler.',
  },
  'no-better': {
    es: 'Esta receta no mejora tu mejor resultado, así que no se abrió la segunda prueba, la que decide. Tu mejor resultado sigue en pie.',
    en: 'This recipe does not better your best result, so the second test, which decides, was not opened. Your best result stands.',
  },
  close: { es: 'Estás cerca: aprende bien y le falta poco con los datos nuevos. Ajusta una perilla y prueba otra vez.', en: 'You are close: it learns well and lacks little on new data. Adjust one knob and try again.' },
}

/** The same where nobody knows the answers of what was learnt. */
export const GAP_OF_GROUPS: Readonly<Record<Gap, Text>> = {
  ...GAP,
  'too-weak': {
    es: 'Tus grupos se parecen poco a los verdaderos. Mira quién es quién: ¿qué medidas los separan, y cuáles no?',
    en: 'Your groups are little like the true ones. Look at who is who: which measures part them, and which do not?',
  },
  close: { es: 'Estás cerca: casi son los grupos verdaderos. Mira el codo y ajusta cuántos son.', en: 'You are close: they are nearly the true groups. Look at the elbow and adjust how many there are.' },
}

export const PAGE = {
  results: { es: 'Ver mis entregas y resultados (con señal)', en: 'See my hand-ins and results (with signal)' },
  toCourse: { es: 'Volver al curso', en: 'Back to the course' },
  open: { es: 'Abre lo tuyo con tu clave, arriba, para entrenar tu modelo. Necesitas haber preparado este celular y llevado el curso.', en: 'Open your things with your PIN, above, to train your model. You need to have prepared this phone and taken the course along.' },
  lab: { es: 'Laboratorio', en: 'Lab' },
  minutes: { es: 'Unos {minutes} minutos', en: 'About {minutes} minutes' },
  notActive: {
    es: 'Ahora no estás activa en este grupo. Puedes practicar y entregar, pero no se contará hasta tu reingreso. Pide ayuda a tu coordinador.',
    en: 'You are not active in this section now. You can practise and hand in, but it will not count until you re-enter. Ask your coordinator for help.',
  },
  problem: { es: 'El problema', en: 'The problem' },
  idea: { es: 'La idea', en: 'The idea' },
  limits: { es: 'Lo que este modelo no debe decidir', en: 'What this model must not decide' },
  data: { es: 'Los datos', en: 'The data' },
  source: { es: 'Fuente', en: 'Source' },
  licence: { es: 'Licencia', en: 'Licence' },
  own: {
    es: 'Los datos públicos son {rows} {things}: aprendes con {own}, al azar y solo para ti, y practicas con el resto, {rest}. La nota sale de {hidden} que no salen del servidor.',
    en: 'The public data is {rows} {things}: you learn from {own}, drawn for you alone, and practise on the rest, {rest}. The mark comes from {hidden} that never leave the server.',
  },
  ownYears: {
    es: 'De {years} años públicos, de julio a junio, aprendes con {own} y practicas con los otros {practice}, elegidos solo para ti. Van años enteros porque un mes se parece mucho al siguiente. Cada pronóstico mira {horizon} meses adelante. La nota sale de {hidden} meses posteriores que no salen del servidor.',
    en: 'Of {years} public years, from July to June, you learn from {own} and practise on the other {practice}, chosen for you alone. They are whole years because a month is much like the next. Each forecast looks {horizon} months ahead. The mark comes from {hidden} later months that never leave the server.',
  },
  workbench: { es: 'Banco de trabajo', en: 'Workbench' },
  needs: {
    es: 'El banco de trabajo entrena el modelo en tu propio teléfono o computadora. Para eso necesita JavaScript y un navegador de 2020 o más nuevo (Chrome 80 en adelante). Actívalo, o abre esta página en otro equipo con tu documento y tu clave. Lo demás de tu programa funciona sin él.',
    en: 'The workbench trains the model on your own phone or computer. For that it needs JavaScript and a browser from 2020 or later (Chrome 80 onwards). Switch it on, or open this page on another device with your document and PIN. The rest of your programme works without it.',
  },
  tries: { es: 'Tus entregas', en: 'What you handed in' },
  noTries: { es: 'Todavía no entregas ninguna receta.', en: 'You have not handed in a recipe yet.' },
  daily: { es: 'Se cocinan {limit} recetas por día. Si entregas más, esperan al día siguiente: ninguna se pierde.', en: '{limit} recipes are cooked a day. If you hand in more, they wait for the next day: none is lost.' },
  passed: { es: 'Aprobado', en: 'Passed' },
  notYet: { es: 'Todavía no', en: 'Not yet' },
  waiting: { es: 'Cocinando', en: 'Being graded' },
  annulledTry: { es: 'Anulada', en: 'Annulled' },
  queued: { es: 'En cola para el {day}', en: 'Queued for {day}' },
  tryOf: { es: 'Entrega del {when}', en: 'Handed in on {when}' },
  graded: { es: 'Tu receta ya tiene resultado', en: 'Your recipe has its result' },
  beingGraded: { es: 'Estamos cocinando tu receta', en: 'Your recipe is being graded' },
  beingGradedSays: {
    es: 'Tu receta llegó y está guardada. El servidor la entrena otra vez y la prueba con datos que nadie vio. Suele tardar unos segundos; puedes cerrar esta página y volver.',
    en: 'Your recipe has arrived and is saved. The server trains it again and tries it on data that nobody saw. It usually takes a few seconds; you may close this page and come back.',
  },
  queuedSays: {
    es: 'Tu receta llegó y está guardada. Hoy ya se cocinaron {limit}; esta se cocina el {day}, sin que hagas nada más.',
    en: 'Your recipe has arrived and is saved. {limit} were cooked today; this one is cooked on {day}, and you need do nothing more.',
  },
  lookAgain: { es: 'Ver si ya está', en: 'See whether it is ready' },
  baseline: { es: 'Punto de partida', en: 'Starting point' },
  yours: { es: 'Tu modelo', en: 'Your model' },
  goal: { es: 'Meta', en: 'Goal' },
  ofNew: { es: '{right} de {of}', en: '{right} of {of}' },
  recipe: { es: 'Tu receta', en: 'Your recipe' },
  mismatch: {
    es: 'Los números de tu equipo no son iguales a los del servidor. Vale el resultado del servidor; avisa a tu tutora o tutor para que revisemos qué pasó.',
    en: 'The numbers of your device differ from the server’s. The server’s result stands; tell your tutor so that we can find out why.',
  },
  diverged: { es: 'No quedó un modelo que probar.', en: 'There was no model to try.' },
  backToLab: { es: 'Volver al laboratorio', en: 'Back to the lab' },
  goOn: { es: 'Seguir con tu programa', en: 'Go on with your programme' },
  when: { es: 'Cuándo', en: 'When' },
  result: { es: 'Resultado', en: 'Result' },
  ceiling: { es: 'Lo mejor posible', en: 'The best possible' },
} as const satisfies Record<string, Text>

/** What a metric is called above a column of figures. */
export const METRIC: Readonly<Record<Metric, Text>> = {
  accuracy: { es: 'Aciertos', en: 'Right' },
  'macro-f1': { es: 'Acierto parejo', en: 'Even score' },
  'average-precision': { es: 'Precisión promedio', en: 'Average precision' },
  'adjusted-rand': { es: 'Parecido', en: 'Likeness' },
  mae: { es: 'Error', en: 'Error' },
  rmse: { es: 'Error', en: 'Error' },
  cost: { es: 'Costo', en: 'Cost' },
}

/** What the bar of a metric shows, and which way is better. */
export const BAR: Readonly<Record<Metric, Text>> = {
  accuracy: { es: 'Punto de partida, tu modelo y la meta', en: 'Starting point, your model and the goal' },
  'macro-f1': { es: 'Acierto parejo entre clases: más largo es mejor', en: 'Even score over the classes: longer is better' },
  'average-precision': { es: 'Precisión promedio: más largo es mejor', en: 'Average precision: longer is better' },
  'adjusted-rand': { es: 'Parecido con los grupos verdaderos: más largo es mejor', en: 'Likeness to the true groups: longer is better' },
  mae: { es: 'Error promedio: más corto es mejor', en: 'Mean error: shorter is better' },
  rmse: { es: 'Error típico: más corto es mejor', en: 'Typical error: shorter is better' },
  cost: { es: 'Lo que cuesta: más corto es mejor', en: 'What it costs: shorter is better' },
}
