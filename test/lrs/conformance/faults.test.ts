import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openHouse } from '../../house.ts'
import { newSpeaker, statement } from './speaking.ts'

test('when the database fails statements are refused with 500, none is half stored, and the same may be sent again', async () => {
  const house = await openHouse()
  try {
    const lrs = await newSpeaker(house, '2.0.0')
    const batch = [statement(), statement()]
    await lrs.post(statement())
    await sql`alter table statement_key rename to statement_key_away`.execute(house.db)
    const refused = await lrs.expect(500, 'POST', 'statements', { body: batch })
    assert.ok(!/statement_key|relation|select|insert/i.test(refused.text), 'nothing of the inside is told')
    await sql`alter table statement_key_away rename to statement_key`.execute(house.db)
    for (const { id } of batch) await lrs.expect(404, 'GET', 'statements', { query: { statementId: id } })
    assert.deepEqual(await lrs.post(...batch), batch.map((s) => s.id))
  } finally {
    await house.close()
  }
})
