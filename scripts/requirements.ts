import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'
import { asMarkdown, figure } from '../test/lrs/requirements/table.ts'

// node scripts/run.mjs scripts/requirements.ts   writes docs/xapi-requirements.md from test/lrs/requirements
writeFileSync(join(ROOT, 'docs/xapi-requirements.md'), asMarkdown())
console.log(`requirements shown by a test: ${figure()}`)
