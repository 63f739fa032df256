import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import type { AnyView } from '../../view.ts'

let port: LabInBrowser
let rail: LabInBrowser
before(async () => {
  port = await openLab('puerto-atraque')
  rail = await openLab('tren-intervalos')
})
after(async () => {
  await port.close()
  await rail.close()
})

test('a learner watches a week at the port, predicts, sees her worst week beside the start, leaves first come for a search, hands in and passes', async () => {
  const { page, context, agent, errors } = await port.atLab()
  await page.getByRole('img', { name: /^Semana 1\. Los barcos esperan [\d,]+ horas en promedio; la cola llega a \d+ barcos\.$/ }).waitFor()
  await page.getByLabel('Semana', { exact: true }).selectOption('3')
  await page.getByRole('img', { name: /^Semana 3\./ }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Más o menos la tercera parte').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('deja esperando a cinco que acaban pronto').waitFor()
  await page.getByRole('heading', { name: 'Tu peor semana de práctica' }).waitFor()
  const order = await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-bar')
  })
  assert.ok(order, 'the worst week, then the bar')
  await page.getByRole('radio', { name: /^Búsqueda/ }).check()
  await page.getByRole('spinbutton', { name: 'Vueltas de búsqueda' }).fill('12')
  await page.getByRole('spinbutton', { name: 'Reglas por vuelta' }).fill('20')
  await page.getByLabel('En cuántos prueba').selectOption('20')
  await page.getByText('búsqueda: 12 vueltas de 20 reglas, cada una probada en 20').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Más o menos la tercera parte»').waitFor()
  await page.getByText(/Cada barco espera [\d,]+ horas, [\d,]+ horas menos que por orden de llegada\./).waitFor()
  await page.getByRole('img', { name: /^Con tu receta: [\d,]+\sh con peso\. Los barcos esperan/ }).waitFor()
  await page.getByRole('img', { name: /^El costo va de [\d,]+\sh con peso a [\d,]+\sh con peso\.$/ }).waitFor()
  await page.getByText('La regla que quedó').click()
  await page.getByRole('row', { name: /^Es su muelle \d(,\d+)?$/ }).waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await port.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  const [grade] = await readStatements(port.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'of')], [true, true, 800])
  assert.deepEqual(await axeFindings(page), [])
  assert.deepEqual(errors, [])
  await context.close()
})

test('on the line a learner sees trains bunch, sets a good rule by hand, waits less and passes without learning', async () => {
  const { page, context, errors } = await rail.atLab()
  await page.getByRole('img', { name: /^Día 1\. La gente espera \d+ s en promedio, y a un tren se le detiene 0 s por parada\.$/ }).waitFor()
  await page.getByText('Con la regla, o casi igual con las dos').click()
  await page.getByRole('radio', { name: /^Regla de detener/ }).check()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Buscas un intervalo que diez trenes no alcanzan').waitFor()
  await page.getByLabel('Intervalo buscado').selectOption('240')
  await page.getByLabel('Parte', { exact: true }).selectOption('0.6')
  await page.getByLabel('Máximo').selectOption('60')
  await page.getByText('detener: buscar 240 s, parte 0.6, máximo 60 s, atrás 0').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText(/En hora punta esperas [\d,]+ minutos, [\d,]+ minutos menos que sin detener trenes\./).waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await rail.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  assert.deepEqual(errors, [])
  await context.close()
})

