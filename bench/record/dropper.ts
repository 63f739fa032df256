import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { said } from '../started.ts'

/** Reference (b) in a process of its own: a plain HTTP server that parses and validates statements as ours does, and stores nothing. */
export async function startDropper(): Promise<{ port: number; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('drop.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(/\d+/.exec(await said(child, /port \d+/))?.[0])
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
    },
  }
}
