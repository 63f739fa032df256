import type { Text } from '../../../../lib/text.ts'
import type { Runtime } from '../../sandbox/python-run.ts'
import type { TestName, Verdict } from './carry-out.ts'

export const CODE = {
  build: { es: '3. Escribe tu programa y córrelo', en: '3. Write your program and run it' },
  run: { es: 'Correr', en: 'Run' },
  running: { es: 'Corriendo tu programa en tu práctica…', en: 'Running your program on your practice…' },
  bringing: { es: 'Trayendo Python…', en: 'Fetching Python…' },
  tooSlow: {
    es: 'Tu programa pasó de 3 minutos y lo detuvimos. Tu código sigue aquí. Busca un ciclo que no termina, o compara con menos filas.',
    en: 'Your program took longer than 3 minutes and was stopped. Your code is still here. Look for a loop that never ends, or compare with fewer rows.',
  },
  runFirst: { es: 'Cambiaste el programa: córrelo hasta que responda para poder entregarlo.', en: 'You changed the program: run it until it answers, then you can hand it in.' },
  runOnce: { es: 'Corre tu programa y, cuando responda, aquí podrás entregarlo.', en: 'Run your program and, once it answers, you can hand it in here.' },
  handInNow: { es: 'Entregar este programa', en: 'Hand in this program' },
  see: { es: '1. Mira los datos', en: '1. Look at the data' },
  seeSays: {
    es: 'Estas son algunas de tus {own} imágenes, con su etiqueta debajo. Cada una tiene {points} puntos, de 0 (blanco) a {black} (negro).',
    en: 'These are some of your {own} pictures, with their label below. Each has {points} points, from 0 (white) to {black} (black).',
  },
  others: { es: 'Ver otras', en: 'See others' },
  asNumbers: { es: 'Cómo la ve tu programa', en: 'How your program sees it' },
  asNumbersSays: { es: 'La misma imagen como una fila de X: una lista de números, línea por línea.', en: 'The same picture as one row of X: a list of numbers, line by line.' },
  program: { es: 'Tu programa', en: 'Your program' },
  programSays: {
    es: 'Escribe dos funciones. entrenar(X, y) recibe filas y sus etiquetas y devuelve lo que aprendió. predecir(modelo, X) devuelve una etiqueta por fila. Se guarda en este aparato mientras escribes.',
    en: 'Write two functions. entrenar(X, y) takes rows and their labels and gives back what it learnt. predecir(modelo, X) gives back one label for each row. It is kept on this device as you type.',
  },
  download: {
    es: 'El Python pequeño llega a tu aparato al correr por primera vez. Necesita un navegador de 2022 o más nuevo.',
    en: 'The small Python comes to your device at the first run. It needs a browser from 2022 or later.',
  },
  fullNeeds: { es: 'El Python completo necesita un navegador al día y tarda unos segundos más en empezar.', en: 'The full Python needs an up-to-date browser and takes a few seconds more to begin.' },
  failed: {
    es: 'No se pudo correr en este aparato. Si elegiste el Python completo, mira arriba si está descargado, o vuelve al pequeño.',
    en: 'It could not be run on this device. If you chose the full Python, see above whether it is downloaded, or go back to the small one.',
  },
  tests: { es: 'Pruebas que ves', en: 'Tests that you see' },
  practice: { es: 'Lo que ves aquí es tu práctica; la nota sale después, con imágenes que nadie vio.', en: 'What you see here is your practice; the mark comes later, from pictures that nobody saw.' },
  line: { es: 'En la línea {line}: ', en: 'In line {line}: ' },
  python: { es: 'Python dice', en: 'Python says' },
  said: { es: 'Lo que imprimió tu programa', en: 'What your program printed' },
  took: { es: 'Tardó {seconds} segundos.', en: 'It took {seconds} seconds.' },
  wrong: { es: 'Se equivoca en {wrong} de tus {of} imágenes de práctica. Míralas:', en: 'It is wrong on {wrong} of your {of} practice pictures. Look at them:' },
  was: { es: 'Era {truth}, dijo {found}', en: 'It was {truth}, it said {found}' },
  more: { es: 'Ver más', en: 'See more' },
} as const satisfies Record<string, Text>

/** Which Python she uses, and what the full one costs. */
export const CHOICE = {
  which: { es: '¿Con qué Python?', en: 'Which Python?' },
  small: { es: 'Python pequeño: viene con el laboratorio, {small} MB', en: 'Small Python: comes with the lab, {small} MB' },
  full: { es: 'Python completo: descarga de {full} MB, una sola vez. Úsalo con wifi.', en: 'Full Python: a download of {full} MB, once. Use it with Wi-Fi.' },
  brings: {
    es: 'El Python completo trae toda su biblioteca: statistics, itertools, dataclasses y más. No trae numpy ni scikit-learn. Corre igual aquí y al calificar.',
    en: 'The full Python has its whole library: statistics, itertools, dataclasses and more. It has neither numpy nor scikit-learn. It runs the same here and when graded.',
  },
  download: { es: 'Descargar {full} MB', en: 'Download {full} MB' },
  untilThen: { es: 'Mientras no lo descargues, tu programa corre con el Python pequeño.', en: 'Until you download it, your program runs with the small Python.' },
  missing: { es: 'Tu programa es para el Python completo: descárgalo para correrlo, o elige el pequeño.', en: 'Your program is for the full Python: download it to run it, or choose the small one.' },
  comes: { es: 'Descarga del Python completo', en: 'Download of the full Python' },
  coming: { es: 'Descargando: {percent} %', en: 'Downloading: {percent} %' },
  cancel: { es: 'Cancelar la descarga', en: 'Cancel the download' },
  kept: { es: 'Está guardado en este aparato: funciona también sin señal.', en: 'It is kept on this device: it also works without signal.' },
  remove: { es: 'Quitarlo de este aparato', en: 'Remove it from this device' },
  failed: { es: 'No llegó completo. Revisa tu señal y el espacio libre, e intenta otra vez: lo que ya llegó no se descarga de nuevo.', en: 'It did not come whole. Check your signal and free space, and try again: what came already is not downloaded anew.' },
  sparing: { es: 'Pediste cuidar tus datos móviles: conéctate a wifi y descárgalo ahí.', en: 'You asked to spare your mobile data: connect to Wi-Fi and download it there.' },
} as const satisfies Record<string, Text>

