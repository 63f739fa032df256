import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../src/lib/root.ts'
import type { Outcome, ShowItem } from './show/item.ts'

// npm run show -- <name>   runs every item of an issue's "What must be shown"
//   --without-bench   leaves out what measures times
//   --after-tests     leaves out what npm test has just run: items whose test files are all short
//   --until=<time>    starts no item after that time (ISO) and says which it left out
// npm run show -- --list                     the names there are
const names = readdirSync(join(ROOT, 'scripts/show')).filter((f) => /^[a-z-]+\.ts$/.test(f) && f !== 'item.ts').map((f) => f.slice(0, -3)).sort()
const [name, ...flags] = process.argv.slice(2)

if (name === '--list') {
  console.log(names.join('\n'))
} else if (!name || !names.includes(name)) {
  console.error(`usage: npm run show -- <${names.join('|')}> [--without-bench]`)
  process.exitCode = 2
} else {
  const { items } = (await import(`./show/${name}.ts`)) as { items: readonly ShowItem[] }
  const until = Date.parse(flags.find((flag) => flag.startsWith('--until='))?.slice('--until='.length) ?? '9999-12-31')
  const tested = ({ files }: ShowItem): boolean => files !== undefined && files.every((file) => !file.includes('.long.test.'))
  await show(items.filter((item) => !(item.bench && flags.includes('--without-bench')) && !(flags.includes('--after-tests') && tested(item))), until)
}

async function show(items: readonly ShowItem[], until: number): Promise<void> {
  console.log('item | figure | target | met')
  let met = 0
  let ran = 0
  for (const item of items) {
    if (Date.now() > until) {
      console.log(`${item.item} | left out: no time | ${item.target} | -`)
      continue
    }
    ran += 1
    const outcome = await attempt(item)
    if (outcome.met) met += 1
    console.log(`${item.item} | ${outcome.figure} | ${item.target} | ${outcome.met ? 'yes' : 'NO'}`)
    if (!outcome.met && outcome.detail) console.log(outcome.detail)
  }
  // The plain closing line that CI counts.
  console.log(`${met} passed, ${ran - met} failed`)
  process.exitCode = met === ran ? 0 : 1
}

async function attempt(item: ShowItem): Promise<Outcome> {
  try {
    return await item.run()
  } catch (error) {
    return { figure: error instanceof Error ? error.message.split('\n')[0]! : String(error), met: false, detail: error instanceof Error ? error.stack : undefined }
  }
}
