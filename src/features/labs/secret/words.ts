import type { Text } from '../../../lib/text.ts'

export const SECRET = {
  recheck: { es: 'Notas cocinadas otra vez', en: 'Grades cooked again' },
  title: { es: 'Los datos ocultos de {section}', en: 'The hidden data of {section}' },
  idea: {
    es: 'Cada grupo tiene datos ocultos propios, hechos desde una semilla secreta. Antes de la primera nota publicamos el sello de la semilla: con él nadie puede cambiarla después. Cuando el grupo termina publicamos la semilla, y cualquiera recalcula todas las notas.',
    en: 'Each section has hidden data of its own, made from a secret seed. Before the first grade we publish the seal of the seed: after that nobody can change it. When the section ends we publish the seed, and anybody recomputes every grade.',
  },
  lab: { es: 'Laboratorio', en: 'Lab' },
  sealed: { es: 'Sellado', en: 'Sealed' },
  seal: { es: 'Sello (SHA-256)', en: 'Seal (SHA-256)' },
  seed: { es: 'Semilla', en: 'Seed' },
  later: { es: 'Se publica cuando el grupo termina', en: 'Published when the section ends' },
  none: { es: 'Este grupo todavía no tiene datos ocultos sellados.', en: 'This section has no sealed hidden data yet.' },
  file: { es: 'Descargar las notas para recalcularlas', en: 'Download the grades to recompute them' },
  held: {
    es: 'Menos de {k} personas entregaron este laboratorio. Por eso no publicamos sus notas: dirían quién aprobó. Quien audita las recibe completas.',
    en: 'Fewer than {k} people handed in this lab. That is why we do not publish its grades: they would tell who passed. Auditors get them whole.',
  },
  fileHeld: {
    es: 'Entregaron pocas personas: sus notas dirían quién aprobó. Quien audita las recibe completas.',
    en: 'Few people handed in: their grades would tell who passed. Auditors get them whole.',
  },
  whole: { es: 'Descargar todas las notas (solo para auditoría)', en: 'Download all grades (auditors only)' },
  how: { es: 'Con este programa en tu máquina:', en: 'With this program on your machine:' },
  back: { es: 'Volver al programa', en: 'Back to the programme' },
  unknown: { es: 'No encontramos ese grupo.', en: 'We did not find that section.' },
} as const satisfies Record<string, Text>
