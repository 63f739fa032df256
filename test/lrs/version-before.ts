import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/lib/root.ts'

/** The last commit of the version before: without other programs' keys, partitions and terms. */
export const BEFORE = '8b5908e'

export interface Version {
  readonly root: string
  readonly remove: () => void
}

/** The version before in a folder of its own, out of this clone's history; an Error that says so where the history was cut off. */
export function versionBefore(): Version {
  if (spawnSync('git', ['cat-file', '-e', `${BEFORE}^{commit}`], { cwd: ROOT }).status !== 0) {
    throw new Error(`Commit ${BEFORE}, the version before, is not in this clone (a shallow one?): git fetch --unshallow brings it.`)
  }
  const root = mkdtempSync(join(tmpdir(), 'yachay-before-'))
  const archive = execFileSync('git', ['archive', BEFORE], { cwd: ROOT, maxBuffer: 2 ** 30 })
  execFileSync('tar', ['-x', '-C', root], { input: archive })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  // Packages were only added since: with our list it does not set out to install them anew, into our folder.
  copyFileSync(join(ROOT, 'package-lock.json'), join(root, 'package-lock.json'))
  copyFileSync(join(ROOT, 'test/lrs/acts-beside.ts'), join(root, 'test/acts-beside.ts'))
  execFileSync('sed', ['-i', "s#'../../src/#'../src/#; s#'\\.\\./acting#'./acting#; s#'\\.\\./histories#'./histories#", join(root, 'test/acts-beside.ts')])
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}
