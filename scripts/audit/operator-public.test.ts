import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openAuditPlace, T, type AuditPlace } from '../../test/audit-place.ts'
import { changeLine, editCut, hashAnew, sign, sizeOf } from '../../test/operator-deeds.ts'
import { cosignatureLine } from '../../src/lib/tlog/checkpoint.ts'
import { COSIGNATURE, ED25519, formatKey, parseNote, signerOf } from '../../src/lib/tlog/note.ts'

let place: AuditPlace

before(async () => {
  place = await openAuditPlace()
  assert.ok((await place.look('visitor')).fits, 'somebody who was here before')
})
after(() => place.close())

const other = 'decode(repeat(\'cd\', 32), \'hex\')'
const entry = (n: number): string => `where tenant = '${T}' and n = ${n}`

interface Deed {
  readonly name: string
  /** Does it, and says what must be named. */
  readonly deed: () => Promise<RegExp>
  /** Found by who was never here before, too: by what the witness signed, or by what the log carries. */
  readonly also?: 'newcomer'
}

const NOT_SEEN = /NO {2}testigo\.example\.edu\.pe did not cosign this head/

const ON_THE_LOG: readonly Deed[] = [
  { name: 'an entry of a full tile is edited', deed: async () => { await place.operator(`update log_entry set commitment = ${other} ${entry(77)}`); return /NO {2}entry 77 is another than at the last visit/ } },
  { name: 'the newest entry is edited', deed: async () => { const n = await sizeOf(place) - 1; await place.operator(`update log_entry set commitment = ${other} ${entry(n)}`); return new RegExp(`NO {2}entry ${n} is another`) } },
  { name: 'an entry is deleted and those after it move up', deed: async () => { await place.operator(`delete from log_entry ${entry(300)}`, `update log_entry set n = -n where tenant = '${T}' and n > 300`, `update log_entry set n = -n - 1 where tenant = '${T}' and n < 0`); return /NO {2}entry 300 is another/ } },
  { name: 'an entry is deleted, the log hashed anew and signed', also: 'newcomer', deed: async () => { await place.operator(`delete from log_entry ${entry(300)}`, `update log_entry set n = -n where tenant = '${T}' and n > 300`, `update log_entry set n = -n - 1 where tenant = '${T}' and n < 0`); await hashAnew(place); return /NO {2}the log is shorter than at the last visit.*the first that does not fit is entry 300/ } },
  { name: 'two entries change places', deed: async () => { await place.operator(`update log_entry set n = -1 ${entry(12)}`, `update log_entry set n = 12 ${entry(13)}`, `update log_entry set n = 13 ${entry(-1)}`); return /NO {2}entry 12 is another/ } },
  { name: 'two entries change places, hashed anew and signed', also: 'newcomer', deed: async () => { await place.operator(`update log_entry set n = -1 ${entry(12)}`, `update log_entry set n = 12 ${entry(400)}`, `update log_entry set n = 400 ${entry(-1)}`); await hashAnew(place); return /NO {2}entry 12 is another/ } },
  { name: 'an entry is put in between, hashed anew and signed', also: 'newcomer', deed: async () => { await place.operator(`update log_entry set n = -n where tenant = '${T}' and n >= 500`, `update log_entry set n = 1 - n where tenant = '${T}' and n < 0`, `insert into log_entry (tenant, n, pos, commitment) values ('${T}', 500, 900000, ${other})`); await hashAnew(place); return /NO {2}entry 500 is another/ } },
  { name: 'an entry is edited, hashed anew and signed', also: 'newcomer', deed: async () => { await place.operator(`update log_entry set commitment = ${other} ${entry(5)}`); await hashAnew(place); return /NO {2}entry 5 is another/ } },
  { name: 'the last entries are cut off', also: 'newcomer', deed: async () => { const size = await sizeOf(place); await place.operator(`delete from log_entry where tenant = '${T}' and n >= ${size - 9}`); await hashAnew(place); return new RegExp(`NO {2}the log is shorter than at the last visit: ${size - 9} entries, there were ${size}; the first that does not fit is entry ${size - 9}`) } },
  { name: 'the log is cut off and grows again otherwise', also: 'newcomer', deed: async () => { const size = await sizeOf(place); await place.operator(`update log_entry set commitment = ${other} where tenant = '${T}' and n >= ${size - 9}`, ...[0, 1, 2].map((i) => `insert into log_entry (tenant, n, pos, commitment) values ('${T}', ${size + i}, ${900_000 + i}, ${other})`)); await hashAnew(place); return new RegExp(`NO {2}entry ${size - 9} is another`) } },
  { name: 'the root of a full tile is edited, and signed over', also: 'newcomer', deed: async () => { await place.operator(`update log_node set hash = ${other} where tenant = '${T}' and level = 1 and n = 0`); await sign(place, await sizeOf(place)); return /NO {2}checkpoint: the \d+ published entries do not give the root that it signs/ } },
  { name: 'all is put back to an older backup', also: 'newcomer', deed: async () => { await place.operator(`delete from log_checkpoint where tenant = '${T}' and size > (select min(size) from log_checkpoint where tenant = '${T}')`, `delete from log_cosignature where tenant = '${T}'`); return /NO {2}the log is shorter than at the last visit.*the first that does not fit is entry \d+/ } },
]

