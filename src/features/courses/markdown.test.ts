import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkMarkdown, isSafeLink, renderMarkdown } from './markdown.ts'

const html = (body: string) => renderMarkdown(body, (path) => (path === 'a.png' ? '/content/x' : null), 'Tabla:').html
const mistakes = (body: string, above = 0) => {
  const found: string[] = []
  checkMarkdown(body, (line, message) => found.push(`${line}: ${message}`), above)
  return found
}

test('raw HTML in a lesson is shown as text and never runs', () => {
  const out = html('Hola <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) `<b>`')
  assert.ok(!/<script|<img|javascript:|<b>/i.test(out), out)
  assert.ok(out.includes('&#60;script&#62;'))
})

test('links go to http(s) or stay relative', () => {
  for (const good of ['https://gob.pe', 'http://x.pe/a', '#s2', 'otra', '../x']) assert.ok(isSafeLink(good), good)
  for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:1', 'data:text/html,x', '//evil.example', 'mailto:a@b.c', 'java\tscript:x', 'vbscript:x']) assert.ok(!isSafeLink(bad), bad)
})

test('what an author got wrong is named with its line', () => {
  assert.deepEqual(mistakes('# Uno\n\nTexto\ncon [enlace](javascript:x)\n\n- a\n- b ![](http://x/y.png)\n', 10), [
    '11: a heading with one # is the page’s own; begin with ##',
    '14: link to "javascript:x": only http(s) or a relative address',
    '17: picture "http://x/y.png": only a png, jpg or webp in the course’s folder',
    '17: picture "http://x/y.png" needs words for those who do not see it',
  ])
  assert.deepEqual(mistakes('| a |\n|---|\n| [x](data:y) |\n'), ['3: link to "data:y": only http(s) or a relative address'])
  assert.deepEqual(mistakes('![una hoja](a.png) [gob](https://gob.pe)'), [])
})

test('sections are numbered, so that they are the same in both languages', () => {
  const { html: out, sections } = renderMarkdown('## Uno\n\ntexto\n\n### Dentro\n\n## Dos & *tres*', () => null, 'Tabla:')
  assert.deepEqual(sections.map((s) => s.id), ['s1', 's2'])
  assert.ok(out.includes('<h2 id="s2">Dos &amp; <em>tres</em></h2>'))
})

test('a known picture gets its address and its words', () => {
  assert.equal(html('![una "hoja"](a.png)').trim(), '<p><img src="/content/x" alt="una &#34;hoja&#34;" loading="lazy"></p>')
})
