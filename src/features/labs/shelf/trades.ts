import type { Text } from '../../../lib/text.ts'

/** The trades of DOMAIN.md 6 that a lab may be of, in the order of the shelf. */
export const TRADES = ['commerce', 'textile', 'coffee', 'grape', 'fishing', 'mining', 'port', 'rail', 'energy', 'public-service', 'media', 'software', 'other'] as const
export type Trade = (typeof TRADES)[number]

export const TRADE: Readonly<Record<Trade, Text>> = {
  commerce: { es: 'Comercio', en: 'Commerce' },
  textile: { es: 'Textil', en: 'Textiles' },
  coffee: { es: 'Café', en: 'Coffee' },
  grape: { es: 'Uva y vino', en: 'Grapes and wine' },
  fishing: { es: 'Pesca', en: 'Fishing' },
  mining: { es: 'Minería', en: 'Mining' },
  port: { es: 'Puerto y logística', en: 'Port and logistics' },
  rail: { es: 'Tren urbano', en: 'Urban rail' },
  energy: { es: 'Energía', en: 'Energy' },
  'public-service': { es: 'Servicio público', en: 'Public service' },
  media: { es: 'Medios', en: 'Media' },
  software: { es: 'Programación', en: 'Programming' },
  other: { es: 'Otros oficios', en: 'Other trades' },
}

/** Beginnings of words in which people tell their line of business, without accents. */
const SAID: Readonly<Partial<Record<Trade, RegExp>>> = {
  textile: /\b(textil|confeccion|costur|sastr|ropa|prenda|tejid|tejed|tela|bordad|modist|polo)/,
  coffee: /\b(cafe|cafetal|caficult|cacao)/,
  grape: /\b(uva|vino|vinedo|vitivin|pisco|arandano|agroexport)/,
  fishing: /\b(pesc|pesq|anchov|marisc|acuicult|ceviche)/,
  mining: /\b(mina|mineri|minero|minera)/,
  port: /\b(puerto|naviera|logistic|aduana|almacen|transport|flete|carga|courier)/,
  rail: /\b(tren|ferrocarril|metro de|ferrov)/,
  energy: /\b(energi|electric|solar|panel)/,
  'public-service': /\b(municip|gobierno|estado|ministerio|tramite)/,
  media: /\b(prensa|periodi|radio|comunicacion|publicidad|imprenta|redes sociales)/,
  software: /\b(software|programa|sistemas|informatic|desarrollo web|computo)/,
  commerce: /\b(bodega|tienda|comerci|mercado|venta|vende|minimarket|abarrote|puesto|ferreteria|libreria|farmacia|botica|restaurante|panaderia)/,
}

/** The trade that somebody's own words about her firm tell, or null. A shop that sells cloth is of textiles: commerce is what is nothing else. */
export function tradeIn(line: string): Trade | null {
  const plain = line.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const said = TRADES.filter((trade) => SAID[trade]?.test(plain))
  return said.find((trade) => trade !== 'commerce') ?? said[0] ?? null
}

/** As they stand on the shelf: by trade, the easiest first. */
export function inOrder<L extends { readonly trade: Trade; readonly level: number }>(labs: readonly L[]): L[] {
  return labs.toSorted((a, b) => TRADES.indexOf(a.trade) - TRADES.indexOf(b.trade) || a.level - b.level)
}
