import type { Rule } from '../programmes/index.ts'
import type { Kind } from './statements.ts'

/** What the rule asked, in the Spanish of the paper. */
export function ruleNarrative(rule: Rule, kind: Kind): string {
  const base = `Identidad comprobada por dos personas del equipo; al menos ${rule.minutes.atLeast} minutos de trabajo contados.`
  if (kind === 'constancia') return `${base} No exige notas.`
  const labs = rule.labs.length ? ` Laboratorio aprobado: ${rule.labs.join(', ')}.` : ''
  return `${base} Prueba con nota de ${rule.quiz.mark} o más sobre 20.${labs} Un producto propio, calificado por una persona, con nota de ${rule.product.mark} o más sobre 20.`
    + ' Propuesto por una persona y aprobado por otra que no le enseñó.'
}
