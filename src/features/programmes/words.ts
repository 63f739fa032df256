import type { Text } from '../../lib/text.ts'

export const REFUSAL = {
  ruleUnknown: {
    es: 'Este programa no tiene esa versión de la regla.',
    en: 'This programme has no such version of the rule.',
  },
  ruleChanged: {
    es: 'El archivo de la regla cambió desde que abriste la página. Léela de nuevo antes de firmar.',
    en: 'The rule file changed since you opened the page. Read it again before you sign.',
  },
  ruleSignedAlready: {
    es: 'Ya firmaste esta regla. Falta la firma de otra persona responsable del convenio.',
    en: 'You have signed this rule already. The signature of another owner of the agreement is missing.',
  },
  ruleInForce: {
    es: 'Esta regla ya rige: la firmaron dos responsables del convenio.',
    en: 'This rule is in force already: two owners of the agreement signed it.',
  },
  ruleNeedsFrom: {
    es: 'Ya rige otra versión. La nueva tiene que decir desde qué día de matrícula se aplica («from»).',
    en: 'Another version is in force already. The new one must say from which day of enrolment it applies ("from").',
  },
  ruleFromPast: {
    es: 'Esta versión juzgaría matrículas que ya empezaron. Pon en «from» un día que todavía no llega.',
    en: 'This version would judge enrolments that have begun. Put a day into "from" that has not come yet.',
  },
  agreementFirst: {
    es: 'Primero va el convenio, firmado por dos responsables. Después, sus adendas.',
    en: 'First comes the agreement, signed by two owners. Then its addenda.',
  },
  agreementThere: {
    es: 'El convenio ya está registrado. Lo que cambia va en una adenda.',
    en: 'The agreement is recorded already. What changes goes into an addendum.',
  },
  proposalOpen: {
    es: 'Hay una propuesta sin las dos firmas. Fírmala o retírala antes de escribir otra.',
    en: 'One proposal still lacks its two signatures. Sign it or withdraw it before you write another.',
  },
  noProposal: {
    es: 'Esa propuesta ya no está: otra persona la retiró o ya tiene las dos firmas.',
    en: 'That proposal is gone: somebody withdrew it, or it has both signatures.',
  },
  instrumentSignedAlready: {
    es: 'Ya firmaste. Falta la firma de otra persona responsable del convenio.',
    en: 'You have signed. The signature of another owner of the agreement is missing.',
  },
  wrongMove: {
    es: 'El convenio no puede pasar a ese estado desde donde está ahora. Carga la página de nuevo.',
    en: 'The agreement cannot go to that state from where it is now. Load the page again.',
  },
  agreementSettled: {
    es: 'El convenio está liquidado: ya no admite adendas.',
    en: 'The agreement is settled: it takes no more addenda.',
  },
  checkPaper: { es: 'Revisa los datos del documento.', en: 'Check what you wrote of the paper.' },
  futurePaper: { es: 'El documento no puede tener fecha de mañana. Escribe el día en que se firmó.', en: 'The paper cannot be dated tomorrow. Give the day on which it was signed.' },
  pastPaper: {
    es: 'Una adenda no cambia el pasado: rige desde el día de su firma o después, nunca antes que la anterior.',
    en: 'An addendum does not change the past: it holds from the day it was signed or later, never before the one before it.',
  },
  endsBefore: { es: 'El último día va después del primero.', en: 'The last day comes after the first.' },
  twoParties: { es: 'Marca al menos dos organizaciones que sean parte del convenio.', en: 'Tick at least two organisations that are parties to the agreement.' },
  wholeMissing: { es: 'El convenio necesita una meta de todo el programa, en personas.', en: 'The agreement needs a target of the whole programme, in persons.' },
  nothingChanges: { es: 'Escribe qué cambia: una meta o el último día.', en: 'Write what changes: a target or the last day.' },
  targetTwice: { es: 'Una misma meta está dos veces. Deja una sola línea.', en: 'The same target stands twice. Leave one line.' },
  targetUnknown: { es: 'Una meta nombra un grupo que este programa no tiene.', en: 'A target names a group that this programme does not have.' },
} satisfies Record<string, Text>
