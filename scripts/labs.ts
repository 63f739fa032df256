import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { readDraft } from '../src/features/labs/author/draft.ts'
import { newLab, sealLab } from '../src/features/labs/author/new-lab.ts'
import { previewApp } from '../src/features/labs/author/preview.tsx'
import { labSchemaText } from '../src/features/labs/author/schema.ts'
import { checkLab } from '../src/features/labs/check-lab.ts'
import { readLabs } from '../src/features/labs/load.ts'
import { TASKS } from '../src/features/labs/task-name.ts'
import { ROOT } from '../src/lib/root.ts'
import { build } from './build.mjs'
import { freeze } from './labs/freeze.ts'
import { recompute } from './labs/recompute.ts'
import { ensureSandbox } from './install.mjs'

const USAGE = `usage: npm run labs -- check [labs/<id> …] [--learners 500]    proves that a lab is fair; exits 1 if one figure fails
       npm run labs -- new <id> --task <${TASKS.join('|')}> [--csv file.csv [--target column]]
       npm run labs -- seal labs/<id>                           writes rows and SHA-256 of the data files into lab.yaml
       npm run labs -- preview labs/<id> [--port 8090]          shows the lab on http://127.0.0.1:8090 while it is written
       npm run labs -- recompute <grades.jsonl or its address>  cooks every grade of a section again: /p/<programme>/labs/<section>/grades.jsonl
       npm run labs -- freeze                                   keeps the present engine in engines/, before ENGINE rises
       npm run labs -- schema                                   writes docs/labs/lab.schema.json
New labs are made in --in <folder> when it is given, else here.`

const { positionals: [command, ...named], values } = parseArgs({
  allowPositionals: true,
  options: { learners: { type: 'string' }, task: { type: 'string' }, csv: { type: 'string' }, target: { type: 'string' }, port: { type: 'string' }, in: { type: 'string' } },
})
const commands: Record<string, () => void | Promise<void>> = { check, new: make, seal, preview, schema, recompute: recomputeFile, freeze: freezeEngine }
const run = commands[command ?? '']
if (run) await said(run)
else refuse(USAGE)

/** What an author got wrong is a sentence, not a stack. */
async function said(what: () => void | Promise<void>): Promise<void> {
  try {
    await what()
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error), 1)
  }
}

function refuse(sentence: string, code = 2): void {
  console.error(sentence)
  process.exitCode = code
}

function make(): void {
  const task = TASKS.find((t) => t === values.task)
  const [id] = named
  if (!task || !id) return refuse(USAGE)
  const csv = values.csv ? { bytes: readFileSync(values.csv), target: values.target ?? null } : undefined
  const into = resolve(values.in ?? ROOT)
  const told = newLab(ROOT, into, { id, task, ...(csv ? { csv } : {}) })
  const folder = relative(process.cwd(), join(into, 'labs', id))
  for (const line of [...told, `${folder} is made.`, `Next: npm run labs -- preview ${folder}, and write ${folder}/lab.yaml; docs/labs/guide.md leads through it.`]) console.log(line)
}

function seal(): void {
  if (named.length !== 1) return refuse(USAGE)
  for (const line of sealLab(resolve(named[0]!))) console.log(line)
}

function schema(): void {
  writeFileSync(join(ROOT, 'docs/labs/lab.schema.json'), labSchemaText())
  console.log('docs/labs/lab.schema.json is written')
}

async function preview(): Promise<void> {
  const folder = named[0] ? resolve(named[0]) : ''
  if (!existsSync(join(folder, 'lab.yaml'))) return refuse(named[0] ? `there is no ${named[0]}/lab.yaml` : USAGE)
  ensureSandbox()
  await build()
  const port = Number(values.port ?? 8090)
  serve({ fetch: previewApp(folder).fetch, hostname: '127.0.0.1', port }, () => console.log(`http://127.0.0.1:${port} shows ${named[0]!}; Ctrl+C ends it`))
}

async function check(): Promise<void> {
  const learners = Number(values.learners ?? 500) || 500
  for (const folder of named) for (const { en } of readDraft(resolve(folder)).mistakes) refuse(`${folder}: ${en}`, 1)
  if (process.exitCode === 1) return
  await build()
  const root = named[0] ? dirname(dirname(resolve(named[0]))) : ROOT
  const labs = readLabs(root)
  const chosen = named.length > 0 ? named.map((f) => labs.get(basename(resolve(f))) ?? `no lab at ${f}`) : [...labs.values()]
  let failed = 0
  let met = 0
  for (const lab of chosen) {
    if (typeof lab === 'string') {
      console.error(lab)
      failed += 1
      continue
    }
    console.log(`${lab.id}, version ${lab.version}: item | figure | target | met`)
    for await (const figure of checkLab(lab, learners)) {
      console.log(`${figure.item} | ${figure.figure} | ${figure.target} | ${figure.met ? 'yes' : 'NO'}`)
      if (figure.met) met += 1
      else failed += 1
    }
  }
  console.log(`${met} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

async function recomputeFile(): Promise<void> {
  const [file] = named
  if (!file) return refuse(USAGE)
  await build()
  const text = /^https?:/.test(file) ? await (await fetch(file)).text() : readFileSync(file, 'utf8')
  const { same, held, wrong } = await recompute(text, readLabs(ROOT), (done) => { if (done % 100 === 0) console.log(`${done} cooked`) })
  for (const line of wrong) console.log(line)
  console.log(`${same} grades come out the same, ${wrong.length} do not`)
  if (held > 0) console.log(`${held} labs of few persons are held back`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

async function freezeEngine(): Promise<void> {
  console.log(`${await freeze(join(ROOT, 'engines'))} is written: commit it, then raise ENGINE`)
}
