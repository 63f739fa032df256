import type { Text } from '../../lib/text.ts'
import { REFUSAL } from './words.ts'

export const BATCH = {
  title: { es: 'Aprobación de todas las propuestas', en: 'Approval of all proposals' },
  offer: { es: 'Aprobar todas las propuestas', en: 'Approve all proposals' },
  count: { es: 'Hay {n} propuestas que puedes aprobar.', en: 'There are {n} proposals that you may approve.' },
  own: { es: 'Otras {n} las propusiste tú: las aprueba otra persona.', en: '{n} more you proposed yourself: somebody else approves them.' },
  says: {
    es: 'El sistema revisa la regla persona por persona. A quien le falte algo no se le aprueba, y aquí ves por qué. Puedes cerrar la página: el trabajo sigue.',
    en: 'The system checks the rule person by person. Whoever lacks something is not approved, and you see why here. You may close the page: the work goes on.',
  },
  confirm: { es: 'Confirmar', en: 'Confirm' },
  confirmOne: { es: 'Revisé la lista. Apruebo cada certificado con mi nombre.', en: 'I looked through the list. I approve each certificate in my name.' },
  tick: { es: 'Marca la casilla para confirmar.', en: 'Tick the box to confirm.' },
  start: { es: 'Aprobar {n}', en: 'Approve {n}' },
  nothing: { es: 'No hay propuestas que puedas aprobar.', en: 'There are no proposals that you may approve.' },
  startedBy: { es: 'La empezó {name}, el {date}.', en: 'Started by {name} on {date}.' },
  progress: { es: '{done} de {total} revisadas', en: '{done} of {total} looked at' },
  goesOn: { es: 'Sigue trabajando. Esta página se actualiza sola.', en: 'Still at work. This page refreshes itself.' },
  finished: { es: 'Terminó.', en: 'Finished.' },
  approved: { es: 'Aprobadas', en: 'Approved' },
  issued: { es: 'Emitidas', en: 'Issued' },
  refused: { es: 'No aprobadas', en: 'Not approved' },
  left: { es: 'Por revisar', en: 'To be looked at' },
  why: { es: 'Por qué no', en: 'Why not' },
  firstOnes: { es: 'Se muestran las primeras 100.', en: 'The first 100 are shown.' },
  person: { es: 'Persona', en: 'Person' },
  last: { es: 'Últimas aprobaciones de muchas', en: 'Last approvals of many' },
  back: { es: 'Volver a las propuestas', en: 'Back to the proposals' },
} as const satisfies Record<string, Text>

const WHY: Readonly<Record<string, Text>> = {
  'own-proposal': REFUSAL.ownProposal, 'taught-her': REFUSAL.taughtHer, 'unknown-enrolment': REFUSAL.unknownEnrolment, 'approved-already': REFUSAL.approvedAlready,
  'document-conflict': REFUSAL.conflict, 'has-one': REFUSAL.hasOne, 'no-rule': REFUSAL.noRule, 'not-https': REFUSAL.notHttps, 'not-proposed': REFUSAL.notProposed,
}

const OTHER: Text = { es: 'Le falta algo de lo que pide la regla. Mira su propuesta.', en: 'Something that the rule asks is missing. Look at the proposal.' }

/** Why one person of a batch was not approved, from the code of the refusal. */
export function whyNot(code: string): Text {
  return WHY[code] ?? OTHER
}
