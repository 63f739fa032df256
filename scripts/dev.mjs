// Starts the server as a child and starts it again after a change.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'

const FOLDERS = ['src', 'programmes', 'courses', 'labs']
/** Editors write a file in several steps. */
const QUIET_MS = 200

export async function dev() {
  let child = null
  let timer = null
  let ending = false
  const start = () => {
    child = spawn(process.execPath, ['scripts/start.mjs'], { stdio: 'inherit', env: process.env })
    child.once('exit', () => { child = null })
  }
  const stop = async () => {
    if (!child) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await gone
  }
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      await stop()
      if (!ending) start()
    }, QUIET_MS)
  }
  start()
  for (const folder of FOLDERS.filter((f) => existsSync(f))) watch(folder, { recursive: true }, changed)
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        ending = true
        void stop().then(done)
      })
    }
  })
}
