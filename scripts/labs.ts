import { basename, dirname, resolve } from 'node:path'
import { checkLab } from '../src/features/labs/check-lab.ts'
import { readLabs } from '../src/features/labs/load.ts'
import { ROOT } from '../src/lib/root.ts'
import { build } from './build.mjs'

// npm run labs -- check labs/uva-vino [--learners 500]
// Prints item | figure | target | met for one lab, or for every lab when none is named; exits 1 if one figure fails.
const [command, ...rest] = process.argv.slice(2)
const folders = rest.filter((a, i) => !a.startsWith('--') && rest[i - 1] !== '--learners')
const learners = Number(rest[rest.indexOf('--learners') + 1] ?? 500) || 500

if (command !== 'check') {
  console.error('usage: npm run labs -- check [labs/<id>] [--learners 500]')
  process.exitCode = 2
} else {
  await build()
  await check()
}

async function check(): Promise<void> {
  const root = folders[0] ? dirname(dirname(resolve(folders[0]))) : ROOT
  const labs = readLabs(root)
  const chosen = folders.length > 0 ? folders.map((f) => labs.get(basename(resolve(f))) ?? `no lab at ${f}`) : [...labs.values()]
  let failed = 0
  let met = 0
  for (const lab of chosen) {
    if (typeof lab === 'string') {
      console.error(lab)
      failed += 1
      continue
    }
    console.log(`${lab.id}, version ${lab.version}: item | figure | target | met`)
    for await (const figure of checkLab(lab, learners)) {
      console.log(`${figure.item} | ${figure.figure} | ${figure.target} | ${figure.met ? 'yes' : 'NO'}`)
      if (figure.met) met += 1
      else failed += 1
    }
  }
  console.log(`${met} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
