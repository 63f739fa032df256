import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseKey } from '../src/lib/tlog/note.ts'
import { audit } from './audit/audit.ts'
import { auditProof } from './audit/proof.ts'
import { placesOf } from './audit/source.ts'

// docs/audit.md says what each step looks at. Ends with 0 when everything fits, 1 when something does not, 2 when it could not look.
const USAGE = `usage: npm run audit -- <https://…/p/<programme>, or a folder with its files>
         [--cut 2026-10 | 2026-10.2] [--rule v1] [--key "<key of the log>"] [--witness "<key of a witness>" …] [--evidence <file>] [--folder ./audit]
       npm run audit -- --proof <file> [--key "<key of the log>"] [--witness "<key of a witness>" …] [--folder ./audit]`

const text = { type: 'string' } as const

async function main(): Promise<number> {
  const { positionals: [where], values } = parseArgs({
    allowPositionals: true, options: { key: text, witness: { ...text, multiple: true }, evidence: text, folder: text, cut: text, rule: text, proof: text },
  })
  const wrong = [values.key ?? [], values.witness ?? []].flat().find((one) => parseKey(one) === null)
  if (wrong !== undefined) throw new Error(`"${wrong}" is not a key: copy it whole, from <name>+ to the last letter.`)
  const asked = {
    key: values.key ? parseKey(values.key) : null, witnesses: (values.witness ?? []).flatMap((one) => parseKey(one) ?? []),
    memory: values.folder ?? 'audit', say: (line: string) => console.log(line),
  }
  if (values.proof !== undefined) return auditProof(readFileSync(values.proof, 'utf8'), asked) ? 0 : 1
  if (!where) throw new Error(USAGE)
  return await audit(placesOf(where), { ...asked, evidence: values.evidence ?? null, cut: values.cut ?? null, rule: values.rule ?? null }) ? 0 : 1
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
