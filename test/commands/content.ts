import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../src/lib/root.ts'

/** A programme of its own for signatures: a rule in force changes everything else. */
export const SIGNED = 'firmas'
/** Places of every section: no command here is about a full one. */
const CAPACITY = 20_000

export const callId = (n: number): string => `fresca-${n}`
/** A call that points decide. */
export const SCORED = 'puntaje-1'
/** Calls that closed in February 2026, before the clock of the tests. */
export const closedId = (n: number): string => `cerrada-${n}`

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
    const closed = call.replace(/^id: .*$/m, `id: ${closedId(n)}`).replace(/^closes: .*$/m, 'closes: 2026-02-20T23:59:59-05:00').replaceAll(/^( *- id: )/gm, '$1cerrada-')
    writeFileSync(join(calls, `${closedId(n)}.yaml`), closed)
  }
  const byPoints = open.replace(/^id: .*$/m, `id: ${SCORED}`).replaceAll(/^( *- id: )/gm, '$1puntaje-')
    .replace('  kind: lottery\n', '  kind: score\n  criteria: [{id: motivo, title: {es: Motivo, en: Motive}, levels: [{points: 0, text: {es: No, en: No}}, {points: 5, text: {es: Sí, en: Yes}}]}]\n')
  writeFileSync(join(calls, `${SCORED}.yaml`), byPoints)
  const [from, to] = [join(ROOT, 'programmes/piloto'), join(contentDir, 'programmes', SIGNED)]
  mkdirSync(to)
  for (const file of ['programme.yaml', 'rule-v1.es.md', 'rule-v1.en.md']) {
    writeFileSync(join(to, file), readFileSync(join(from, file), 'utf8').replace(/^id: piloto$/m, `id: ${SIGNED}`))
  }
  const rule = readFileSync(join(from, 'rule-v1.yaml'), 'utf8').replace(/^programme: piloto$/m, `programme: ${SIGNED}`)
  for (let n = 1; n <= fresh; n++) writeFileSync(join(to, `rule-v${n}.yaml`), rule.replace(/^version: v1$/m, `version: v${n}`))
  return contentDir
}
