import { spawn } from 'node:child_process'
import { ROOT } from '../../src/lib/root.ts'

export interface Outcome {
  readonly figure: string
  readonly met: boolean
  /** Printed below the row when the item is missed. */
  readonly detail?: string | undefined
}

export interface ShowItem {
  readonly item: string
  readonly target: string
  /** Left out with --without-bench: what measures times, or takes a machine for itself for a quarter of an hour. */
  readonly bench?: boolean
  /** Test files that npm test has run already when they are no *.long.test.ts: left out with --after-tests. */
  readonly files?: readonly string[]
  readonly run: () => Promise<Outcome>
}

/** An item that test files prove: met when all pass and at least `least` tests ran. */
export function provedBy(item: string, files: readonly string[], least: number): ShowItem {
  return {
    item, files, target: `>= ${least} tests, all pass`,
    run: async () => {
      const { output, code } = await command(['scripts/test.mjs', ...files])
      const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
      return { figure: `${passed ?? 0} passed, ${failed ?? '?'} failed`, met: code === 0 && Number(passed) >= least && failed === '0', detail: output.slice(-4000) }
    },
  }
}

/** An item that a command proves by its exit code; `figure` finds what to print in its output. */
export function provedByCommand(item: string, target: string, args: readonly string[], figure: (output: string) => string, bench = false): ShowItem {
  return {
    item, target, bench,
    run: async () => {
      const { output, code } = await command(args)
      return { figure: figure(output), met: code === 0, detail: output.slice(-4000) }
    },
  }
}

/** Runs node with `args` from the project root; output and errors together. */
export function command(args: readonly string[]): Promise<{ output: string; code: number }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer): void => { output += chunk.toString() }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ output, code: code ?? 1 }))
  })
}
