import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'

/** A copy of our content in which the course `base` also names the lab cafe-taza; no rule of a programme changes. Remove the folder. */
export function contentWithCafeTaza(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-cafe-taza-'))
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const path = join(folder, 'courses/base/course.yaml')
  const course = readFileSync(path, 'utf8')
  const named = course.replace('labs:\n', 'labs:\n  - id: cafe-taza\n    title: {es: ¿Cuántos puntos sacará?, en: How many points will it score?}\n')
  if (named === course) throw new Error('courses/base/course.yaml names no labs')
  writeFileSync(path, named)
  return folder
}
