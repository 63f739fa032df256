import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { conformance } from './speaking.ts'

const { both } = conformance()

both('text that is not UTF-8 is refused, and nothing of it is stored', async (lrs) => {
  const id = randomUUID()
  const text = JSON.stringify({ id, actor: { mbox: 'mailto:rosa@example.org', name: 'ROSA' }, verb: { id: 'https://example.org/verbs/saw' }, object: { id: 'https://example.org/a' } })
  // A lone byte of a two-byte letter, as an old program on Latin-1 sends it.
  const broken = Buffer.from(text.replace('ROSA', 'Ros\u00e1'), 'latin1')
  const refused = await lrs.expect(400, 'POST', 'statements', { body: broken })
  assert.match(refused.text, /UTF-8/)
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: id } })
  await lrs.expect(200, 'POST', 'statements', { body: Buffer.from(text.replace('ROSA', 'Ros\u00e1'), 'utf8') })
  assert.match((await lrs.expect(200, 'GET', 'statements', { query: { statementId: id } })).text, /Rosá/)
})
