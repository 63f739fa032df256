// npm run readability -- [folder …]: what a reader stumbles over in the courses' texts. A folder is a course or holds courses; all of
// courses/ when none is named. Prints file:line: message; ends with "N passed, N failed" (units and other files); 1 when something is found.
import { existsSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ROOT } from '../src/lib/root.ts'
import { checkCourse } from './readability/check-course.ts'

const asked = process.argv.slice(2).length > 0 ? process.argv.slice(2).map((path) => resolve(path)) : [join(ROOT, 'courses')]
let passed = 0
let failed = 0
for (const path of asked) {
  if (!existsSync(path)) {
    console.log(`${path}: there is no such folder`)
    failed += 1
    continue
  }
  for (const folder of coursesIn(path)) {
    for (const { faults } of checkCourse(folder, relative(ROOT, folder)).parts) {
      for (const fault of faults) console.log(fault)
      if (faults.length === 0) passed += 1
      else failed += 1
    }
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function coursesIn(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true })
  return entries.some((e) => e.isFile() && /\.(md|yaml|txt)$/.test(e.name)) ? [path] : entries.filter((e) => e.isDirectory()).map((e) => join(path, e.name)).sort()
}
