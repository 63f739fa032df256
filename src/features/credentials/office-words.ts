import type { Text } from '../../lib/text.ts'

/** Pages of executors and approvers. */
/** On the office's front page. */
export const WAITS = {
  proposals: {
    one: { es: '1 certificado propuesto por aprobar', en: '1 proposed certificate to approve' },
    many: { es: '{n} certificados propuestos por aprobar', en: '{n} proposed certificates to approve' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>

export const OFFICE = {
  title: { es: 'Certificados y constancias', en: 'Certificates and proofs of participation' },
  toPropose: { es: 'Por proponer', en: 'To propose' },
  toApprove: { es: 'Por aprobar', en: 'To approve' },
  issued: { es: 'Emitidos', en: 'Issued' },
  notHttps: {
    es: 'Este servidor todavía no tiene una dirección https (PUBLIC_URL). Aquí no se propone, aprueba ni emite nada, porque el código QR quedaría inservible.',
    en: 'This server has no https address yet (PUBLIC_URL). Nothing is proposed, approved or issued here, because the QR code would be dead.',
  },
  noRule: { es: 'La regla de este programa todavía no rige: faltan las dos firmas.', en: 'The rule of this programme is not in force yet: the two signatures are missing.' },
  readyLead: {
    es: 'Estas personas cumplen todo lo que pide la regla {rule}. Márcalas y propónlas; otra persona las aprueba.',
    en: 'These people meet everything that rule {rule} asks. Mark them and propose them; somebody else approves.',
  },
  readyConstancia: {
    es: 'Estas personas tienen identidad comprobada y los minutos de trabajo. Una constancia no certifica notas y no suma al número.',
    en: 'These people have a checked identity and the minutes of work. A proof of participation certifies no marks and does not add to the number.',
  },
  nobodyReady: { es: 'Ahora no hay nadie listo para proponer.', en: 'Nobody is ready to be proposed now.' },
  shown: { es: 'Se muestran {n}. Al proponerlas aparecen las siguientes.', en: '{n} are shown. The next ones appear when these are proposed.' },
  tickAll: { es: 'Marcar a las {n} personas', en: 'Tick all {n} people' },
  tickNone: { es: 'Desmarcar a todas', en: 'Tick nobody' },
  propose: { es: 'Proponer a las personas marcadas', en: 'Propose the people marked' },
  showConstancias: { es: 'Ver quién puede recibir una constancia', en: 'See who may get a proof of participation' },
  showCertificados: { es: 'Ver quién puede recibir un certificado', en: 'See who may get a certificate' },
  nobodyWaits: { es: 'No hay propuestas por aprobar.', en: 'There are no proposals to approve.' },
  person: { es: 'Persona', en: 'Person' },
  kind: { es: 'Tipo', en: 'Kind' },
  proposedBy: { es: 'Propuso', en: 'Proposed by' },
  proposedOn: { es: 'Desde', en: 'Since' },
  secondLook: { es: 'Revisar y decidir', en: 'Look and decide' },
  lookTitle: { es: 'Revisar antes de aprobar', en: 'Look before you approve' },
  lookLead: { es: 'Esto encontró la regla {rule} en el registro. Si algo te parece raro, no apruebes: habla con quien propuso.', en: 'This is what rule {rule} found in the record. If anything looks odd, do not approve: talk to who proposed.' },
  found: { es: 'Requisito', en: 'Requirement' },
  result: { es: 'Resultado', en: 'Result' },
  evidenced: { es: 'Cumple', en: 'Met' },
  missing: { es: 'Falta', en: 'Missing' },
  approve: { es: 'Aprobar y emitir', en: 'Approve and issue' },
  withdraw: { es: 'Retirar la propuesta', en: 'Withdraw the proposal' },
  search: { es: 'Buscar por nombre o número de serie', en: 'Search by name or serial number' },
  searchButton: { es: 'Buscar', en: 'Search' },
  month: { es: 'Mes en que se emitió', en: 'Month of issue' },
  anyMonth: { es: 'Todos los meses', en: 'Every month' },
  mostNamed: { es: 'Hay muchas personas con ese nombre: escribe más para verlas todas.', en: 'Many people have that name: type more of it to see all of them.' },
  firstPage: { es: 'Volver al inicio de la lista', en: 'Back to the start of the list' },
  morePapers: { es: 'Ver más', en: 'See more' },
  noneIssued: { es: 'No se encontró ninguno.', en: 'None was found.' },
  state: { es: 'Estado', en: 'State' },
  date: { es: 'Emitido', en: 'Issued' },
  waiting: { es: 'Aprobados que todavía no se emiten: {n}. Se emiten solos en unos minutos; si hay un conflicto de documento, cuando se resuelva.', en: 'Approved and not yet issued: {n}. They are issued by themselves within minutes; where a document is in conflict, when it is resolved.' },
  slip: { es: 'Aviso para imprimir', en: 'Slip to print' },
  publicState: { es: 'Ver la página pública', en: 'See the public page' },
  change: { es: 'Cambiar el estado', en: 'Change the state' },
  cause: { es: 'Causa', en: 'Cause' },
  confirm: { es: 'Sí, hacerlo', en: 'Yes, do it' },
  cancel: { es: 'No, volver', en: 'No, go back' },
  erasedName: { es: '(datos borrados)', en: '(data erased)' },
  oldPaper: { es: 'Nombre en el documento: {before}. Nombre de hoy en sus datos: {now}.', en: 'Name on the document: {before}. Name in her data today: {now}.' },
} as const satisfies Record<string, Text>

export const FOUND = {
  enrolment: { es: 'Matrícula', en: 'Enrolment' },
  identity: { es: 'Identidad comprobada', en: 'Identity checked' },
  conflict: { es: 'Sin conflicto de documento', en: 'No conflict over the document' },
  alive: { es: 'Sin fallecimiento registrado', en: 'No death on record' },
  minutes: { es: 'Minutos de trabajo: {have} de {need}', en: 'Minutes of work: {have} of {need}' },
  quiz: { es: 'Prueba: {have} de 20 (se pide {need})', en: 'Quiz: {have} of 20 ({need} is asked)' },
  product: { es: 'Producto: {have} de 20 (se pide {need})', en: 'Product: {have} of 20 ({need} is asked)' },
  lab: { es: 'Laboratorio {lab}', en: 'Lab {lab}' },
} as const satisfies Record<string, Text>

/** After a post. */
export const DONE = {
  proposed: { es: 'Propuestas: {n}.', en: 'Proposed: {n}.' },
  refused: { es: 'No se pudo con {n}:', en: 'Not possible for {n}:' },
  withdrawn: { es: 'Se retiró la propuesta.', en: 'The proposal was withdrawn.' },
  approved: { es: 'Aprobado. El documento se emite en unos segundos y la persona recibe un aviso.', en: 'Approved. The document is issued within seconds and the person is told.' },
  changed: { es: 'Hecho. El estado de hoy es: {state}.', en: 'Done. The state today is: {state}.' },
  corrected: { es: 'Hecho. Este es el documento nuevo; el anterior dice REEMPLAZADO.', en: 'Done. This is the new document; the one before says REPLACED.' },
} as const satisfies Record<string, Text>

/** What an approver is about to do to a certificate. */
export const CHANGE = {
  revoke: {
    button: { es: 'Revocar', en: 'Revoke' },
    warning: {
      es: 'Vas a revocar este documento. No se puede deshacer: quien lo verifique verá REVOCADO, con la fecha y la causa, y deja de contar. La persona recibe un aviso.',
      en: 'You are about to revoke this document. It cannot be undone: whoever checks it sees REVOKED, with date and cause, and it stops counting. The person is told.',
    },
  },
  suspend: {
    button: { es: 'Suspender', en: 'Suspend' },
    warning: {
      es: 'Vas a suspender este documento mientras se revisa. Quien lo verifique verá SUSPENDIDO y no cuenta hasta que lo restituyas. La persona recibe un aviso.',
      en: 'You are about to suspend this document while it is looked into. Whoever checks it sees SUSPENDED and it does not count until you reinstate it. The person is told.',
    },
  },
  reinstate: {
    button: { es: 'Restituir', en: 'Reinstate' },
    warning: { es: 'La revisión terminó: el documento vuelve a valer y a contar. La persona recibe un aviso.', en: 'The review is over: the document is valid and counts again. The person is told.' },
  },
  correct: {
    button: { es: 'Emitir con sus datos de hoy', en: 'Issue with her data of today' },
    warning: {
      es: 'Se emite un documento nuevo con el nombre y el documento de identidad de hoy. El anterior dice REEMPLAZADO. La persona sigue contando una sola vez.',
      en: 'A new document is issued with the name and identity document of today. The one before says REPLACED. The person keeps counting once.',
    },
  },
} as const satisfies Record<string, { button: Text; warning: Text }>
export type Change = keyof typeof CHANGE

/** The slip that staff print for who has neither e-mail nor a phone of her own. */
export const SLIP = {
  title: { es: 'Tu {what} está listo', en: 'Your {what} is ready' },
  dear: { es: 'Para: {name}', en: 'For: {name}' },
  steps: { es: 'Cómo verlo', en: 'How to see it' },
  step1: { es: 'Entra a {url} desde cualquier celular o computadora.', en: 'Go to {url} on any phone or computer.' },
  step2: { es: 'Ingresa con tu documento y tu clave de seis números.', en: 'Sign in with your document and your PIN of six digits.' },
  step3: { es: 'Abre «Mis avisos»: allí está, para guardarlo o imprimirlo.', en: 'Open “My messages”: there it is, to save or print.' },
  help: { es: 'Si olvidaste tu clave, pídele una nueva al equipo del programa con tu documento en la mano.', en: 'If you forgot your PIN, ask the team of the programme for a new one with your document in hand.' },
  qr: { es: 'Este código ya sirve para que otra persona lo verifique.', en: 'This code already lets somebody else check it.' },
} as const satisfies Record<string, Text>
