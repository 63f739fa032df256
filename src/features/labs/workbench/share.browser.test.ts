import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../test/lab-in-browser.ts'

let lab: LabInBrowser
before(async () => { lab = await openLab('cafe-taza') })
after(async () => { await lab.close() })

test('a recipe goes by link from one learner to another: never to the server, refused when it was tampered with', async () => {
  const ana = await lab.atLab({ width: 320, init: () => {
    const shared: string[] = []
    Object.defineProperty(globalThis, 'shared', { value: shared })
    Object.defineProperty(navigator, 'share', { value: async ({ url }: { url: string }) => { shared.push(url) } })
  } })
  await ana.page.getByRole('radio', { name: /^Árboles en fila/ }).check()
  await ana.page.getByRole('spinbutton', { name: 'Cuántos árboles' }).fill('77')
  await ana.page.getByRole('button', { name: 'Compartir, y más' }).click()
  await ana.page.getByRole('button', { name: 'Compartir mi receta' }).click()
  await ana.page.waitForFunction(() => (globalThis as unknown as { shared: string[] }).shared.length > 0)
  const url = await ana.page.evaluate(() => (globalThis as unknown as { shared: string[] }).shared[0]!)
  assert.equal(new URL(url).pathname, '/labs/cafe-taza')
  const beto = await lab.atLab({ width: 320 })
  const asked: string[] = []
  beto.page.on('request', (r) => asked.push(r.url()))
  await beto.page.goto(url)
  await beto.page.getByText('Te compartieron una receta:').waitFor()
  assert.match(beto.page.url(), /\/learn\/[0-9a-f-]+\/labs\/cafe-taza#r=/)
  assert.deepEqual(asked.filter((address) => address.includes('r=')), [])
  assert.deepEqual(await axeFindings(beto.page), [])
  assert.equal(await sidewaysScroll(beto.page), 0)
  await beto.context.setOffline(true)
  await beto.page.getByRole('button', { name: 'Usar esta receta' }).click()
  await beto.page.getByText('77 árboles en fila').first().waitFor()
  assert.equal(new URL(beto.page.url()).hash, '')
  await beto.page.evaluate((raw) => { location.hash = `r=${btoa(JSON.stringify(raw))}` }, ['cafe-taza', [{ block: 'ridge', penalty: 1e8 }]])
  await beto.page.getByText('«Freno» debe estar entre 0 y 100000').waitFor()
  await beto.page.getByRole('button', { name: 'Seguir con la mía' }).click()
  await beto.page.getByText('77 árboles en fila').first().waitFor()
  assert.deepEqual([...ana.errors, ...beto.errors], [])
  await ana.context.close()
  await beto.context.close()
})

test('without the phone’s own sharing the link is copied or shown, and a lab of no programme of hers is not found', async () => {
  const { page, context } = await lab.atLab({ init: () => { Object.defineProperty(navigator, 'clipboard', { value: undefined }) } })
  await page.getByRole('button', { name: 'Compartir, y más' }).click()
  await page.getByRole('button', { name: 'Compartir mi receta' }).click()
  await page.getByText(/Copia este enlace: http.*\/labs\/cafe-taza#r=/).waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  assert.equal((await page.goto(`${lab.origin}/labs/no-hay`))?.status(), 404)
  await context.close()
})
