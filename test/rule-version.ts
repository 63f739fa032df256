import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A later version of piloto's rule in a copy of the content, from a day's enrolments on: the first one with a change, and a sentence of its own. */
export function writeRuleVersion(folder: string, n: number, from: string | null, change: (yaml: string) => string): void {
  const dir = join(folder, 'programmes/piloto')
  let yaml = change(readFileSync(join(dir, 'rule-v1.yaml'), 'utf8').replace(/^version: v1$/m, `version: v${n}`))
  for (const lang of ['es', 'en'] as const) {
    const text = readFileSync(join(dir, `rule-v1.${lang}.md`), 'utf8') + (lang === 'es' ? '\nAhora se piden 600 minutos.\n' : '\n600 minutes are asked now.\n')
    writeFileSync(join(dir, `rule-v${n}.${lang}.md`), text)
    yaml = yaml.replace(new RegExp(`file: rule-v1.${lang}.md\n    sha256: [0-9a-f]+`), `file: rule-v${n}.${lang}.md\n    sha256: ${createHash('sha256').update(text).digest('hex')}`)
  }
  writeFileSync(join(dir, `rule-v${n}.yaml`), yaml + (from === null ? '' : `from: ${from}\n`))
}
