import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { conformance } from '../../../test/lrs/conformance/speaking.ts'
import { checkStatement } from '../validation/statement.ts'
import { inLists } from './context-lists.ts'

const { both } = conformance()
const activity = { id: 'https://example.pe/cursos/uva' }
const sub = { actor: { mbox: 'mailto:ana@example.pe' }, verb: { id: 'https://example.pe/v' }, object: activity }

function listed(text: string): string {
  const made = inLists(text, { start: 0, end: text.length }, checkStatement(JSON.parse(text), '1.0.3'))
  return made.text.slice(made.span.start, made.span.end)
}

test('brackets are put around what came alone, and nothing else changes', () => {
  const head = '{ "actor":{"mbox":"mailto:ana@example.pe"},"verb":{"id":"https://example.pe/v"}, "object":'
  const context = '{"contextActivities" : { "parent" : {"id":"https://example.pe/\\u00f1"} , "other":[{"id":"https://example.pe/b"}],"grouping":{"id":"https://example.pe/c"}}}'
  const wanted = '{"contextActivities" : { "parent" :[ {"id":"https://example.pe/\\u00f1"} ], "other":[{"id":"https://example.pe/b"}],"grouping":[{"id":"https://example.pe/c"}]}}'
  const [plain, same] = [`${head}{"id":"https://example.pe/a"},"context":${context}, "result":{"score":{"raw":1.0}} }`, `${head}{"id":"https://example.pe/a"} }`]
  assert.equal(listed(plain), plain.replace(context, wanted))
  assert.equal(listed(same), same)
  const nested = (inner: string, outer: string) => `${head}{"objectType":"SubStatement",${head.slice(1)}{"id":"https://example.pe/a"},"context":${inner}},"context":${outer}}`
  assert.equal(listed(nested(context, context)), nested(wanted, wanted))
  assert.equal(listed(nested(context, '{}')), nested(wanted, '{}'))
})

both('a context activity that came alone is told in a list, in a sub-statement too; sent again it is the same', async (lrs) => {
  const context = { contextActivities: { parent: activity, category: [activity] } }
  const id = randomUUID()
  const one = { ...sub, id, object: { objectType: 'SubStatement', ...sub, context }, context }
  await lrs.post({ ...sub, id: randomUUID() }, one)
  const listsOnly = { contextActivities: { parent: [activity], category: [activity] } }
  for (const format of ['exact', 'ids', undefined]) {
    const told = (await lrs.expect(200, 'GET', 'statements', { query: { statementId: id, format } })).json<typeof one>()
    assert.deepEqual([told.context, told.object.context], [listsOnly, listsOnly])
  }
  await lrs.post(one)
  await lrs.post({ ...one, context: listsOnly })
  await lrs.expect(409, 'POST', 'statements', { body: { ...one, context: { contextActivities: { parent: [activity, activity] } } } })
})

both('an object that has one name twice is refused at any depth, and a time of another form keeps its moment', async (lrs) => {
  const text = JSON.stringify({ ...sub, id: randomUUID(), result: { extensions: { 'https://example.pe/x': { a: 1 } } } })
  await lrs.expect(400, 'POST', 'statements', { body: text.replace('{"a":1}', '{"a":1,"\\u0061":2}') })
  await lrs.expect(400, 'POST', 'statements', { body: text.replace('"verb":', '"verb":{"id":"https://example.pe/w"},"verb":') })
  await lrs.expect(200, 'POST', 'statements', { body: text })
  const [id] = await lrs.post({ ...sub, timestamp: '20260301T100000,5-05' })
  const { rows } = await lrs.house.pool.query<{ happened: Date }>('select happened from statement where id = $1', [id])
  assert.equal(rows[0]?.happened.toISOString(), '2026-03-01T15:00:00.500Z')
})
