import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'
import { specificationRows, tableText } from '../test/vc/spec-table.ts'

/** npm run verifier-table: writes docs/verifier-table.md. */
writeFileSync(join(ROOT, 'docs/verifier-table.md'), tableText(await specificationRows()))
