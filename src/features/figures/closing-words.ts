import type { Text } from '../../lib/text.ts'
import type { CLOSING_COLUMNS } from './closing.ts'

export const CLOSING = {
  title: { es: 'Acta de cierre', en: 'Closing minutes' },
  draft: { es: 'Avance de la sección', en: 'Progress of the section' },
  notYet: { es: 'La sección todavía no termina: estas cifras pueden cambiar y este papel no es un acta.', en: 'The section is not over yet: these figures may change and this paper is no minutes.' },
  programme: { es: 'Programa', en: 'Programme' },
  entity: { es: 'Entidad ejecutora', en: 'Executing entity' },
  ownEntity: { es: 'El programa mismo', en: 'The programme itself' },
  where: { es: 'Modalidad y sede', en: 'Mode and site' },
  dates: { es: 'Fechas', en: 'Dates' },
  closedOn: { es: 'cerrada el {day}', en: 'closed on {day}' },
  tutors: { es: 'Tutoría', en: 'Tutors' },
  noTutor: { es: 'Sin asignar', en: 'None yet' },
  region: { es: 'Región', en: 'Region' },
  sex: { es: 'Sexo', en: 'Sex' },
  total: { es: 'Total', en: 'Total' },
  unknown: { es: 'Sin dato', en: 'Not known' },
  untold: { es: 'No dijo', en: 'Not said' },
  nobody: { es: 'Nadie se matriculó en esta sección.', en: 'Nobody was enrolled in this section.' },
  source: {
    es: 'Cada persona cuenta una vez. Nadie escribió estas cifras: salen del registro hasta la posición {pos}, con la regla {rule} (huella {hash}).',
    en: 'Each person counts once. Nobody typed these figures: they come from the record up to position {pos}, under rule {rule} (fingerprint {hash}).',
  },
  noRule: { es: 'Todavía no hay una regla en vigor: nadie figura como que concluyó o aprobó. Registro hasta la posición {pos}.', en: 'No rule is in force yet: nobody is shown as having concluded or passed. Record up to position {pos}.' },
  means: {
    es: 'Concluyó: tiene los minutos que pide la regla. Aprobó: además pasó las evaluaciones. Certificado: ya cuenta para el convenio. Retirado: se retiró o abandonó, y no volvió. Quien se trasladó figura en su nueva sección.',
    en: 'Concluded: has the minutes that the rule asks for. Passed: also passed the assessments. Certified: counts for the agreement already. Left: withdrew or dropped out and did not come back. Who was transferred stands in the new section.',
  },
  printed: { es: 'Impreso por {name} el {day}, {time}, hora de Lima.', en: 'Printed by {name} on {day}, {time}, Lima time.' },
  signCoordinator: { es: 'Coordinación: nombre y firma', en: 'Coordinator: name and signature' },
  signTutor: { es: 'Tutoría: nombre y firma', en: 'Tutor: name and signature' },
  signOwner: { es: 'Por el convenio: nombre y firma', en: 'For the agreement: name and signature' },
} as const satisfies Record<string, Text>

export const COLUMN: Readonly<Record<(typeof CLOSING_COLUMNS)[number], Text>> = {
  enrolled: { es: 'Matriculados', en: 'Enrolled' },
  active: { es: 'Activos', en: 'Active' },
  concluded: { es: 'Concluyeron', en: 'Concluded' },
  passed: { es: 'Aprobados', en: 'Passed' },
  certified: { es: 'Certificados', en: 'Certified' },
  left: { es: 'Retirados', en: 'Left' },
}
