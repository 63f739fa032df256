import { parseArgs } from 'node:util'
import { parseKey } from '../src/lib/tlog/note.ts'
import { audit } from './audit/audit.ts'
import { sourceOf } from './audit/source.ts'

// npm run audit -- <address of a log, or a folder with its files> [--key "<key of the log>"] [--witness "<key>" …] [--evidence <file>] [--folder ./audit]
// Ends with 0 when everything fits, 1 when something does not, 2 when it could not look.
const { positionals: [where], values } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, witness: { type: 'string', multiple: true }, evidence: { type: 'string' }, folder: { type: 'string' } },
})
const keys = [values.key ?? [], values.witness ?? []].flat()
const wrong = keys.find((text) => parseKey(text) === null)

if (!where || wrong !== undefined) {
  console.error(wrong === undefined
    ? 'usage: npm run audit -- <https://…/p/<programme>/log, or a folder> [--key "<key of the log>"] [--witness "<key of a witness>" …] [--evidence <file>] [--folder ./audit]'
    : `"${wrong}" is not a key: copy it whole, from <name>+ to the last letter.`)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await audit(sourceOf(where), {
      where: where.replace(/\/+$/, ''),
      key: values.key ? parseKey(values.key) : null, witnesses: (values.witness ?? []).flatMap((text) => parseKey(text) ?? []),
      evidence: values.evidence ?? null, memory: values.folder ?? 'audit', say: (line) => console.log(line),
    }) ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}
