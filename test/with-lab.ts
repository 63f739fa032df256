import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'

/** A copy of our content in which the course `base` also names a lab; no rule of a programme changes. Remove the folder. */
export function contentWithLab(lab: string): string {
  return contentWithLabs([lab])
}

/** The same with several labs; one that the course names already is left as it is. */
export function contentWithLabs(labs: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), `yachay-${labs[0] ?? 'labs'}-`))
  for (const part of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  const path = join(folder, 'courses/base/course.yaml')
  const course = readFileSync(path, 'utf8')
  if (!course.includes('labs:\n')) throw new Error('courses/base/course.yaml names no labs')
  const more = labs.filter((lab) => !course.includes(`id: ${lab}\n`)).map((lab) => `  - id: ${lab}\n    title: {es: Un laboratorio más, en: One more lab}\n`)
  writeFileSync(path, course.replace('labs:\n', `labs:\n${more.join('')}`))
  return folder
}
