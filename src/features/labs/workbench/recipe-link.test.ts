import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '../../../engine/recipe.ts'
import { ROOT } from '../../../lib/root.ts'
import { outOfBounds } from '../bounds.ts'
import type { Lab } from '../lab.ts'
import { Steps, inOrder } from '../lab-steps.ts'
import { readLabs } from '../load.ts'
import { fitsShape } from '../shape.ts'
import { labView } from '../view.ts'
import { linkOf, readLink } from './recipe-link.ts'

const labs = readLabs(ROOT)
const page = { origin: 'https://yachay.pe', pathname: '/take/abc/es/labs/x' }
const viewOf = (lab: Lab) => labView(lab, 'es', 'ab'.repeat(16), { dataUrl: '', trainUrl: '', postUrl: '/learn/1/labs/x' })
const link = (raw: unknown): string => `#r=${Buffer.from(JSON.stringify(raw)).toString('base64url')}`
const read = (lab: Lab, steps: unknown) => readLink(viewOf(lab), link([lab.id, steps]))

test('a recipe of every lab goes through a link and comes out as it was; the link holds neither seed nor own labels', () => {
  for (const lab of labs.values()) {
    const url = new URL(linkOf(viewOf(lab), lab.reference, page))
    assert.equal(url.pathname, `/labs/${lab.id}`)
    assert.doesNotMatch(Buffer.from(url.hash.slice(3), 'base64url').toString(), /abab|seed/)
    const stripped = (lab.reference as readonly Step[]).filter((s) => s.block !== 'labels')
    assert.deepEqual(readLink(viewOf(lab), url.hash), { steps: stripped }, lab.id)
  }
  const [wine] = [labs.get('uva-vino')!]
  const labels = [{ block: 'labels', given: [[3, 1]] }, ...wine.reference] as Step[]
  assert.deepEqual(readLink(viewOf(wine), new URL(linkOf(viewOf(wine), labels, page)).hash), { steps: wine.reference })
  assert.equal(new URL(linkOf({ lab: 'x', postUrl: '' }, wine.reference, page)).pathname, page.pathname, 'from a page of everybody’s: that page')
})

test('what is cut short, of another lab, beyond the bounds, closed or in a wrong order is refused in words', () => {
  const coffee = labs.get('cafe-taza')!
  const refused = (steps: unknown) => { const offer = read(coffee, steps); return 'refused' in offer ? offer.refused : 'used' }
  assert.match(refused([{ block: 'ridge', penalty: 1e6 }]), /«Freno» debe estar entre 0 y 100000/)
  assert.match(refused([{ block: 'scale', by: 'standard' }, { block: 'ridge', penalty: 1 }]), /no tiene/)
  assert.match(refused([{ block: 'neighbours', k: 5 }]), /no tiene/)
  assert.match(refused([{ block: 'ridge', penalty: 1 }, { block: 'mean' }]), /no tiene/)
  for (const wrong of [[{ block: 'ridge' }], [{ block: 'ridge', penalty: '1' }], [{ block: 'tree', depth: 2.5, leaf: 3 }], [{ block: 'mean', extra: 1 }], ['mean'], [null], [{ block: 'constructor' }], [{ block: '__proto__' }]]) {
    assert.match(refused(wrong), /no tiene/, JSON.stringify(wrong))
  }
  assert.match(refused([]), /receta completa/)
  assert.match(refused(Array(9).fill({ block: 'mean' })), /receta completa/)
  const shop = labs.get('bodega-demanda')!
  const columns = viewOf(shop).columns!.map((c) => c.id)
  const choosing = (names: string[]) => read(shop, [{ block: 'columns', names }, { block: 'ridge', penalty: shop.task === 'numbers' ? shop.blocks.ridge!.penalty.start : 0 }])
  assert.ok('steps' in choosing([columns[0]!, columns[2]!]))
  for (const names of [[columns[2]!, columns[0]!], [columns[0]!, columns[0]!], ['elsewhere']]) assert.ok('refused' in choosing(names), String(names))
  assert.deepEqual(readLink(viewOf(coffee), link(['uva-vino', coffee.reference])), { refused: 'Esta receta es de otro laboratorio.' })
  for (const broken of ['#r=', '#r=%%', '#r=AAAA', `#r=${'A'.repeat(9000)}`, '#x', link({ a: 1 }), link(['cafe-taza', 'steps'])]) {
    assert.deepEqual(readLink(viewOf(coffee), broken), { refused: 'Este enlace no trae una receta completa. Pide que te lo manden otra vez.' }, broken.slice(0, 30))
  }
})

test('2,000 mutated recipes: the phone uses none that the server’s schema, bounds or order refuse', () => {
  let seed = 1
  const random = (n: number): number => { seed = (seed * 16807) % 2147483647; return seed % n }
  const odd = [null, true, -1, 0, 1, 2.5, 1e9, 1e308, '', 'x', 'standard', [], [1], {}, 'ridge', 'tree']
  const all = [...labs.values()]
  let used = 0
  for (let i = 0; i < 2000; i += 1) {
    const lab = all[random(all.length)]!
    const steps = JSON.parse(JSON.stringify([lab.reference, lab.starter, lab.baseline][random(3)])) as Record<string, unknown>[]
    const step = steps[random(steps.length)]!
    const keys = Object.keys(step)
    const what = random(5)
    if (what === 0) step[keys[random(keys.length)]!] = odd[random(odd.length)]
    else if (what === 1) step[`k${random(3)}`] = odd[random(odd.length)]
    else if (what === 2) delete step[keys[random(keys.length)]!]
    else if (what === 3) steps.push(steps[random(steps.length)]!)
    const offer = read(lab, steps)
    if ('refused' in offer) continue
    used += 1
    const checked = Steps.safeParse(offer.steps)
    assert.ok(checked.success && outOfBounds(lab.blocks, checked.data) === null && inOrder(lab.task, checked.data), JSON.stringify(steps))
  }
  assert.ok(used > 200, `${used} used`)
})

test('a keyword of the schema that the phone does not know fits nothing', () => {
  assert.equal(fitsShape({ type: 'array', uniqueItems: true }, [1, 2]), false)
  assert.equal(fitsShape({ type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'integer' } }, [1]), true)
})
