import { build } from './build.mjs'
import { writeTable } from './lab-table/write.ts'

// npm run lab-table                         measures every lab and writes docs/labs/README.md
// npm run lab-table -- uva-vino cafe-taza   measures these and only prints
await build()
process.exitCode = await writeTable(process.argv.slice(2)) ? 0 : 1
