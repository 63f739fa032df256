import type { Text } from '../../lib/text.ts'

/** Words of points and quotas, and what a call that is decided by points says in place of the draw. */
export const SELECTION = {
  criteria: { es: 'Cómo se da el puntaje', en: 'How points are given' },
  criteriaHow: {
    es: 'Una persona del equipo elige un nivel de cada criterio y queda su nombre. El máximo son {most} puntos. Va primero quien tiene más puntaje; los empates se sortean.',
    en: 'A member of staff chooses a level of each criterion, and her name stands there. The most is {most} points. More points come first; equals are drawn by lot.',
  },
  points: { es: '{n} puntos', en: '{n} points' },
  score: { es: 'Puntaje: {n} de {most}', en: 'Points: {n} of {most}' },
  give: { es: 'Poner puntaje', en: 'Give points' },
  giveSays: { es: 'Elige el nivel que dicen las bases. La persona lo verá, criterio por criterio.', en: 'Choose the level that the terms describe. The person will see it, criterion by criterion.' },
  save: { es: 'Guardar el puntaje', en: 'Save the points' },
  saved: { es: 'El puntaje quedó guardado.', en: 'The points were saved.' },
  'to-decide': { es: 'Por decidir: enviadas o subsanadas', en: 'To be decided: sent or corrected' },
  unscored: { es: 'Aptas sin puntaje', en: 'Eligible without points' },
  late: { es: 'Observadas con plazo vencido', en: 'Returned, time over' },
  quotas: { es: 'Vacantes reservadas', en: 'Reserved places' },
  quotaPlaces: { es: '{n} vacantes', en: '{n} places' },
  quotasHow: {
    es: 'Esas vacantes van primero a quienes son de ese grupo o departamento, en su orden. Las demás van a quien sigue, sea quien sea. Si sobran reservadas, también. A cada persona se le cuenta en una sola reserva: la primera de esta lista. El archivo del sorteo muestra esa reserva junto al número de expediente.',
    en: 'Those places go first to people of that group or department, in their order. The others go to whoever is next. So do reserved ones that are left over. Each person counts for one reservation only: the first of this list. The file of the draw shows it beside the file number.',
  },
  reserved: { es: 'Reservadas en esta ronda: {list}.', en: 'Reserved in this round: {list}.' },

  step3: { es: 'Entre quienes cumplen, las vacantes van por puntaje; los empates se sortean.', en: 'Among those who meet them, the places go by points; equals are drawn by lot.' },
  how: { es: 'Cómo se decide el orden', en: 'How the order is decided' },
  eligible: { es: 'Cumples los requisitos. Entras a la selección por puntaje.', en: 'You meet the requirements. You take part in the selection by points.' },
  selected: { es: '¡Tienes una vacante! Acéptala antes de que venza el plazo.', en: 'You have a place! Accept it before time is up.' },
  rank: { es: 'Tu orden por puntaje: {rank} (ronda {round}).', en: 'Your rank by points: {rank} (round {round}).' },
} as const satisfies Record<string, Text>
