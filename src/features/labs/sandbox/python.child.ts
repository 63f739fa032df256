import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { PYTHON_HEAP, runPython, type MicroPython, type PythonJob } from './python-run.ts'

/** Where sandbox.ts puts the interpreter. */
const MICROPYTHON = '/app/micropython.mjs'

/**
 * The one program in the sandbox: reads a job from standard input, runs it, writes one line of JSON. Learners' code runs in this
 * very process and may do all that it may do, write that line too: the walls are around it (sandbox.ts), and the parent
 * believes nothing but answers, whoever wrote them.
 */
async function main(): Promise<unknown> {
  // The parent wrote it from checked values.
  const job = JSON.parse(readFileSync(0, 'utf8')) as PythonJob | { readonly look: readonly string[] }
  if ('look' in job) return seen(job.look)
  const { loadMicroPython } = await import(MICROPYTHON) as { loadMicroPython: (options: object) => Promise<MicroPython> }
  const nowhere = (): void => undefined
  return runPython(await loadMicroPython({ heapsize: PYTHON_HEAP, linebuffer: false, stdout: nowhere, stderr: nowhere }), job)
}

/** What can be seen from here: for the trial at start (form.ts), which asks for files that must not be there. */
function seen(paths: readonly string[]): object {
  return {
    uid: process.getuid?.(), pid: process.pid, env: Object.keys(process.env).length,
    readable: paths.filter(canRead), writable: writableIn(['/', '/app', '/tmp', '/dev', '/dev/shm']), networks: Object.keys(networkInterfaces()),
  }
}

function canRead(path: string): boolean {
  try {
    readdirSync(path)
    return true
  } catch {
    try {
      readFileSync(path)
      return true
    } catch {
      return false
    }
  }
}

function writableIn(folders: readonly string[]): string[] {
  return folders.filter((folder) => {
    try {
      writeFileSync(`${folder}/trial`, '')
      return true
    } catch {
      return false
    }
  })
}

writeFileSync(1, JSON.stringify(await main()) + '\n')