export const TEST: Readonly<Record<TestName, Text>> = {
  runs: { es: 'Corre sin detenerse', en: 'It runs without stopping' },
  answers: { es: 'Da una etiqueta por fila', en: 'It gives one label for each row' },
  learns: { es: 'Aprende de y: si los números cambian de nombre, dice los nombres nuevos', en: 'It learns from y: when digits change names, it says the new names' },
  better: { es: 'Acierta más que el punto de partida', en: 'It is right more often than the starting point' },
}

export const VERDICT: Readonly<Record<Verdict, Text>> = {
  right: { es: 'Correcto', en: 'Correct' },
  wrong: { es: 'Incorrecto', en: 'Incorrect' },
  'not-yet': { es: 'Sin intentar', en: 'Not attempted' },
}

/** Python's errors in a person's words; what is not here is told as `other`. */
const TROUBLE: Readonly<Record<string, Text>> = {
  SyntaxError: { es: 'hay algo mal escrito. Revisa dos puntos, paréntesis y comillas en esa línea y en la anterior.', en: 'something is mistyped. Look at colons, brackets and quotes in that line and the one before.' },
  IndentationError: { es: 'la sangría no calza. Las líneas de un mismo bloque empiezan a la misma altura.', en: 'the indentation does not fit. Lines of one block start at the same place.' },
  NameError: { es: 'usas un nombre que no existe todavía. ¿Está bien escrito? ¿Lo creaste antes?', en: 'you use a name that does not exist yet. Is it spelt right? Did you make it before?' },
  TypeError: { es: 'se juntaron cosas de distinto tipo, o una función recibió lo que no espera.', en: 'things of different kinds were put together, or a function got what it does not expect.' },
  IndexError: { es: 'pides un lugar que la lista no tiene. Los lugares van de 0 al largo menos 1.', en: 'you ask for a place that the list does not have. Places go from 0 to its length less 1.' },
  KeyError: { es: 'pides una clave que el diccionario no tiene.', en: 'you ask for a key that the dictionary does not have.' },
  ValueError: { es: 'un valor no sirve para lo que se hizo con él.', en: 'a value does not suit what was done with it.' },
  ZeroDivisionError: { es: 'se dividió entre cero. ¿Algún conteo quedó en 0?', en: 'something was divided by zero. Did a count stay 0?' },
  MemoryError: { es: 'tu programa pidió más memoria de la que hay (24 MB). Guarda menos cosas a la vez.', en: 'your program asked for more memory than there is (24 MB). Keep fewer things at once.' },
  ImportError: { es: 'esa biblioteca no está aquí: ni numpy ni scikit-learn. Con Python solo alcanza; math y random sí están.', en: 'that library is not here: neither numpy nor scikit-learn. Plain Python is enough; math and random are here.' },
  RuntimeError: { es: 'una función se llama a sí misma sin parar.', en: 'a function calls itself without end.' },
  AttributeError: { es: 'pides algo que esa cosa no tiene.', en: 'you ask for something that this thing does not have.' },
  OSError: { es: 'aquí no hay archivos que abrir: los datos llegan en X y en y.', en: 'there are no files to open here: the data comes in X and y.' },
  Length: { es: 'predecir debe devolver una etiqueta por fila; devolvió otra cantidad.', en: 'predecir must give back one label for each row; it gave another number of them.' },
  other: { es: 'tu programa se detuvo.', en: 'your program stopped.' },
}

/** The same errors where the full Python says something else; the rest is as above. */
const FULL_TROUBLE: Readonly<Record<string, Text>> = {
  MemoryError: { es: 'tu programa pidió más memoria de la que hay (256 MB). Guarda menos cosas a la vez.', en: 'your program asked for more memory than there is (256 MB). Keep fewer things at once.' },
  ModuleNotFoundError: { es: 'esa biblioteca no está aquí: ni numpy ni scikit-learn. La biblioteca de Python sí está: statistics, itertools, collections.', en: "that library is not here: neither numpy nor scikit-learn. Python's own library is: statistics, itertools, collections." },
  RecursionError: TROUBLE['RuntimeError']!,
  UnboundLocalError: TROUBLE['NameError']!,
  TabError: TROUBLE['IndentationError']!,
  FileNotFoundError: TROUBLE['OSError']!,
  RuntimeError: TROUBLE['other']!,
}

/** What an error of that name is called for people. */
export function troubleOf(error: string, runtime: Runtime): Text {
  return (runtime === 'pyodide' ? FULL_TROUBLE[error] : undefined) ?? TROUBLE[error] ?? TROUBLE['other']!
}

/** The same errors where they say something else: no function of that name, and answers that are none. */
export const AT = {
  functions: { es: 'falta la función {name}, o su nombre está escrito de otra manera.', en: 'the function {name} is missing, or its name is spelt otherwise.' },
  answers: { es: 'predecir debe devolver una lista de números enteros, de 0 a {most}, uno por fila.', en: 'predecir must give back a list of whole numbers from 0 to {most}, one for each row.' },
} as const satisfies Record<string, Text>
