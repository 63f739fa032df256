import type { Text } from '../../lib/text.ts'
import type { Tie } from './statements.ts'

export const TIE = {
  title: { es: 'Vínculo con una entidad ejecutora', en: 'Tie to an executing entity' },
  list: { es: 'Equipo y familiares que estudian', en: 'Staff and relatives who study' },
  lead: {
    es: 'Quienes trabajan para una entidad ejecutora, y sus familiares, pueden estudiar igual. Se anotan aquí y los cortes mensuales los informan aparte.',
    en: 'Those who work for an executing entity, and their relatives, may study like everybody. They are noted here, and the monthly cuts report them apart.',
  },
  text: { es: 'Estudia igual que todos; los cortes mensuales la informan aparte. Ella recibe un aviso.', en: 'She studies like everybody; the monthly cuts report her apart. She gets a message.' },
  none: { es: 'Nadie anotado todavía.', en: 'Nobody noted yet.' },
  holds: { es: '{tie}. Lo anotó {name} el {day}.', en: '{tie}. Noted by {name} on {day}.' },
  note: { es: 'Anotar', en: 'Note' },
  which: { es: 'Qué vínculo tiene', en: 'What tie she has' },
  takeBack: { es: 'Quitar: no es así', en: 'Take back: it is not so' },
  more: { es: 'Ver más', en: 'See more' },
  back: { es: 'Volver a personas', en: 'Back to people' },
  first: { es: 'Volver al comienzo', en: 'Back to the beginning' },
  told: {
    es: 'El equipo anotó este vínculo tuyo: {tie}. Estudias igual que todos; los informes te cuentan aparte. Si no es así, avisa en tu sede.',
    en: 'The staff noted this tie of yours: {tie}. You study like everybody; the reports count you apart. If it is not so, tell your centre.',
  },
  toldOff: { es: 'El equipo quitó este vínculo que tenías anotado: {tie}.', en: 'The staff took back this tie that was noted of you: {tie}.' },
} as const satisfies Record<string, Text>

export const TIE_NAME: Readonly<Record<Tie, Text>> = {
  team: { es: 'Trabaja para una entidad ejecutora', en: 'Works for an executing entity' },
  relative: { es: 'Es familiar de quien trabaja para una entidad ejecutora', en: 'Is a relative of who works for an executing entity' },
}

export const TIE_REFUSED = {
  stands: { es: 'Ya estaba así. Mira cómo quedó en su página.', en: 'It stood so already. See her page.' },
  choose: { es: 'Elige qué vínculo tiene.', en: 'Choose what tie she has.' },
} as const satisfies Record<string, Text>
