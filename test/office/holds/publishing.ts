import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { PUBLISHED } from '../../../src/features/releases/index.ts'
import { activityName, VERB, verbIri } from '../../../src/features/programmes/index.ts'
import { attack } from '../attack.ts'
import { extOf, type Facts } from '../facts.ts'
import type { Invariant } from '../holds.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What a file of an office may make of a row: never an identity, never a certificate (decision 130). */
const IMPORTED: readonly string[] = [
  VERB.enrolled, VERB.resided, VERB.grouped, VERB.conflictFound, VERB.attended, VERB.annulled,
  ...['consented', 'sessionPlanned', 'attendanceNoted', 'attendanceMissed', 'attendanceDropped', 'markNoted'].map(verbIri),
]

export const PUBLISHING: readonly Invariant[] = [
  {
    number: 20, says: 'a published release is never changed; its act has its fingerprint; what was hidden stays hidden, and nobody computes it',
    holds: ({ record, tables: { releases }, seen }) => {
      for (const { name, files } of releases) {
        assert.equal(JSON.stringify(files), seen.releases.get(name), `${name} is as it was published`)
        const act = record.of(PUBLISHED).find((s) => activityName(s.object) === name)
        assert.equal(act && extOf(act, 'hash'), sha256(files['release.json'] ?? ''), `the act of ${name}`)
        const { files: hashes } = JSON.parse(files['release.json'] ?? '{}') as { files: { [file: string]: string } }
        for (const [file, hash] of Object.entries(hashes)) assert.equal(sha256(files[file] ?? ''), hash, `${name} ${file}`)
      }
      assert.equal(record.of(PUBLISHED).length, releases.length, 'a release for each act')
      for (const [i, one] of releases.entries()) {
        for (const later of releases.slice(i + 1)) for (const cell of one.hidden) assert.ok(!shown(later, cell), `${cell}, hidden in ${one.name}, stands in ${later.name}`)
      }
      for (const [cell, { exact }] of attack(releases.map((r) => r.files['cells.csv'] ?? ''), { growing: false })) assert.ok(!exact, `${cell} can be computed`)
    },
  },
  {
    number: 21, says: 'nothing of the record is changed or taken away; who is erased counts as before, and nothing names her',
    holds: ({ record: { all }, changed, seen, tables: { persons, breakdowns } }) => {
      assert.deepEqual(changed, [])
      all.forEach((s, i) => assert.equal(s.pos, i + 1, 'positions are dense'))
      for (const { person, before, after } of seen.erasures) {
        assert.deepEqual(after, before, 'the number around an erasure')
        const rows = persons.filter((p) => p.person === person)
        assert.ok(rows.length > 0 && rows.every((p) => p.erased), 'erased stays erased')
        assert.ok(!breakdowns.some((b) => rows.some((p) => p.agent === b.agent)), 'what describes her is gone')
      }
    },
  },
  {
    number: 22, says: 'a file is one batch, adds nothing the second time, loses no row, tells why a row came back, and makes no identity and no certificate',
    holds: ({ record: { all }, seen, tables: { batches, batchRows } }) => {
      assert.equal(new Set(batches.map((b) => `${b.kind} ${b.hash} ${b.organisation ?? ''}`)).size, batches.length, 'one file, two batches')
      for (const batch of batches.filter((b) => b.state === 'done')) {
        const rows = batchRows.filter((r) => r.batch === batch.id)
        assert.equal(rows.length, batch.rows, `rows of ${batch.kind}`)
        for (const row of rows) if (row.outcome === 'bad') assert.ok(row.reasons.length > 0 && row.reasons.every((r) => /^[A-ZÁÉÍÓÚ¿«].{8,}/.test(r)), `a row came back with ${row.reasons.join()}`)
      }
      for (const { batch, from, to, again } of seen.imports) {
        assert.equal(again, 0, `${batch} loaded again added ${again}`)
        for (const s of all.slice(from, to)) assert.ok(IMPORTED.includes(s.verb), `a file made ${s.verb}`)
      }
    },
  },
]

/** Whether a cell, `table/row/column`, stands with its number in a release. */
function shown({ files }: Facts['tables']['releases'][number], cell: string): boolean {
  const [table, row, column] = cell.split('/')
  const line = (files['cells.csv'] ?? '').split('\r\n').map((text) => text.split(',')).find(([t, , , r]) => t === table && r === row)
  return line !== undefined && /^\d+$/.test((column === 'women' ? line[5] : line[4]) ?? '')
}
