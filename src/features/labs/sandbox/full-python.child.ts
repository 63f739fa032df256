import nodeCrypto from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { makeStill, openFullPython, type LoadPyodide } from './full-python.ts'
import { runPython, type PythonJob } from './python-run.ts'

/** Where sandbox.ts puts the interpreter. */
const PYODIDE = '/app/pyodide.mjs'

/** The same as python.child.ts, with the full Python. */
async function main(): Promise<unknown> {
  // The parent wrote it from checked values.
  const job = JSON.parse(readFileSync(0, 'utf8')) as PythonJob
  const { loadPyodide } = await import(PYODIDE) as { loadPyodide: LoadPyodide }
  const python = await openFullPython(loadPyodide, { indexURL: '/app/' }, () => undefined)
  Object.assign(nodeCrypto, { randomFillSync: makeStill(job.seed) })
  return runPython(python, job)
}

writeFileSync(1, JSON.stringify(await main()) + '\n')
