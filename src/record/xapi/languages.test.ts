import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage, rangesOf } from './languages.ts'

const CASES: readonly [header: string | undefined, tags: readonly string[], chosen: string | undefined, why: string][] = [
  ['en-GB', ['en-US', 'en-GB'], 'en-GB', 'the very tag'],
  ['EN-gb', ['en-US', 'en-GB'], 'en-GB', 'capitals say nothing'],
  ['en', ['es', 'en-US'], 'en-US', 'a range is the beginning of a tag'],
  ['en', ['en-US', 'en'], 'en', 'the tag itself before one that goes on'],
  ['e', ['es', 'en'], 'es', 'a range ends where a part ends'],
  ['es;q=0.3, qu;q=0.9', ['es', 'qu'], 'qu', 'the quality decides, not the order'],
  ['qu, es', ['es', 'qu'], 'qu', 'the order decides where the quality is the same'],
  ['en-GB, es', ['en-US', 'es'], 'es', 'what is asked for before what is near'],
  ['es-PE', ['en', 'es'], 'es', 'cut short: who reads es-PE reads es'],
  ['zh-Hant-TW', ['zh-Hans', 'zh-Hant', 'en'], 'zh-Hant', 'cut short part by part'],
  ['es-PE', ['en', 'es-MX'], 'es-MX', 'cut short, then the beginning of a tag'],
  ['en;q=0, *', ['en', 'es'], 'es', 'q=0 refuses, * is every other'],
  ['en-US;q=0, en', ['en-US', 'en-AU'], 'en-AU', 'the longest range speaks for a tag'],
  ['en;q=0.5, en-GB', ['en-US', 'en-GB'], 'en-GB', 'the longest range gives the quality'],
  ['*;q=0.1, fr', ['es', 'fr'], 'fr', '* comes after what is named'],
  ['de', ['es', 'en'], 'es', 'nothing fits: the first'],
  ['es;q=0', ['es', 'en'], 'en', 'nothing fits: the first that is not refused'],
  ['es;q=0', ['es'], 'es', 'one is always given'],
  [undefined, ['en', 'es'], 'en', 'no header: the first'],
  ['', ['en', 'es'], 'en', 'an empty header: the first'],
  [';;q=,en;q=7,qu;q=0.1234,es', ['en', 'qu', 'es'], 'es', 'what cannot be read is left out'],
  ['es', [], undefined, 'no language at all'],
]

for (const [header, tags, chosen, why] of CASES) {
  test(`Accept-Language "${header ?? 'none'}" of ${tags.join(' and ') || 'nothing'}: ${why}`, () => {
    assert.equal(chooseLanguage(tags, rangesOf(header)), chosen)
  })
}
