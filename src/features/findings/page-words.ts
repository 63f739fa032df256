import type { Text } from '../../lib/text.ts'

export const LIST = {
  title: { es: 'Hallazgos de auditoría', en: 'Findings of the audit' },
  lead: {
    es: 'Quien audita plantea un hallazgo y la coordinación responde en {days} días hábiles. Después la auditoría lo levanta, lo confirma o vuelve a preguntar. Nada se borra.',
    en: 'Who audits raises a finding, and the coordinators reply within {days} working days. Then the audit lifts it, confirms it or asks again. Nothing is deleted.',
  },
  counted: { es: 'Abiertos: {open}. Con más de 30 días hábiles: {late}. Cerrados: {closed}.', en: 'Open: {open}. For more than 30 working days: {late}. Closed: {closed}.' },
  public: { es: 'Estos tres números salen también en cada corte, sin el texto.', en: 'These three numbers also stand in every cut, without the text.' },
  show: { es: 'Mostrar', en: 'Show' },
  none: {
    open: { es: 'No hay hallazgos abiertos.', en: 'There are no open findings.' },
    overdue: { es: 'Ningún hallazgo tiene el plazo vencido.', en: 'No finding is overdue.' },
    closed: { es: 'Todavía no hay hallazgos cerrados.', en: 'There are no closed findings yet.' },
  },
  raisedOn: { es: 'Planteado el {day}', en: 'Raised on {day}' },
  due: { es: 'Descargo hasta el {day}: {left}', en: 'Reply by {day}: {left}' },
  decide: { es: 'con descargo, por decidir', en: 'replied to, to be decided' },
  closedOn: { es: '{how} el {day}', en: '{how} on {day}' },
  noticeNext: { es: 'Hallazgos por responder: {n}. El próximo plazo vence el {day}', en: 'Findings to reply to: {n}. The next term ends on {day}' },
  noticeOverdue: { es: 'Hallazgos con el plazo de descargo vencido: {n}', en: 'Findings whose term for a reply is over: {n}' },
  noticeDecide: { es: 'Hallazgos con descargo, por decidir: {n}', en: 'Findings that were replied to, to be decided: {n}' },
} as const satisfies Record<string, Text | Record<string, Text>>

export const ONE = {
  title: { es: 'Hallazgo {n}', en: 'Finding {n}' },
  back: { es: 'Volver a los hallazgos', en: 'Back to the findings' },
  saved: { es: 'Quedó anotado.', en: 'It is written down.' },
  about: { es: 'Trata de', en: 'About' },
  severity: { es: 'Gravedad', en: 'Severity' },
  state: { es: 'Estado', en: 'State' },
  history: { es: 'Historia', en: 'History' },
  raised: { es: 'Planteado', en: 'Raised' },
  by: { es: '{name}, el {day}, {time}', en: '{name}, on {day}, {time}' },
  until: { es: 'Descargo hasta el {day}.', en: 'Reply by {day}.' },
  inTime: { es: 'dentro del plazo', en: 'in time' },
  late: { es: 'fuera de plazo: vencía el {day}', en: 'too late: it was due on {day}' },
  gone: { es: 'El texto ya no se puede leer: los datos de la persona se borraron.', en: 'The text can no longer be read: the person’s data was erased.' },
  kept: { es: 'Lo que escribiste', en: 'What you typed' },
  keptNote: { es: 'No se guardó. Cópialo si lo quieres usar en otro lugar.', en: 'It was not kept. Copy it if you want to use it elsewhere.' },
  reply: { es: 'Responder', en: 'Reply' },
  replyText: { es: 'Descargo', en: 'Reply' },
  replyHint: {
    es: 'Di qué pasó, qué corregiste y dónde se ve. Va con tu nombre y no se puede cambiar.',
    en: 'Say what happened, what you corrected and where it can be seen. It carries your name and cannot be changed.',
  },
  send: { es: 'Enviar descargo', en: 'Send the reply' },
  decide: { es: 'Decidir', en: 'Decide' },
  decision: { es: '¿Qué decides?', en: 'What do you decide?' },
  decideText: { es: 'Por qué', en: 'Why' },
  decideHint: {
    es: 'Va con tu nombre y no se puede cambiar.', en: 'It carries your name and cannot be changed.',
  },
  askHint: { es: 'Si vuelves a preguntar, corren otros {days} días hábiles.', en: 'If you ask again, another {days} working days run.' },
  save: { es: 'Anotar la decisión', en: 'Write the decision down' },
} as const satisfies Record<string, Text>

export const NEW = {
  title: { es: 'Plantear un hallazgo', en: 'Raise a finding' },
  about: { es: '¿De qué trata?', en: 'What is it about?' },
  code: { es: 'Su código', en: 'Its code' },
  codeHint: {
    es: 'Corte: 2026-03.1. Cifra: K1. Certificado: su serie. Sección: noche-1. Persona: su código del registro. Otro tema: vacío.',
    en: 'Cut: 2026-03.1. Figure: K1. Certificate: its serial. Section: noche-1. Person: her code in the record. Something else: empty.',
  },
  severity: { es: 'Gravedad', en: 'Severity' },
  text: { es: 'Qué encontraste', en: 'What you found' },
  textHint: {
    es: 'Queda sellado: lo lee solo quien puede abrir esta página. Di qué viste, qué debería ser y cómo se comprueba.',
    en: 'It is kept sealed: only those who may open this page read it. Say what you saw, what it should be and how it can be checked.',
  },
  save: { es: 'Plantear el hallazgo', en: 'Raise the finding' },
} as const satisfies Record<string, Text>
