import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'

/** A copy of our content in which the course `base` also names a lab; no rule of a programme changes. Remove the folder. */
export function contentWithLab(lab: string): string {
  const folder = mkdtempSync(join(tmpdir(), `yachay-${lab}-`))
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const path = join(folder, 'courses/base/course.yaml')
  const course = readFileSync(path, 'utf8')
  const named = course.replace('labs:\n', `labs:\n  - id: ${lab}\n    title: {es: Un laboratorio más, en: One more lab}\n`)
  if (named === course) throw new Error('courses/base/course.yaml names no labs')
  writeFileSync(path, named)
  return folder
}