const ON_HEADS: readonly Deed[] = [
  { name: 'a head with a root of its own, under the right key', also: 'newcomer', deed: async () => { await sign(place, await sizeOf(place), { root: randomBytes(32) }); return /NO {2}checkpoint: the \d+ published entries do not give the root/ } },
  { name: 'a head that says more entries than there are', also: 'newcomer', deed: async () => { const size = await sizeOf(place); await sign(place, size + 300, { under: size }); return new RegExp(`NO {2}checkpoint: it signs ${size + 300} entries, and entry ${size} is the first that is missing`) } },
  { name: 'another key, shown as the key of the log', deed: async () => { const key = signerOf(place.logKey.name, ED25519, randomBytes(32)); await sign(place, await sizeOf(place), { key }); place.served.set('log/key', `${formatKey(key)}\n`); return /NO {2}the head is signed by the log's key localhost/ } },
  { name: 'another name of the log', deed: async () => { const key = signerOf(`otra.example.pe/p/${T}/log`, ED25519, randomBytes(32)); await sign(place, await sizeOf(place), { key }); place.served.set('log/key', `${formatKey(key)}\n`); return /NO {2}the log calls itself otra\.example\.pe.*at the last visit it was localhost/ } },
  { name: 'a head whose signature is one bit off', also: 'newcomer', deed: async () => { const note = String(await place.published('log/checkpoint')); place.served.set('log/checkpoint', note.replace(/(— localhost\S+ .{40})(.)/, (_, before: string, c: string) => before + (c === 'A' ? 'B' : 'A'))); return /NO {2}the head is signed by the log's key/ } },
  { name: 'a fork, grown from the same beginning and signed, is shown to one visitor', also: 'newcomer', deed: async () => { const size = await sizeOf(place); await place.operator(...[0, 1].map((i) => `insert into log_entry (tenant, n, pos, commitment) values ('${T}', ${size + i}, ${900_000 + i}, ${other})`)); await hashAnew(place); return NOT_SEEN } },
  { name: 'no signature of a witness is shown', also: 'newcomer', deed: async () => { await place.operator(`delete from log_cosignature where tenant = '${T}'`); return NOT_SEEN } },
  { name: 'a signature under the name of the witness is made up', also: 'newcomer', deed: async () => { await cosigned((line) => altered(line, 40)); return NOT_SEEN } },
  { name: 'the signature of the witness on an older head is put under the newest', also: 'newcomer', deed: async () => { const [older] = await place.house.db.selectFrom('log_cosignature').select('line').where('tenant', '=', T).orderBy('size').execute(); await cosigned(() => older?.line ?? ''); return NOT_SEEN } },
  { name: 'the time at which the witness saw the head is moved', also: 'newcomer', deed: async () => { await cosigned((line) => altered(line, 11)); return NOT_SEEN } },
  { name: 'a witness of the same name with another key signs', also: 'newcomer', deed: async () => { const text = parseNote(String(await place.published('log/checkpoint')))?.text ?? ''; await cosigned(() => cosignatureLine(text, signerOf(place.witness.signer.name, COSIGNATURE, randomBytes(32)), new Date())); return NOT_SEEN } },
]

/** A signature line with one bit of a byte changed: 0 to 3 are the key's, 4 to 11 the time, then the signature. */
function altered(line: string, at: number): string {
  const [dash, name, text = ''] = line.trim().split(' ')
  const bytes = Buffer.from(text, 'base64')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return `${dash} ${name} ${bytes.toString('base64')}\n`
}

async function cosigned(change: (line: string) => string): Promise<void> {
  const rows = await place.house.db.selectFrom('log_cosignature').select(['size', 'line']).where('tenant', '=', T).orderBy('size', 'desc').limit(1).execute()
  await place.operator(...rows.map(({ size, line }) => `update log_cosignature set line = '${change(line)}' where tenant = '${T}' and size = ${size}`))
}

const CUT = '2026-03.1'

const ON_CUTS: readonly Deed[] = [
  { name: 'a row of recount.csv is raised to count', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.recount = changeLine(cut.recount, /,2,,/, (l) => l.replace(/,2,,./, ',3,7,3')) }, false); return /NO {2}2026-03\.1\/recount\.csv is (another than at the last visit|not the file that the manifest names)/ } },
  { name: 'the same, and the manifest after it', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.recount = changeLine(cut.recount, /,2,,/, (l) => l.replace(/,2,,./, ',3,7,3')); cut.manifest.counts[3]! += 1 }, true); return /NO {2}(2026-03\.1\/release\.json is another than at the last visit|the publication of cut 2026-03\.1: entry \d+ carries another hash than that of 2026-03\.1\/release\.json)/ } },
  { name: 'a row is taken out of recount.csv', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.recount = changeLine(cut.recount, /,3,\d/, () => null) }, false); return /NO {2}2026-03\.1\/recount\.csv/ } },
  { name: 'the old total is edited in the manifest', also: 'newcomer', deed: async () => { await editCut(place, '2026-01.1', (cut) => { cut.manifest.counts = cut.manifest.counts.map((n) => n + 1) }, false); return /NO {2}2026-01\.1\/release\.json is (another than|not the file)/ } },
  { name: 'an old cut is dated to an earlier position', also: 'newcomer', deed: async () => { await editCut(place, '2026-01.1', (cut) => { cut.manifest.pos -= 1 }, true); return /NO {2}(2026-01\.1\/release\.json is (another than|not the)|the publication of cut 2026-01\.1)/ } },
  { name: 'figures.csv is edited, and the manifest after it', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.files['figures.csv'] = changeLine(cut.files['figures.csv'] ?? '', /^n3,/, () => 'n3,20000,,,') }, true); return /NO {2}2026-03\.1\/(figures\.csv|release\.json) is another than|NO {2}2026-03\.1\/figures\.csv says/ } },
  { name: 'cells.csv is edited', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.files['cells.csv'] = changeLine(cut.files['cells.csv'] ?? '', /^total/, (l) => l.replace(/\d+/, '999')) }, false); return /NO {2}2026-03\.1\/cells\.csv is/ } },
  { name: 'diff.csv is edited', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.files['diff.csv'] = 'direction,reason,persons\r\n' }, false); return /NO {2}2026-03\.1\/diff\.csv is/ } },
  { name: 'an old cut is taken away', also: 'newcomer', deed: async () => { await place.operator(`delete from data_release where tenant = '${T}' and month = '2026-01'`); return /NO {2}cut (2026-01\.1 was published at the last visit and is|2026-03\.1 follows cut 2026-01\.1, which is) not there any more/ } },
  { name: 'the newest cut is taken away', deed: async () => { await place.operator(`delete from data_release where tenant = '${T}' and month = '2026-03'`); return /NO {2}cut 2026-03\.1 was published at the last visit and is not there any more/ } },
  { name: 'the act of publishing is taken out of the record', also: 'newcomer', deed: async () => { await place.operator(`delete from statement where tenant = '${T}' and verb like '%/release-published' and object like '%2026-01.1'`); return /NO {2}the log has no entry for the publication of cut 2026-01\.1/ } },
  { name: 'the act of publishing names another hash', also: 'newcomer', deed: async () => { await place.operator(`update statement set raw = regexp_replace(raw, 'ext/hash":"[0-9a-f]{64}', 'ext/hash":"${'0'.repeat(64)}') where tenant = '${T}' and verb like '%/release-published' and object like '%2026-01.1'`); return /NO {2}the publication of cut 2026-01\.1: entry \d+ is not the act that is shown for it/ } },
  { name: 'another log is named in a cut', also: 'newcomer', deed: async () => { await editCut(place, CUT, (cut) => { cut.manifest.log = { ...(cut.manifest.log as object), size: 3 } }, true); return /NO {2}(2026-03\.1\/release\.json is another|the first 3 entries of the log have the root)/ } },
  { name: 'the recount file of now is edited', also: 'newcomer', deed: async () => { place.served.set('recount.csv', changeLine(String(await place.published('recount.csv')), /,2$/, (l) => l.replace(/2$/, '3'))); return /NO {2}recount\.csv of now gives .*; number\.json says/ } },
  { name: 'number.json is edited', also: 'newcomer', deed: async () => { place.served.set('number.json', String(await place.published('number.json')).replace(/"n3":\d+/, '"n3":20000')); return /NO {2}recount\.csv of now gives/ } },
  { name: 'the number on the page is edited', also: 'newcomer', deed: async () => { place.served.set('?lang=en', String(await place.published('?lang=en')).replace(/id="number">\d+/, 'id="number">20000')); return /NO {2}the public page shows 20000; number\.json says/ } },
  { name: 'the list of cuts is not shown', also: 'newcomer', deed: async () => { place.served.set('catalog.jsonld', null); return /NO {2}catalog\.jsonld is missing/ } },
]

