// Bundled by peers.ts beside the libraries and run as a process of its own: node in-node.cjs <library>. One JSON request a line on
// standard input, one answer a line on file descriptor 3: libraries print what they like.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { oneRound } from './round.ts'

async function learnerOf(library) {
  if (library === 'ours') return (await import('./ours.ts')).prepare
  if (library === 'mljs') return (await import('./mljs.mjs')).prepare
  const { prepare, startTfjs } = await import('./tfjs.mjs')
  await startTfjs(library === 'tfjs wasm' ? 'wasm' : 'cpu', join(__dirname, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'))
  return prepare
}

async function main() {
  const prepare = learnerOf(process.argv[2])
  for await (const line of createInterface({ input: process.stdin })) {
    const { task, scale } = JSON.parse(line)
    const answer = await prepare.then((p) => oneRound(p, task, scale)).catch((error) => ({ error: String(error?.message ?? error) }))
    writeSync(3, `${JSON.stringify(answer)}\n`)
  }
}

void main()
