import type { Text } from '../../lib/text.ts'

export const LOG = {
  title: { es: 'Registro de transparencia', en: 'Transparency log' },
  link: { es: 'Registro de transparencia: que nadie cambie un número en silencio', en: 'Transparency log: nobody changes a number in silence' },
  why: {
    es: 'Cada hecho que mueve la cuenta deja aquí una huella, en orden. De la huella no se puede saber de quién es ni qué dice. Pero si alguien cambia, quita o adelanta un hecho antiguo, las huellas ya no calzan y cualquiera lo descubre.',
    en: 'Every act that moves the count leaves a mark here, in order. Nobody can tell from a mark whose it is or what it says. But if somebody edits, removes or reorders an old act, the marks no longer fit, and anybody finds out.',
  },
  none: { es: 'Todavía no hay ningún hecho que cuente. La primera cabeza se firma al día siguiente del primero.', en: 'Nothing that counts has happened yet. The first head is signed on the day after the first act.' },
  head: { es: 'Última cabeza firmada', en: 'Newest signed head' },
  entries: { es: 'Hechos', en: 'Acts' },
  made: { es: 'Firmada el', en: 'Signed on' },
  root: { es: 'Raíz', en: 'Root' },
  witnesses: { es: 'Testigos', en: 'Witnesses' },
  noWitness: {
    es: 'Ningún testigo de afuera firma todavía. Sin testigos, este registro es una promesa y no una prueba.',
    en: 'No witness from outside signs yet. Without witnesses this log is a promise, not a proof.',
  },
  seen: { es: 'vio esta cabeza el {at}', en: 'saw this head on {at}' },
  notSeen: { es: 'todavía no vio esta cabeza', en: 'has not seen this head yet' },
  be: { es: 'Una universidad, una ONG o un órgano de control puede ser testigo con una computadora pequeña: docs/witness.md.', en: 'A university, an NGO or a control body can be a witness with a small computer: docs/witness.md.' },
  check: { es: 'Compruébalo tú', en: 'Check it yourself' },
  checkHow: {
    es: 'En tu computadora, con este repositorio. La primera vez guarda lo que vio; las siguientes dice si algo antiguo cambió, y cuál fue el primer hecho que no calza.',
    en: 'On your computer, with this repository. The first time it keeps what it saw; after that it says whether anything old changed, and which act is the first that does not fit.',
  },
  key: { es: 'Clave del registro', en: 'Key of the log' },
  files: { es: 'Archivos para programas (C2SP tlog-tiles)', en: 'Files for programs (C2SP tlog-tiles)' },
  statusName: { es: 'Registro de transparencia', en: 'Transparency log' },
  statusGood: { es: '{programme}: {n} hechos, cabeza del {day}, {k} de {all} testigos.', en: '{programme}: {n} acts, head of {day}, {k} of {all} witnesses.' },
  statusNone: { es: 'Sin ninguna cabeza firmada todavía.', en: 'No signed head yet.' },
} as const satisfies Record<string, Text>
