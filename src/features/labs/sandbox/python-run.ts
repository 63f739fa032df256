/** Which Python: the small one, or the full one for recipes that say so. */
export type Runtime = 'micropython' | 'pyodide'

/** What a learner's Python is given and asked: the same on her device and in the sandbox, in the same order. */
export interface PythonJob {
  readonly source: string
  /** Rows of whole numbers and their labels, to learn from. */
  readonly learn: { readonly X: readonly (readonly number[])[]; readonly y: readonly number[] }
  /** Rows without labels; each list is asked in one call, in this order. */
  readonly ask: readonly (readonly (readonly number[])[])[]
  /** Labels are 0 … classes - 1. */
  readonly classes: number
  /** 0 … 2^24 - 1: what Python's `random` starts from. */
  readonly seed: number
}

/** Where it stopped: in the source as a whole, in one of the two functions, or at what they gave back. */
export type PythonStage = 'source' | 'functions' | 'train' | 'predict' | 'answers'

export type PythonOutcome =
  | { readonly kind: 'answered'; readonly answers: readonly (readonly number[])[] }
  | { readonly kind: 'failed'; readonly stage: PythonStage; readonly error: string; readonly message: string; readonly line: number | null }

/** What `loadMicroPython` gives, as far as we use it; full-python.ts brings Pyodide to the same shape. */
export interface MicroPython {
  readonly runPython: (code: string) => unknown
  readonly globals: { readonly get: (name: string) => unknown; readonly set: (name: string, value: unknown) => void }
}

/** Bytes of the interpreter's own memory: 960 rows of 64 numbers take 0.4 MB of it, a remembered copy as floats 2. */
export const PYTHON_HEAP = 24 * 1_048_576

// Python's part. It checks what the functions give back, so that the learner reads a sentence and not a stack of ours.
const READ = `import json as _t_json, random as _t_random
_t_job = _t_json.loads(_t_text)
del _t_text
_t_random.seed(_t_job['seed'])`
const FUNCTIONS = `if not callable(globals().get('entrenar')): raise NameError('entrenar')
if not callable(globals().get('predecir')): raise NameError('predecir')`
const TRAIN = `_t_model = entrenar(_t_job['X'], _t_job['y'])`
const PREDICT = `_t_found = predecir(_t_model, _t_job['ask'].pop(0))`
const ANSWERS = `_t_found = list(_t_found)
for _t_one in _t_found:
    if not isinstance(_t_one, int): raise TypeError(type(_t_one).__name__)
    if _t_one < 0 or _t_one >= _t_job['classes']: raise ValueError(str(_t_one)[:12])
_t_out = ','.join([str(int(_t_one)) for _t_one in _t_found])`

/**
 * Runs a learner's program: her source, `entrenar(X, y)`, then `predecir(modelo, X)` for each list asked. It does not limit
 * time, and what it answers is no more to be believed than the program: whoever calls it checks and limits.
 */
export function runPython(python: MicroPython, job: PythonJob): PythonOutcome {
  const { source, learn, ask, classes, seed } = job
  python.globals.set('_t_text', JSON.stringify({ X: learn.X, y: learn.y, ask, classes, seed }))
  python.runPython(READ)
  const parts: [PythonStage, string][] = [['source', source], ['functions', FUNCTIONS], ['train', TRAIN]]
  const answers: number[][] = []
  for (const [stage, code] of parts) {
    const failed = attempt(python, stage, code)
    if (failed) return failed
  }
  for (const rows of ask) {
    const failed = attempt(python, 'predict', PREDICT) ?? attempt(python, 'answers', ANSWERS)
    if (failed) return failed
    const found = String(python.globals.get('_t_out')).split(',').filter((text) => text !== '').map(Number)
    if (found.length !== rows.length) return { kind: 'failed', stage: 'answers', error: 'Length', message: `${found.length} ≠ ${rows.length}`, line: null }
    answers.push(found)
  }
  return { kind: 'answered', answers }
}

function attempt(python: MicroPython, stage: PythonStage, code: string): PythonOutcome | null {
  try {
    python.runPython(code)
    return null
  } catch (error) {
    return { kind: 'failed', stage, ...complaintOf(error, stage) }
  }
}

/** What went wrong, in Python's words, and the innermost line of the learner's source. The first frame is ours, except where her source itself ran. */
function complaintOf(error: unknown, stage: PythonStage): { error: string; message: string; line: number | null } {
  // Both throw a PythonError with `type` and the traceback as message; errors of JavaScript itself (no stack left) have no type.
  const text = error instanceof Error ? error.message : String(error)
  const type = error instanceof Error && 'type' in error && typeof error.type === 'string' ? error.type : error instanceof Error ? error.name : 'Error'
  const frames = [...text.matchAll(/File "<stdin>", line (\d+)/g)].slice(stage === 'source' ? 0 : 1)
  const line = frames.at(-1)?.[1]
  const said = text.trim().split('\n').at(-1) ?? ''
  return { error: type.slice(0, 40), message: said.replace(/^\w+: ?/, '').slice(0, 200), line: line === undefined ? null : Number(line) }
}
