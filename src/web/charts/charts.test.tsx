import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from 'preact-render-to-string'
import { Funnel } from './funnel.tsx'
import { HeatMap } from './heat.tsx'
import { LineChart } from './line.tsx'
import { TileMap, type Tile } from './map.tsx'

const points = [{ day: '2026-01-31', value: 100 }, { day: '2026-02-28', value: 400 }]
const CODES = Array.from({ length: 25 }, (_, i) => String(i + 1).padStart(2, '0'))
const tiles = CODES.map((code, i): Tile => ({ code, short: `D${code}`, name: `Departamento ${code}`, value: i % 5 === 0 ? null : i * 10 }))

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a line says how far and how far it should be; without an end date it asks for no pace and says why', () => {
  const paced = render(<LineChart id="k2" title="Avance" points={points} target={20_000} due="2026-12-31" lang="es" />)
  assert.match(paced, /aria-label="El 28\/02\/2026 se llegó a 400 de 20,000\. Para cumplir el 31\/12\/2026, a esa fecha tocaban 1,768\."/)
  assert.match(paced, /chart-pace/)
  const free = render(<LineChart id="k2" title="Avance" points={points} target={20_000} due={null} lang="es" />)
  assert.doesNotMatch(free, /chart-pace/)
  assert.match(text(free), /no tiene fecha límite publicada/)
  assert.match(render(<LineChart id="k2" title="Avance" points={[]} target={1} due={null} lang="en" />), /nothing to draw/)
})

test('a step that cannot be said is no zero, and gives no rate', () => {
  const html = render(<Funnel id="k3" title="Camino" lang="es" steps={[{ name: 'Postuló', value: 200 }, { name: 'Apta', value: null }, { name: 'Matriculada', value: 150 }, { name: 'Activa', value: 75 }]} />)
  assert.match(text(html), /Apta no se puede decir –/)
  assert.match(text(html), /Activa 75 50\s?%/)
  assert.equal(html.match(/chart-bar/g)?.length, 3)
})

test('the map has a tile for each of 24 departments and Callao, no two in one place, and tells hidden from zero', () => {
  const html = render(<TileMap id="map" title="Mapa" tiles={tiles} lang="es" />)
  const places = [...html.matchAll(/<rect x="(\d+)" y="(\d+)"/g)].map((m) => `${m[1]} ${m[2]}`)
  assert.equal(new Set(places).size, 25)
  assert.equal(html.match(/tile-cross/g)?.length, 5)
  assert.match(text(html), /Departamento 01 no se muestra/)
  assert.match(text(html), /Departamento 25 240/)
})

test('every chart has its figures in a table, one name each, and nothing that the strict policy refuses', () => {
  const html = [
    render(<LineChart id="a" title="A" points={points} target={900} due={null} lang="en" />),
    render(<TileMap id="b" title="B" tiles={tiles} lang="en" />),
    render(<HeatMap id="c" title="C" columns={['First unit', 'Half']} rows={[{ name: 'Noche 1', cells: [0.5, null] }]} lang="en" />),
    render(<Funnel id="d" title="D" steps={[{ name: 'Sent', value: 1 }]} lang="en" />),
  ]
  for (const one of html) {
    assert.match(one, /<figcaption>.*role="img" aria-label="[^"]{5,}".*<table>/s)
    assert.doesNotMatch(one, /style=|<script|onclick|href=/)
  }
  assert.match(text(html[2]!), /Noche 1 50% –/)
})