/** Before a cut is published its files are only a draft: whoever edits them then, the log carries the hash of what she edited. */
const ON_DRAFTS: readonly { readonly name: string; readonly edit: (recount: string, size: number) => string; readonly named: RegExp; readonly auditor?: RegExp }[] = [
  { name: 'somebody counts twice by one certificate', edit: (recount) => { const [, used = ''] = /,3,(\d+),3/.exec(recount) ?? []; return changeLine(recount, /,2,,/, (l) => l.replace(/,2,,./, `,3,${used},3`)) }, named: /NO {2}2026-04\.1\/recount\.csv: two persons count by entry \d+/ },
  { name: 'somebody counts by an entry that is not there', edit: (recount, size) => changeLine(recount, /,2,,/, (l) => l.replace(/,2,,./, `,3,${size + 5},3`)), named: /NO {2}2026-04\.1\/recount\.csv: pseudonym [0-9a-f]{20} counts by entry \d+, and the log had/ },
  { name: 'one person stands there twice', edit: (recount) => changeLine(recount, /,1,,/, (l) => `${l}\r\n${l}`), named: /NO {2}2026-04\.1\/recount\.csv: pseudonym [0-9a-f]{20} stands there twice/ },
  { name: 'somebody is invented', edit: (recount) => changeLine(recount, /,1,,/, (l) => `${l}\r\n${'f'.repeat(20)},2,,2`), named: /Everything fits/, auditor: /N2 too many: pseudonym f{20}: the evidence gives nobody/ },
  { name: 'somebody is raised by a level and another lowered', edit: (recount) => changeLine(changeLine(recount, /,0,,0/, (l) => l.replace(',0,,0', ',1,,1')), /,2,,2/, (l) => l.replace(',2,,2', ',1,,1')), named: /Everything fits/, auditor: /N2 missing: pseudonym [0-9a-f]{20}: the file says level 1\n.*N1 too many: pseudonym [0-9a-f]{20}: the evidence gives level 0/s },
]

