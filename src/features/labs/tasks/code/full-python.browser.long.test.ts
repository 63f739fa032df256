import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'

let lab: LabInBrowser
before(async () => {
  ensureSandbox()
  lab = await openLab('python-digitos')
})
after(async () => { await lab.close() })

const SLOW = { timeout: 90_000 }
const FULL = /pyodide|python_stdlib|train-code-full/
const write = (page: Page, source: string) => page.getByLabel('Tu programa', { exact: true }).fill(source)
const run = (page: Page) => page.getByRole('button', { name: 'Correr' }).click()
const chosen = (page: Page) => page.getByText('Está guardado en este aparato')

async function predicted(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  await page.getByText('Acierta más y tarda más').click()
}

async function chooseFull(page: Page): Promise<void> {
  await page.getByLabel(/Python completo: descarga de \d,\d MB/).check()
  await page.getByRole('button', { name: /Descargar \d,\d MB/ }).click()
  await chosen(page).waitFor(SLOW)
}

/** Three neighbours; the first practice answers are what this machine says of time, chance and order. */
const STILL = `import heapq, math, os, random, time, uuid
from collections import Counter

def entrenar(X, y):
    return list(zip(X, y))

def predecir(modelo, X):
    found = [Counter(d for _, d in heapq.nsmallest(3, modelo, key=lambda e: math.dist(e[0], x))).most_common(1)[0][0] for x in X]
    chance = [int(time.time() * 1000), int(time.perf_counter() * 1000), time.localtime().tm_hour, time.localtime(0).tm_mday, random.Random().randrange(10), random.randrange(10), os.urandom(1)[0],
              uuid.uuid4().int, hash('abc'), len(repr(sorted({'a', 'b', ('c', 1)}, key=repr))), int(repr({'uno', 'dos', 'tres', 'cuatro'}).index('dos')), int(1e9 * math.sin(1e10))]
    return [c % 10 for c in chance] + found[len(chance):]
`

test('a learner downloads the full Python because she chose it, runs it without signal, hands in and passes with the answers of the server', async () => {
  const { page, context, agent, errors } = await lab.atLab({ width: 320 })
  const asked: string[] = []
  context.on('request', (request) => { if (FULL.test(request.url())) asked.push(request.url()) })
  await predicted(page)
  await run(page)
  await page.getByText('Da una etiqueta por fila').waitFor(SLOW)
  await page.getByLabel(/Python completo: descarga de \d,\d MB/).check()
  await page.getByText('Mientras no lo descargues').waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(await axeFindings(page), [])
  assert.deepEqual(asked, [], 'nothing of it before she taps on its download')
  await chooseFull(page)
  assert.equal(new Set(asked).size, 3)
  await page.reload()
  await chosen(page).waitFor(SLOW)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  asked.length = 0
  await context.setOffline(true)
  await write(page, STILL)
  await run(page)
  await page.getByRole('button', { name: 'Entregar este programa' }).waitFor(SLOW)
  await context.setOffline(false)
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Entregar este programa' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('imágenes que nadie vio lee bien').waitFor(SLOW)
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.equal(readExt(grade!.statement, 'digestMatch'), true, 'Node answers as Chromium, of time and chance too')
  assert.equal(grade!.statement.result?.success, true)
  assert.deepEqual(errors, [])
  await context.close()
})

test('a download can be cancelled and taken up again; what it kept can be removed; errors name her line', async () => {
  const { page, context } = await lab.atLab({
    init: () => {
      const real = globalThis.fetch
      // A slow line: what is downloaded last comes only when nothing holds it.
      globalThis.fetch = (address, options) => (String(address).includes('python_stdlib') && !sessionStorage.getItem('go')
        ? new Promise((_, no) => { options?.signal?.addEventListener('abort', () => no(new Error('cancelled'))) }) : real(address, options))
    },
  })
  await predicted(page)
  await page.getByLabel(/Python completo/).check()
  await page.getByRole('button', { name: /Descargar/ }).click()
  await page.getByText(/Descargando: 5\d %/).waitFor(SLOW)
  await page.getByRole('button', { name: 'Cancelar la descarga' }).click()
  await page.getByText('Mientras no lo descargues').waitFor()
  await page.evaluate(() => { sessionStorage.setItem('go', '1') })
  await chooseFull(page)
  await write(page, 'import statistics\ndef entrenar(X, y):\n    total = 0\n    return X[5000]\n\ndef predecir(modelo, X):\n    return []\n')
  await run(page)
  await page.getByText('En la línea 4: pides un lugar que la lista no tiene').waitFor(SLOW)
  await page.getByRole('button', { name: 'Quitarlo de este aparato' }).click()
  await page.getByText('Quitarlo de este aparato').waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(async () => (await caches.keys()).includes('full-python')), false)
  assert.equal(await page.getByLabel(/Python pequeño/).isChecked(), true)
  await context.close()
})

test('a program in the full Python reaches no address, no store and no other page of ours', async () => {
  const { page, context } = await lab.atLab()
  await predicted(page)
  await chooseFull(page)
  const names = ['fetch', 'XMLHttpRequest', 'WebSocket', 'importScripts', 'indexedDB', 'caches', 'BroadcastChannel', 'Worker', 'navigator', 'postMessage', 'EventSource', 'process']
  await write(page, `import js, os, pyodide_js
from pyodide.code import run_js
def tried(name, what):
    try:
        print(name, 'DONE', what())
    except BaseException as e:
        print(name, 'stopped', type(e).__name__)
def address():
    import urllib.request
    return urllib.request.urlopen('${lab.origin}/')
def entrenar(X, y):
    for name in ${JSON.stringify(names)}:
        print(name, getattr(js, name, None))
    tried('text', lambda: run_js('1'))
    tried('constructor', lambda: js.Object.constructor('return 1')())
    tried('address', address)
    tried('socket', lambda: __import__('socket').create_connection(('127.0.0.1', 80)))
    tried('shell', lambda: __import__('subprocess').run(['id']))
    tried('folder', lambda: os.listdir('/home'))
    tried('node', lambda: pyodide_js.mountNodeFS('/host', '/'))
    tried('micropip', lambda: __import__('micropip'))
def predecir(m, X):
    return [0 for x in X]
`)
  await run(page)
  await page.getByText('Lo que imprimió tu programa').waitFor(SLOW)
  const said = await page.locator('details:has-text("Lo que imprimió") pre').textContent() ?? ''
  for (const name of names) assert.match(said, new RegExp(`${name} (None|undefined|<undefined>|jsnull)`), said)
  for (const name of ['text', 'constructor', 'address', 'socket', 'shell', 'node', 'micropip']) assert.match(said, new RegExp(`${name} stopped`), said)
  assert.match(said, /folder DONE \['web_user'\]/, 'its own files, not those of the device')
  const policy = await page.evaluate(async () => {
    const { full } = JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as { full: { script: { name: string } } }
    return (await fetch(`/assets/${full.script.name}`)).headers.get('content-security-policy')
  })
  assert.equal(policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", 'from what is kept too')
  await context.close()
})
