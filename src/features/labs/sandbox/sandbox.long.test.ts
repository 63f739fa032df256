import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ensureSandbox } from '../../../../scripts/install.mjs'
import { ATTACKS, FULL_ATTACKS, HONEST } from './attacks.ts'
import { runCode, type CodeRun, type CodeWork } from './code-run.ts'
import { sandboxForm } from './form.ts'
import type { Walls } from './sandbox.ts'
import type { Runtime } from './python-run.ts'
import { LIMITS, type Limits } from './walls.ts'

/** Rows of one number below 100; classes are its thirds, learnt from every third number. */
const numbers = Array.from({ length: 99 }, (_, n) => n)
const labelOf = (n: number): number => Math.floor(n / 33)
const learnt = numbers.filter((n) => n % 3 === 0)
const asked = numbers.filter((n) => n % 3 === 1)
const hidden = numbers.filter((n) => n % 3 === 2)
const work = (source: string, runtime: Runtime = 'micropython'): CodeWork => ({
  source, runtime, learn: { X: learnt.map((n) => [n]), y: learnt.map(labelOf) }, practice: asked.map((n) => [n]), hidden: hidden.map((n) => [n]), classes: 3, seed: 7,
})
/** The full Python takes three seconds of processor to come up. */
const SHORT: Readonly<Record<Runtime, Limits>> = { micropython: { ...LIMITS, wallMs: 60_000, cpuSeconds: 6 }, pyodide: { ...LIMITS, wallMs: 90_000, cpuSeconds: 24 } }
const NEAREST = `def entrenar(X, y): return [(x[0], c) for x, c in zip(X, y)]
def predecir(m, X): return [min(m, key=lambda p: abs(p[0] - x[0]))[1] for x in X]
`

let walls: Walls
before(async () => {
  ensureSandbox()
  const form = await sandboxForm()
  if (form.kind === 'refused') throw new Error(form.why.en)
  walls = form.walls
})

const right = (run: CodeRun): number => (run.kind === 'answered' ? run.hidden.filter((label, i) => label === labelOf(hidden[i]!)).length : 0)

test('an honest program is answered, practice in its own names and hidden rows in their own order', async () => {
  const run = await runCode(walls, work(NEAREST))
  assert.ok(run.kind === 'answered')
  assert.deepEqual(run.practice, asked.map(labelOf))
  assert.deepEqual(run.hidden, hidden.map((n) => (n === 98 ? 2 : labelOf(n + 1))), 'the nearest number learnt is the next one')
})

test('a program that never looks at the labels it is given gains nothing by those it carries', async () => {
  const carried = `T = {${hidden.concat(asked).map((n) => `${n}: ${labelOf(n)}`).join(', ')}}
def entrenar(X, y): return None
def predecir(m, X): return [T[x[0]] for x in X]
`
  const run = await runCode(walls, work(carried))
  assert.ok(run.kind === 'answered')
  assert.deepEqual(run.practice, asked.map(labelOf), 'on its own rows it looks perfect')
  assert.equal(right(run), 0)
})

test('one hand-in leaves nothing for the next: what was written, named or begun is gone', async () => {
  const remembering = `try:
    import kept
except ImportError:
    kept = None
if kept: raise ValueError('kept')
${NEAREST}`
  for (const _ of [1, 2]) assert.equal(right(await runCode(walls, work(remembering))), hidden.length - 2)
})

for (const runtime of ['micropython', 'pyodide'] as const) {
  for (const { name, source, may } of runtime === 'pyodide' ? [...ATTACKS, ...FULL_ATTACKS] : ATTACKS) {
    test(`a program in ${runtime} that ${name} gains nothing, and the server goes on`, async () => {
      const began = performance.now()
      const run = await runCode(walls, work(source, runtime), SHORT[runtime])
      const found = run.kind === 'failed' ? run.why : 'nothing gained'
      assert.ok((may as readonly string[]).includes(found), `came out as ${found}: ${JSON.stringify(run).slice(0, 200)}`)
      if (run.kind === 'answered') assert.ok(right(run) <= right(await runCode(walls, work(HONEST, runtime))), 'no more than its own honest part earns')
      assert.ok(performance.now() - began < 2 * SHORT[runtime].wallMs, 'it was stopped')
    })
  }
}

test('nothing of an attack is left running, and the next honest program is answered', async () => {
  const { spawnSync } = await import('node:child_process')
  const left = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => /\/app\/(full-)?python\.child\.mjs/.test(line))
  assert.deepEqual(left, [])
  for (const runtime of ['micropython', 'pyodide'] as const) assert.equal(right(await runCode(walls, work(NEAREST, runtime))), hidden.length - 2)
})
