import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { before, test } from 'node:test'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { instancesCsv, meanCost } from '../../../../engine/policies.ts'
import { sandboxForm } from '../../sandbox/form.ts'
import type { Walls } from '../../sandbox/sandbox.ts'
import type { Limits } from '../../sandbox/walls.ts'
import { counted } from './grade.ts'
import { POLICY_LIMITS, runPolicy } from './policy-run.ts'
import { POLICY_ATTACKS } from './program-attacks.ts'

const FILES = [instancesCsv('port', 'attacks public', 3), instancesCsv('port', 'attacks hidden', 6)]
const SHORT: Limits = { ...POLICY_LIMITS, wallMs: 60_000, cpuSeconds: 5 }

let walls: Walls
let firstCome: number
before(async () => {
  ensureSandbox()
  const form = await sandboxForm()
  if (form.kind === 'refused') throw new Error(form.why.en)
  walls = form.walls
  firstCome = (await cost('const decide = (s) => s.espera')).cost!
})

/** What a program costs in the hidden weeks, or how it ended. */
async function cost(source: string): Promise<{ cost: number | null; came: string }> {
  const run = await runPolicy(walls, 'port', { source, files: FILES }, SHORT)
  if (run.kind === 'failed') return { cost: null, came: run.why }
  const costs = await counted(FILES, run.files)
  return costs ? { cost: meanCost(costs[1]!), came: 'nothing gained' } : { cost: null, came: 'answers' }
}

test('an honest program earns what its rule earns', async () => {
  const good = await cost('const decide = ({ suyo, peso }) => 5 * suyo + peso')
  assert.ok(good.cost! < firstCome)
})

for (const { name, source, may } of POLICY_ATTACKS) {
  test(`a program that ${name} gains nothing, and the server goes on`, async () => {
    const began = performance.now()
    const found = await cost(source)
    assert.ok((may as readonly string[]).includes(found.came), `came out as ${found.came}`)
    if (found.cost !== null) assert.equal(found.cost, firstCome, 'no more and no less than its honest part earns')
    assert.ok(performance.now() - began < 2 * SHORT.wallMs, 'it was stopped')
  })
}

test('nothing of an attack is left running, and the next honest program is answered', async () => {
  const left = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes('/app/policy.child.mjs'))
  assert.deepEqual(left, [])
  assert.equal((await cost('const decide = (s) => s.espera')).cost, firstCome)
})
