import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { enrolment } from './enrolment.ts'
import { routes } from './routes.tsx'
import { PAGE } from './words.ts'

export { enrolmentById, enrolmentsInSections, enrolmentsOf, sectionMembers, type Enrolment, type EnrolmentState, type Window } from './enrolment.ts'
export { enrolIn, enrolPerson, knownSection, placesLeft } from './places.ts'
export { isOver, limaDay, sectionOf, sectionScope, sectionsOf, type Section } from './sections.ts'
export { WITHDRAWAL_CAUSES } from './statements.ts'
export { sectionMode } from './words.ts'
export { isTutorOf, sectionsOfTutor, tutorsBySection } from './tutors.ts'
export { day } from './pages.tsx'
export { listed, type ListedMember } from './roster-pdf.ts'

/** Sections, who is in charge of them, and who is enrolled. */
export const cohorts: Feature = {
  name: 'cohorts',
  concepts,
  migrations: 'src/features/cohorts/migrations',
  projections: [enrolment],
  routes,
  office: [{ label: PAGE.sections, path: 'sections', roles: ['tutor', 'executor'] }],
}