for (const { name, deed, also } of [...ON_THE_LOG, ...ON_HEADS, ...ON_CUTS]) {
  test(`an operator with all rights: ${name}; npm run audit names it`, async () => {
    const named = await deed()
    const told = async (memory: string): Promise<{ fits: boolean; said: string }> => place.look(memory).catch((error: unknown) => ({ fits: false, said: String(error) }))
    const [visitor, newcomer] = [await told('visitor'), also ? await told(`newcomer to ${name}`) : null]
    await place.undo()
    assert.ok(!visitor.fits, visitor.said)
    assert.match(visitor.said, named)
    assert.ok(!newcomer?.fits, newcomer?.said)
  })
}

for (const { name, edit, named, auditor } of ON_DRAFTS) {
  test(`an operator edits a cut before it is published: ${name}; the audit names it`, async () => {
    place.house.time.set('2026-05-02T15:00:00Z')
    assert.equal((await place.owner.post(`/office/${T}/releases`, { month: '2026-04' })).status, 303)
    await place.house.runJobs()
    const size = await sizeOf(place)
    await editCut(place, '2026-04.1', (cut) => {
      cut.recount = edit(cut.recount, size)
      const levels = cut.recount.trim().split('\r\n').slice(1).map((line) => Number(line.split(',')[1]))
      cut.manifest.counts = [0, 1, 2, 3].map((level) => levels.filter((l) => l >= level).length)
      cut.files['figures.csv'] = cut.manifest.counts.reduce((text, n, i) => changeLine(text, new RegExp(`^n${i},`), () => `n${i},${n},,,`), cut.files['figures.csv'] ?? '')
    }, true)
    assert.equal((await place.owner.post(`/office/${T}/releases/2026-04.1/publish`, { sure: 'yes' })).status, 303)
    await place.house.runJobs()
    // The witness saw the publication of another draft: what is found here is found without it.
    const outside = await place.look(`draft ${name}`, { witnesses: [] })
    const inside = auditor ? await place.look(`auditor of ${name}`, { witnesses: [], evidence: await place.evidence() }) : null
    await place.undo()
    assert.match(outside.said, named)
    assert.equal(outside.fits, auditor !== undefined)
    if (inside && auditor) assert.match(inside.said, auditor)
    assert.ok(!inside?.fits)
  })
}

test('after all that nothing is left of it: who was here before finds that everything fits', async () => {
  const { fits, said } = await place.look('visitor')
  assert.ok(fits, said)
})
