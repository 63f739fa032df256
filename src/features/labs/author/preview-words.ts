import type { Text } from '../../../lib/text.ts'

export const PREVIEW = {
  title: { es: 'Vista previa', en: 'Preview' },
  says: {
    es: 'Vista previa en tu computadora, para una persona inventada. Nada queda registrado ni calificado. La página se recarga sola cuando guardas un archivo.',
    en: 'Preview on your computer, for a made-up person. Nothing is recorded or graded. The page reloads by itself when you save a file.',
  },
  whole: { es: 'El archivo está completo. Falta probar que es justo: npm run labs -- check {folder}', en: 'The file is complete. What is left is to prove that it is fair: npm run labs -- check {folder}' },
  toMend: { es: 'Por arreglar en lab.yaml: {n}', en: 'To mend in lab.yaml: {n}' },
  noPage: { es: 'La página se podrá ver cuando estén los datos y se arregle lo de arriba.', en: 'The page can be seen once the data is there and the above is mended.' },
  other: { es: 'English', en: 'Español' },
  handed: { es: 'Así saldría esta receta', en: 'How this recipe would come out' },
  score: { es: 'Con los datos ocultos saca {score}; aprueba con {line}.', en: 'On the hidden data it reaches {score}; {line} passes.' },
  passes: { es: 'Aprobaría.', en: 'It would pass.' },
  fails: { es: 'Todavía no aprobaría.', en: 'It would not pass yet.' },
  back: { es: 'Volver al laboratorio', en: 'Back to the lab' },
  right: { es: '{n} aciertos', en: '{n} right' },
  skill: { es: '{n} de habilidad frente al punto de partida', en: 'a skill of {n} against the starting point' },
} as const satisfies Record<string, Text>
