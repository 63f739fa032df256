import type { House } from '../../feature.ts'
import { currentCourse } from '../courses/index.ts'

/** The competence codes of every unit of these courses. */
export function competenciesOf(house: Pick<House, 'content'>, courses: readonly string[]): string[] {
  return courses.flatMap((id) => currentCourse(house, id)?.units.flatMap((u) => u.competencies) ?? [])
}
