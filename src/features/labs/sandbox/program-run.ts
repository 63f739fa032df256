import variant from '@jitl/quickjs-wasmfile-release-sync'
import { DefaultIntrinsics, newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle, type QuickJSSyncVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core'

/** Bytes that a program may have; of its stack, so few that QuickJS finds its end before a browser's own stack ends, which other browsers have elsewhere. */
const MEMORY = 16 * 1_048_576
const STACK = 32 * 1024
/**
 * How often QuickJS may ask whether to go on, in one world: it asks after every ten thousand calls and turns of a loop. Counted, never timed: what is
 * too much is too much on every machine.
 */
export const MOST_INTERRUPTS = 100

/** No clock and no dice, and nothing that tells one machine from another: of a NaN in a typed array one can read the bits, which differ. */
const INTRINSICS = { ...DefaultIntrinsics, Date: false, Proxy: false, TypedArrays: false }
const FILE = 'programa.js'

/** Where it stopped: in the source as a whole, for want of the function, inside it, or at what it gave back. */
export type ProgramStage = 'source' | 'functions' | 'decide' | 'answer'

export interface Trouble {
  readonly stage: ProgramStage
  /** The error's name in JavaScript, or `Spent`: too many steps; `InternalError`: too much memory, or too deep. */
  readonly error: string
  readonly message: string
  /** Of her source. */
  readonly line: number | null
}

/** A learner's program stopped: her trouble, not ours. */
export class ProgramStopped extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(`${trouble.stage}: ${trouble.error}`)
    this.trouble = trouble
  }
}

// Its types describe the CommonJS file, in which the variant lies one deeper.
const RELEASE = variant as unknown as QuickJSSyncVariant

/** QuickJS from the bytes of its WebAssembly. It would look for its file beside its script; it is told a name, and given the bytes. */
export function loadQuickJS(wasm: ArrayBuffer): Promise<QuickJSWASMModule> {
  return newQuickJSWASMModuleFromVariant(newVariant(RELEASE, { wasmBinary: wasm, wasmLocation: 'brought' }))
}

export interface Program {
  /** Her `decide` for one state: a finite number, or ProgramStopped. After that nothing of this QuickJS is used any more. */
  readonly decide: (state: readonly number[]) => number
  readonly close: () => void
}

/**
 * Starts a learner's program in a fresh virtual machine, and asks it with nothing but numbers: they become a new object with these names, inside. What
 * comes back is read only where it is a number: no getter, no conversion of hers runs on our side. Time is not limited here.
 */
export function openProgram(quickjs: QuickJSWASMModule, source: string, names: readonly string[]): Program {
  const runtime = quickjs.newRuntime()
  let spent = 0
  runtime.setMemoryLimit(MEMORY)
  runtime.setMaxStackSize(STACK)
  runtime.setInterruptHandler(() => (spent += 1) > MOST_INTERRUPTS)
  const vm = runtime.newContext({ intrinsics: INTRINSICS })
  const run = (stage: ProgramStage, work: () => ReturnType<QuickJSContext['evalCode']>): QuickJSHandle => attempt(vm, stage, work, () => spent > MOST_INTERRUPTS)
  const asks = run('source', () => vm.evalCode(askerOf(names), 'yachay', { type: 'global' }))
  run('source', () => vm.evalCode(source, FILE, { type: 'global' })).dispose()
  const hers = run('functions', () => vm.evalCode('typeof decide === "function" ? decide : undefined', 'yachay', { type: 'global' }))
  if (vm.typeof(hers) !== 'function') throw new ProgramStopped({ stage: 'functions', error: 'Missing', message: 'decide', line: null })
  const ask = run('functions', () => vm.callFunction(asks, vm.undefined, hers))
  hers.dispose()
  asks.dispose()
  const decide = (state: readonly number[]): number => {
    const numbers = state.map((value) => vm.newNumber(value))
    const found = run('decide', () => vm.callFunction(ask, vm.undefined, ...numbers))
    for (const handle of numbers) handle.dispose()
    const kind = vm.typeof(found)
    const value = kind === 'number' ? vm.getNumber(found) : Number.NaN
    found.dispose()
    if (!Number.isFinite(value)) throw new ProgramStopped({ stage: 'answer', error: 'Answer', message: kind === 'number' ? String(value) : kind, line: null })
    return value
  }
  return { decide, close: () => guarded('decide', () => { ask.dispose(); vm.dispose(); runtime.dispose() }) }
}

/** Runs before her source, so that nothing of hers is called by it: an object written out calls no setter. */
function askerOf(names: readonly string[]): string {
  const all = names.map((name) => `${name}: ${name}`).join(', ')
  return `delete Math.random; (decide) => (${names.join(', ')}) => decide({ ${all} })`
}

function attempt(vm: QuickJSContext, stage: ProgramStage, work: () => ReturnType<QuickJSContext['evalCode']>, isSpent: () => boolean): QuickJSHandle {
  const result = guarded(stage, work)
  if (!result.error) return result.value
  const trouble = guarded(stage, () => complaintOf(vm, stage, result.error))
  throw new ProgramStopped(isSpent() ? { ...trouble, error: 'Spent', message: '' } : trouble)
}

/** Where the machine's own stack or WebAssembly itself gives up, what happened is her program's doing too. */
function guarded<T>(stage: ProgramStage, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ProgramStopped) throw error
    throw new ProgramStopped({ stage, error: 'InternalError', message: '', line: null })
  }
}

/** What went wrong, in JavaScript's words, and the innermost line of her source. All of it may be invented: it is shown to her alone. */
function complaintOf(vm: QuickJSContext, stage: ProgramStage, error: QuickJSHandle): Trouble {
  const text = (name: string): string => {
    if (vm.typeof(error) !== 'object' || vm.sameValue(error, vm.null)) return ''
    const value = vm.getProp(error, name)
    return vm.typeof(value) === 'string' ? vm.getString(value) : ''
  }
  const line = Number(/programa\.js:(\d{1,4})/.exec(text('stack').slice(0, 4000))?.[1] ?? 0)
  return { stage, error: text('name').slice(0, 40) || 'Error', message: text('message').slice(0, 200), line: line >= 1 ? line : null }
}
