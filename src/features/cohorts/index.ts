import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { childcareNote } from './childcare-note.ts'
import { enrolment } from './enrolment.ts'
import { routes } from './routes.tsx'
import { enrolmentOfEntity, sectionOfEntity } from './section-rights.ts'
import { section } from './section.ts'
import { site } from './site.ts'
import { PAGE } from './words.ts'

export { activeMembers, enrolmentById, enrolmentsInSections, enrolmentsOf, enrolmentsOfAll, everMembers, isPaused, sectionAt, sectionMembers, type Enrolment, type EnrolmentState, type Window } from './enrolment.ts'
export { annulWholeEnrolment, childcareFor, dropOutEnrolment, enrolIn, enrolMany, enrolPerson, knownEnrolment, knownSection, lookedFor, pauseEnrolment, placesLeft, transferEnrolment } from './places.ts'
export { courseOfSection, isOver, limaDay, sectionOf, sectionScope, sectionsNamed, sectionsOf, sectionsOfCall, published as sectionsInFiles, type Section } from './sections.ts'
export { runBy } from './run-by.ts'
export { daysTold, SECTION_VERB } from './section-acts.ts'
export { SECTIONS_A_PAGE, sectionPage, type WantedSections } from './section-list.ts'
export { pageOf, Pages, readWanted, SectionFinder, wantedQuery } from './section-finder.tsx'
export { changeKnownSection, openNewSection, recordKnownSite } from './section-office.ts'
export { siteNames } from './site-names.ts'
export { limaHour, limaMoment, meetings, readShift, type Rhythm } from './shift.ts'
export { DROP_OUT_CAUSES, MOVE, PAUSE_CAUSES, WITHDRAWAL_CAUSES, type Way } from './statements.ts'
export { sectionMode } from './words.ts'
export { named, type MemberLine } from './named.ts'
export { enrolmentsPart } from './person-part.tsx'
export { historyOf } from './history.ts'
export { agentsOfOrganisation, enrolmentManaged, inOrganisation, manages, sectionManaged, sectionSeen, sectionsSeen } from './section-rights.ts'
export { agentsOfTutor, handSections, isTutorOf, sectionsHeld, sectionsOfTutor, tutorsBySection, tutorsTeaching } from './tutors.ts'
export { day, stateText } from './shown.ts'
export { listed, type ListedMember } from './roster-pdf.ts'

/** Sections, who is in charge of them, and who is enrolled. */
export const cohorts: Feature = {
  name: 'cohorts',
  concepts,
  migrations: 'src/features/cohorts/migrations',
  projections: [enrolment, section, site, childcareNote],
  entity: { section: sectionOfEntity, enrolment: enrolmentOfEntity },
  routes,
  office: [{ label: PAGE.sections, path: 'sections', room: 'classes', roles: ['tutor', 'executor'] }],
}
