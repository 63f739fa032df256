import { asset, fileBytes } from '../../../../web/assets.ts'
import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { CodeLabContent } from './file.ts'
import type { FullPython } from './full-python-kept.ts'
import type { CodeSettings } from './rows.ts'

export interface CodeView extends AnyView, ReturnType<typeof codeView> {
  readonly settings: CodeSettings
  readonly pass: { readonly right: number; readonly of: number }
}

const SCRIPT = 'train-code-full.js'
const WASM = 'pyodide.asm.wasm'
const LIBRARY = 'python_stdlib.zip'

export function codeView({ data, sentences: s }: Pick<CodeLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    /** Where Python is fetched from, once. */
    pythonUrl: asset('micropython.wasm'),
    /** What of the small one is downloaded at the first run, in bytes. */
    smallBytes: fileBytes('train-code.js').wire + fileBytes('micropython.wasm').wire,
    full: fullPython(),
    classes: data.classes.map((c) => t(c)), picture: data.picture,
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal) },
  }
}

function fullPython(): FullPython {
  const file = (name: string) => ({ name: asset(name).slice('/assets/'.length), bytes: fileBytes(name).unpacked })
  return { script: file(SCRIPT), wasm: file(WASM), library: file(LIBRARY), wire: [SCRIPT, WASM, LIBRARY].reduce((sum, name) => sum + fileBytes(name).wire, 0) }
}
