import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadQuickJS, openProgram, ProgramStopped, type Trouble } from './program-run.ts'
import { policyCargo } from './walls.ts'

const file = readFileSync(policyCargo()[1]![1])
const WASM = file.buffer.slice(file.byteOffset, file.byteOffset + file.length)

/** What a program says for a = 1, 2, … and b = 2, or what stopped it; each time a QuickJS of its own. */
async function asked(source: string, times = 1): Promise<number[] | Trouble> {
  const quickjs = await loadQuickJS(WASM)
  try {
    const program = openProgram(quickjs, source, ['a', 'b'])
    const found = Array.from({ length: times }, (_, i) => program.decide([i + 1, 2]))
    program.close()
    return found
  } catch (error) {
    if (error instanceof ProgramStopped) return error.trouble
    throw error
  }
}
const decide = (body: string): string => `function decide(s) { ${body} }`
const stopped = async (source: string): Promise<string> => {
  const found = await asked(source)
  return Array.isArray(found) ? `answered ${found.join()}` : `${found.stage} ${found.error}`
}

test('a program answers by numbers, however it writes its function, and may remember within one world', async () => {
  assert.deepEqual(await asked(decide('return s.a * 10 + s.b'), 3), [12, 22, 32])
  assert.deepEqual(await asked('const decide = ({ a }) => a / 4'), [0.25])
  assert.deepEqual(await asked(`let n = 0; ${decide('n += s.a; return n')}`, 4), [1, 3, 6, 10])
})

test('what went wrong is told with the line of her source', async () => {
  assert.deepEqual(await asked('function decide(s) {\n  return s.c.d\n}'), { stage: 'decide', error: 'TypeError', message: "cannot read property 'd' of undefined", line: 2 })
  const broken = await asked('const x = 1\nfunction (')
  assert.ok(!Array.isArray(broken) && broken.error === 'SyntaxError' && broken.line === 2)
  assert.equal(await stopped('const x = 1'), 'functions Missing')
})

test('only a finite number is an answer: no getter, no conversion and no object of hers runs or comes out', async () => {
  for (const value of ['NaN', '1 / 0', '"5"', '({})', '[1]', 'undefined', 'null', '5n', 'true', 'Symbol()', 'new Number(5)', '({ valueOf() { return 5 } })', '({ get x() { for (;;) {} } })', '() => 5', 'Promise.resolve(5)']) {
    assert.equal(await stopped(decide(`return ${value}`)), 'answer Answer', value)
  }
})

test('a program without end or bounds is stopped by counting, and nothing of it can be caught', async () => {
  for (const body of ['for (;;) {}', 'try { for (;;) {} } finally { return 1 }', 'return /(a+)+b/.test("a".repeat(40))', 'throw { get stack() { for (;;) {} } }']) {
    assert.match(await stopped(decide(body)), /^decide (Spent|InternalError)$/, body)
  }
  assert.equal(await stopped('Object.defineProperty(globalThis, "decide", { get() { for (;;) {} } })'), 'functions Spent')
  for (const body of ['return "x".repeat(2 ** 29).length', 'return decide(s) + 1', 'return JSON.parse("[".repeat(1e6))', 'return eval("(" + "[".repeat(1e5))', 'let a = []; for (let i = 0; i < 1e5; i += 1) a = [a]; return a.toString()', 'return new RegExp("(".repeat(9e4))']) {
    assert.match(await stopped(decide(body)), /^decide (InternalError|SyntaxError|Stack)$/, body)
  }
})

test('there is no clock, no chance, no host and no way to the numbers but the ones given', async () => {
  for (const name of ['Date', 'Proxy', 'Float64Array', 'ArrayBuffer', 'DataView', 'WeakRef', 'Atomics', 'SharedArrayBuffer', 'process', 'require', 'fetch', 'performance', 'console', 'setTimeout', 'WebAssembly', 'postMessage', 'std', 'os', 'scriptArgs']) {
    assert.equal(await stopped(decide(`return typeof ${name} === "undefined" ? 1 : 0`)), 'answered 1', name)
  }
  assert.equal(await stopped(decide('return Math.random()')), 'decide TypeError')
  assert.equal(await stopped(decide('return ({}).constructor.constructor("return globalThis")().process ? 1 : 0')), 'answered 0')
  assert.equal(await stopped(`Object.defineProperty(Object.prototype, "a", { set() { throw 1 }, get() { return 99 } }); ${decide('return s.a')}`), 'answered 1')
  assert.equal(await stopped(`Function.prototype.call = Function.prototype.apply = Array.prototype.map = null; ${decide('return s.a')}`), 'answered 1')
  assert.equal(await stopped(decide('import("fs").then((fs) => { throw fs }); (async () => { for (;;) await 0 })(); return 2')), 'answered 2', 'what is promised never comes')
  assert.equal(await stopped(`import fs from "fs"; ${decide('return 1')}`), 'source SyntaxError')
})

test('a fresh machine knows nothing of the one before, and Math is QuickJS’s own, not the host’s', async () => {
  const quickjs = await loadQuickJS(WASM)
  const source = `globalThis.n = (globalThis.n ?? 0) + 1; Object.prototype.kept = (Object.prototype.kept ?? 0) + 1; ${decide('return n + s.kept')}`
  for (const _ of [1, 2, 3]) {
    const program = openProgram(quickjs, source, ['a'])
    assert.equal(program.decide([1]), 2)
    program.close()
  }
  // Were a function of Math brought in from outside, the module would have to name it: its imports are the few of its memory, clock and files.
  assert.ok(WebAssembly.Module.imports(new WebAssembly.Module(WASM)).length <= 20)
  const own = Math.sin
  Math.sin = () => 7
  try {
    assert.deepEqual(await asked(decide('return Math.sin(0)')), [0])
  } finally {
    Math.sin = own
  }
})
