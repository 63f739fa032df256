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
} satisfies Record<string, Text>
