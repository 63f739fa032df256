import { say, type Lang, type Text } from '../../lib/text.ts'
import type { Requirement } from '../programmes/index.ts'

const W = {
  enrolment: { es: 'Matrícula', en: 'Enrolment' },
  identity: { es: 'Nivel de identidad', en: 'Level of identity' },
  conflict: { es: 'Nadie más dice tener su documento', en: 'Nobody else claims her document' },
  alive: { es: 'No había fallecido', en: 'She had not died' },
  minutes: { es: 'Minutos: {have} (pide {need})', en: 'Minutes: {have} (needs {need})' },
  quiz: { es: 'Prueba: {have} de 20 (pide {need})', en: 'Quiz: {have} of 20 (needs {need})' },
  product: { es: 'Producto: {have} de 20 (pide {need})', en: 'Product: {have} of 20 (needs {need})' },
  lab: { es: 'Laboratorio {lab}', en: 'Lab {lab}' },
  certificate: { es: 'Certificado vigente', en: 'Certificate in force' },
} as const satisfies Record<Requirement['id'], Text>

/** What the rule asked for and found, in a line. */
export function requirementText(requirement: Requirement, lang: Lang): string {
  switch (requirement.id) {
    case 'minutes': return say(W.minutes, lang, { have: requirement.have, need: requirement.need })
    case 'quiz': case 'product': return say(W[requirement.id], lang, { have: requirement.have ?? '–', need: requirement.need })
    case 'lab': return say(W.lab, lang, { lab: requirement.lab })
    default: return say(W[requirement.id], lang)
  }
}
