import type { PORT_STATE, RAIL_STATE } from '../../../../engine/decisions.ts'
import type { Text } from '../../../../lib/text.ts'

/** What the workbench says where a learner writes the policy herself. */
export const PROGRAM = {
  title: { es: 'Tu programa', en: 'Your program' },
  says: {
    port: {
      es: 'Escribe en JavaScript una función decide(barco) que devuelve un número: los puntos de ese barco. Cada vez que un muelle se libera se llama con cada barco que cabe, y entra el de más puntos.',
      en: 'Write in JavaScript a function decide(barco) that gives back a number: the points of that ship. Each time a berth becomes free it is called with each ship that fits, and the one with most points goes in.',
    },
    rail: {
      es: 'Escribe en JavaScript una función decide(tren) que devuelve un número: cuántos segundos detener ese tren. Se llama en cada parada. Vale de 0 a 90, y se redondea a 15.',
      en: 'Write in JavaScript a function decide(tren) that gives back a number: how many seconds to hold that train. It is called at each stop. It counts from 0 to 90, rounded to 15.',
    },
  },
  fields: { port: { es: 'Lo que sabes de cada barco', en: 'What you know of each ship' }, rail: { es: 'Lo que sabes de cada tren', en: 'What you know of each train' } },
  rules: {
    port: {
      es: 'No hay reloj ni azar, y cada semana empieza de cero: lo que guardes en una variable dura solo esa semana. Tu programa tiene 16 MB y un millón de pasos para cada una.',
      en: 'There is no clock and no chance, and each week starts anew: what you keep in a variable lasts for that week only. Your program has 16 MB and a million steps for each.',
    },
    rail: {
      es: 'No hay reloj ni azar, y cada día empieza de cero: lo que guardes en una variable dura solo ese día. Tu programa tiene 16 MB y un millón de pasos para cada uno.',
      en: 'There is no clock and no chance, and each day starts anew: what you keep in a variable lasts for that day only. Your program has 16 MB and a million steps for each.',
    },
  },
  download: {
    es: 'Al entrenar por primera vez, tu aparato descarga QuickJS, que corre JavaScript: unos 200 KB, una sola vez.',
    en: 'The first training downloads QuickJS, which runs JavaScript, to your device: about 200 KB, once.',
  },
  line: { es: 'En la línea {line}: ', en: 'In line {line}: ' },
  javascript: { es: 'JavaScript dice', en: 'JavaScript says' },
} as const satisfies Record<string, Text | Record<string, Text>>

/** What each name of a state holds, in the order in which they are told. */
export const STATE: { readonly port: Readonly<Record<(typeof PORT_STATE)[number], Text>>; readonly rail: Readonly<Record<(typeof RAIL_STATE)[number], Text>> } = {
  port: {
    espera: { es: 'horas que ya esperó', en: 'hours it has waited' },
    peso: { es: 'lo que cuesta cada hora que espera, de 1 a 5', en: 'what each hour of its waiting costs, 1 to 5' },
    trabajo: { es: 'horas de trabajo en un muelle de los suyos', en: 'hours of work at a berth of its kind' },
    aqui: { es: 'horas de trabajo en este muelle', en: 'hours of work at this berth' },
    suyo: { es: '1 si este muelle es de los suyos, 0 si no', en: '1 if this berth is of its kind, 0 if not' },
    largo: { es: 'largo del barco, en metros', en: 'length of the ship, in metres' },
    calado: { es: 'calado, en metros', en: 'draught, in metres' },
    marea: { es: '1 si solo entra con marea alta, 0 si no', en: '1 if it comes in at high tide only, 0 if not' },
    muelle: { es: 'muelle que se reparte, de 1 a 4', en: 'berth to be given, 1 to 4' },
    largo_muelle: { es: 'largo del muelle, en metros', en: 'length of the berth, in metres' },
    hora: { es: 'horas desde que empezó la semana', en: 'hours since the week began' },
    compiten: { es: 'barcos que pueden tomar este muelle ahora', en: 'ships that may take this berth now' },
  },
  rail: {
    adelante: { es: 'segundos desde que salió de aquí el tren de adelante', en: 'seconds since the train ahead left here' },
    atras: { es: 'segundos en que llegaría el tren de atrás, según se ve', en: 'seconds until the train behind would come, as far as one sees' },
    parado: { es: 'segundos que lleva con las puertas abiertas', en: 'seconds it has stood with open doors' },
    estacion: { es: 'estación, de 1 a 20', en: 'station, 1 to 20' },
    tren: { es: 'número del tren, de 1 a 10', en: 'number of the train, 1 to 10' },
    segundo: { es: 'segundos desde que empezó el día', en: 'seconds since the day began' },
  },
}

/** JavaScript's errors in a person's words; what is not here is told as `other`. */
export const JS_TROUBLE: Readonly<Record<string, Text>> = {
  SyntaxError: { es: 'hay algo mal escrito. Revisa llaves, paréntesis y comillas en esa línea y en la anterior.', en: 'something is mistyped. Look at braces, brackets and quotes in that line and the one before.' },
  ReferenceError: { es: 'usas un nombre que no existe. ¿Está bien escrito? ¿Lo creaste antes? Aquí no hay reloj ni red.', en: 'you use a name that does not exist. Is it spelt right? Did you make it before? There is no clock or network here.' },
  TypeError: { es: 'pides algo que esa cosa no tiene, o llamas a lo que no es una función.', en: 'you ask for something that this thing does not have, or call what is no function.' },
  InternalError: { es: 'tu programa pidió más memoria de la que hay (16 MB), o una función se llama a sí misma sin parar.', en: 'your program asked for more memory than there is (16 MB), or a function calls itself without end.' },
  Spent: { es: 'tu programa dio más de un millón de pasos. Busca un ciclo que no termina.', en: 'your program took more than a million steps. Look for a loop that never ends.' },
  Missing: { es: 'falta la función decide, o su nombre está escrito de otra manera.', en: 'the function decide is missing, or its name is spelt otherwise.' },
  Answer: { es: 'decide debe devolver un número; devolvió otra cosa. ¿Falta un return? ¿Divides entre cero?', en: 'decide must give back a number; it gave something else. Is a return missing? Do you divide by zero?' },
  other: { es: 'tu programa se detuvo.', en: 'your program stopped.' },
}
