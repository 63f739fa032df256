import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/lib/root.ts'

/** A programme of its own for signatures: a rule in force changes everything else. */
export const SIGNED = 'firmas'
/** Places of every section: no command here is about a full one. */
const CAPACITY = 20_000

export const callId = (n: number): string => `fresca-${n}`

/** A copy of the repository's content with roomy sections, `fresh` calls that nobody published and as many unsigned rule versions. */
export function contentWith(fresh: number): string {
  const contentDir = mkdtempSync(join(tmpdir(), 'yachay-commands-'))
  for (const folder of ['programmes', 'courses', 'labs']) cpSync(join(ROOT, folder), join(contentDir, folder), { recursive: true })
  const calls = join(contentDir, 'programmes/piloto/calls')
  const open = readFileSync(join(calls, 'abierta-1.yaml'), 'utf8').replaceAll(/^( *capacity|places): \d+$/gm, `$1: ${CAPACITY}`)
  writeFileSync(join(calls, 'abierta-1.yaml'), open)
  for (let n = 1; n <= fresh; n++) {
    // Its own id, and sections of its own: those of all calls of a programme share one list.
    const call = open.replace(/^id: .*$/m, `id: ${callId(n)}`).replaceAll(/^( *- id: .*)-1$/gm, `$1-${n + 1}`)
    writeFileSync(join(calls, `${callId(n)}.yaml`), call)
  }
  const [from, to] = [join(ROOT, 'programmes/piloto'), join(contentDir, 'programmes', SIGNED)]
  mkdirSync(to)
  for (const file of ['programme.yaml', 'rule-v1.es.md', 'rule-v1.en.md']) {
    writeFileSync(join(to, file), readFileSync(join(from, file), 'utf8').replace(/^id: piloto$/m, `id: ${SIGNED}`))
  }
  const rule = readFileSync(join(from, 'rule-v1.yaml'), 'utf8').replace(/^programme: piloto$/m, `programme: ${SIGNED}`)
  for (let n = 1; n <= fresh; n++) writeFileSync(join(to, `rule-v${n}.yaml`), rule.replace(/^version: v1$/m, `version: v${n}`))
  return contentDir
}