test('time goes by film, by step and by the keyboard; who asked for less motion gets no film', async () => {
  const { page, context } = await port.atLab()
  const moment = () => page.getByRole('slider', { name: /Momento/ })
  const shown = () => page.locator('.lab-player strong').first().innerText()
  const end = await shown()
  await page.getByRole('button', { name: '− 6 h' }).click()
  assert.notEqual(await shown(), end)
  await moment().focus()
  await page.keyboard.press('Home')
  assert.equal(await shown(), 'Día 1, 0 h')
  await page.getByText('Nadie espera.').waitFor()
  await page.keyboard.press('ArrowRight')
  assert.equal(await shown(), 'Día 1, 2 h')
  await page.getByRole('button', { name: '+ 6 h' }).press('Enter')
  assert.equal(await shown(), 'Día 1, 8 h')
  await page.getByRole('button', { name: 'Reproducir' }).press('Space')
  await page.getByRole('button', { name: 'Pausa' }).waitFor()
  await page.waitForFunction(() => document.querySelector('.lab-player strong')!.textContent !== 'Día 1, 8 h')
  await page.getByRole('button', { name: 'Pausa' }).click()
  await page.getByRole('button', { name: 'Reproducir' }).waitFor()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await page.getByRole('button', { name: '+ 6 h' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Reproducir' }).count(), 0)
  await context.close()
})

test('every method gives in Chromium, in the worker, the digest of Node; a long search tells what it costs so far', async () => {
  const worth = { first: 0, heaviest: 1, shortest: 0, weight_time: 0, snug: 0.25, tide: 0, suited: 1 }
  const ofPort: Step[][] = [
    [{ block: 'first-come' }], [{ block: 'priority', ...worth }], [{ block: 'search', rounds: 20, population: 30, worlds: 40 }],
    [{ block: 'features', names: ['heaviest', 'suited'] }, { block: 'search', rounds: 3, population: 10, worlds: 3 }],
    [{ block: 'q-learning', episodes: 200, rate: 0.3, discount: 1, explore: 0.2 }],
  ]
  const ofRail: Step[][] = [
    [{ block: 'no-hold' }], [{ block: 'hold', planned: 240, share: 0.6, most: 60, lean: 0.25 }], [{ block: 'search', rounds: 3, population: 10, worlds: 3 }],
    [{ block: 'features', names: ['behind'] }, { block: 'search', rounds: 2, population: 10, worlds: 3 }], [{ block: 'q-learning', episodes: 20, rate: 0.3, discount: 0.5, explore: 0.2 }],
  ]
  for (const [lab, id, recipes] of [[port, 'puerto-atraque', ofPort], [rail, 'tren-intervalos', ofRail]] as const) {
    const at = await lab.atLab()
    const found = await inWorker(lab.house, at, id, recipes)
    for (const one of found) {
      assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
      assert.equal(doneOf(one).sameBits, true)
    }
    // Progress is told every quarter of a second: the port's search takes seconds, the line's may end before the first word.
    if (id === 'puerto-atraque') assert.ok(found[2]!.told >= 1)
    await at.context.close()
  }
})

test('the workbench of both worlds has no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
  for (const [lab, lang, better, method, go] of [
    [port, 'es', 'Más o menos la tercera parte', /^Búsqueda/, 'Entrenar'], [port, 'en', 'By about a third', /^Priority/, 'Train'],
    [rail, 'es', 'Con Q-learning, por mucho', /^Búsqueda/, 'Entrenar'], [rail, 'en', 'With Q-learning, by far', /^Q-learning/, 'Train'],
  ] as const) {
    const { page, context, errors } = await lab.atLab({ lang, width: 320 })
    await page.getByText(better).click()
    await page.getByRole('radio', { name: method }).check()
    for (const when of ['before', 'after']) {
      if (when === 'after') {
        await page.getByRole('button', { name: go, exact: true }).click()
        await page.locator('.lab-bar').waitFor()
      }
      assert.deepEqual(await axeFindings(page), [], `${lang}, ${when} training`)
      assert.equal(await sidewaysScroll(page), 0, `${lang}, ${when} training`)
    }
    assert.deepEqual(errors, [])
    await context.close()
  }
})

test('page, engine, workbench and weeks together stay within 60 KB on the wire', async (t) => {
  for (const lab of [port, rail]) {
    const { page, context } = await lab.atLab()
    await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
    await page.locator('.lab-player').first().waitFor()
    const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
    const view = await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as AnyView)
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name))
    let bytes = 0
    for (const address of new Set([page.url(), ...names, new URL(view.trainUrl, lab.origin).href])) {
      const { pathname, search } = new URL(address)
      const answer = await lab.house.request(pathname + search, { headers: { cookie, 'accept-encoding': 'br' } })
      bytes += (await answer.arrayBuffer()).byteLength
    }
    t.diagnostic(`${bytes} bytes`)
    assert.ok(bytes <= 60 * 1024, `${bytes} bytes`)
    await context.close()
  }
})
