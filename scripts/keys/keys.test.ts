import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { paperOffice } from '../../test/certified.ts'
import { openHouse, testKeys, type TestHouse } from '../../test/house.ts'
import { npmStart, type Run } from '../../test/starting.ts'
import type { Credential } from '../../src/features/credentials/achievement.ts'
import { papersOf } from '../../src/features/credentials/credentials.ts'
import { leftToSign } from '../../src/features/credentials/index.ts'
import { presentIssuer } from '../../src/features/credentials/issuer-keys.ts'
import { KEY_NAMES, openKeys } from '../../src/lib/keys.ts'
import { addProof } from '../../src/lib/vc/data-integrity.ts'
import { ROOT } from '../../src/lib/root.ts'
import { verifyBackup } from '../backup/verify.ts'
import { readKeysWish } from './wish.ts'

/** An installation: the test acts in it as one process would, and starts real ones beside. */
let house: TestHouse
let env: Record<string, string>
let folder: string
let serial: string
let file: string
let place: string

before(async () => {
  place = mkdtempSync(join(tmpdir(), 'yachay-keys-'))
  // Certificates of the trial programme are issued on plain http too, under did:key; the drill of did:web is stolen.test.ts.
  house = await openHouse({ publicUrl: 'https://certificados.example.gob.pe' })
  folder = join(house.config.dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of KEY_NAMES) writeFileSync(join(folder, name), testKeys().bytes(name).toString('base64url') + '\n', { mode: 0o600 })
  env = { DATABASE_URL: house.config.databaseUrl ?? '', DATA_DIR: house.config.dataDir, PUBLIC_URL: house.config.publicUrl }
  const row = await (await paperOffice(house)).certified('Rosa Quispe Mamani')
  serial = row.serial
  file = JSON.stringify((await papersOf(house, house.db, row.credential))?.credential)
})
after(async () => {
  await house.close()
  rmSync(place, { recursive: true, force: true })
})

/** `npm run keys -- …` as a person runs it; what it printed, and how it ended. */
function keys(...words: string[]): Promise<{ code: number; output: string }> {
  return run('scripts/keys.ts', ...words)
}

function run(script: string, ...words: string[]): Promise<{ code: number; output: string }> {
  const { NODE_TEST_CONTEXT: _c, NODE_OPTIONS: _o, ...outer } = process.env
  return new Promise((done) => {
    execFile(process.execPath, ['scripts/run.mjs', script, ...words], { cwd: ROOT, env: { ...outer, ...env } }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr })
    })
  })
}

async function server(work: (server: Run) => Promise<void>): Promise<void> {
  const started = await npmStart({ env })
  try {
    await started.up()
    await work(started)
  } finally {
    if (started.child.exitCode === null) await started.ctrlC()
  }
}

/** What a start says that must not succeed. */
async function refusedStart(): Promise<string> {
  const { code, output } = await (await npmStart({ env })).ended()
  assert.notEqual(code, 0)
  return output
}

const outcomesAt = async ({ base }: Run, credential: string): Promise<string[]> => {
  const page = await (await fetch(`${base}/v`, { method: 'POST', body: new URLSearchParams({ text: credential }) })).text()
  return [...page.matchAll(/data-check="(\w+)" data-outcome="(\w+)"/g)].filter(([, , outcome]) => outcome !== 'passed').map(([, name, outcome]) => `${name} ${outcome}`)
}
const didAt = async ({ base }: Run): Promise<{ assertionMethod: string[]; verificationMethod: { id: string; revoked?: string }[] }> =>
  await (await fetch(`${base}/.well-known/did.json`)).json() as Awaited<ReturnType<typeof didAt>>
const stateAt = async ({ base }: Run): Promise<string> => (await fetch(`${base}/v/${serial}`)).text()

test('drill "lost": a start without a key makes none in its place, names it and says what is lost; the backup brings it back', async () => {
  const backup = join(place, 'backup')
  assert.equal((await run('scripts/backup.ts', backup)).code, 0)
  const kept = (JSON.parse(readFileSync(join(backup, 'keys.json'), 'utf8')) as { keys: Record<string, string> }).keys
  rmSync(join(folder, 'issuer'))
  assert.match(await refusedStart(), /the key "issuer" \(no certificate can be signed; those issued stay valid\)/)
  assert.ok(!existsSync(join(folder, 'issuer')), 'nothing was made in its place')
  const again = await run('scripts/backup.ts', join(place, 'without'))
  assert.notEqual(again.code, 0, 'and no backup is made of nothing')
  // The whole folder: each key is named.
  renameSync(folder, `${folder}.away`)
  const said = await refusedStart()
  for (const name of KEY_NAMES) assert.ok(said.includes(`the key "${name}"`), name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  for (const name of KEY_NAMES) writeFileSync(join(folder, name), `${kept[name]}\n`, { mode: 0o600 })
  await server(async (started) => {
    assert.deepEqual(await outcomesAt(started, file), [])
    assert.match(await stateAt(started), /Rosa Quispe Mamani/)
  })
  // Keys of another installation are no way round it.
  writeFileSync(join(folder, 'issuer'), Buffer.alloc(32, 9).toString('base64url') + '\n')
  assert.match(await refusedStart(), /\(issuer\) are not the ones this database was written with/)
  assert.match((await keys('rotate', 'issuer')).output, /is not the key this database was written with/)
  writeFileSync(join(folder, 'issuer'), `${kept.issuer}\n`, { mode: 0o600 })
})

test('drill "replace": while a server runs, a new key is announced; after the restart it signs, and what the one before signed is good everywhere', async () => {
  const before = presentIssuer(house)
  await server(async (started) => {
    const done = await keys('rotate', 'issuer')
    assert.equal(done.code, 0, done.output)
    const fresh = /New issuer key ([0-9a-f]{8}), did:web:certificados\.example\.gob\.pe\./.exec(done.output)?.[1]
    assert.ok(fresh && fresh !== before.keyId)
    assert.match(done.output, new RegExp(`stays in keys/issuer\\.${testKeys().fingerprints.issuer}`))
    assert.match(done.output, /start every process of this installation again[^]*Make a backup today/)
    // The server that was not started again already tells of the new key, and of its own.
    const { assertionMethod } = await didAt(started)
    assert.ok(assertionMethod.some((id) => id.endsWith(before.ed25519)) && assertionMethod.some((id) => id.endsWith(presentIssuer(rotated()).ed25519)))
    assert.match(await (await fetch(`${started.base}/v`)).text(), new RegExp(`&quot;${fresh}&quot;|"${fresh}"`))
    assert.deepEqual(await outcomesAt(started, file), [])
  })
  assert.deepEqual(readdirSync(folder).sort(), [...KEY_NAMES, `issuer.${testKeys().fingerprints.issuer}`].sort())
  assert.equal(statSync(join(folder, 'issuer')).mode & 0o777, 0o600)
  await server(async (started) => {
    assert.deepEqual(await outcomesAt(started, file), [])
    assert.equal((await didAt(started)).assertionMethod.length, 6)
  })
  assert.match((await keys()).output, new RegExp(`${before.keyId} \\| did:web:certificados\\.example\\.gob\\.pe \\| .* \\| 1 \\| good`))
})

test('an old copy of the folder, as another machine may have it, is refused and told what it is; so is a folder of strangers', async () => {
  const away = join(place, 'issuer-now')
  renameSync(join(folder, 'issuer'), away)
  copyFileSync(join(folder, `issuer.${testKeys().fingerprints.issuer}`), join(folder, 'issuer'))
  assert.match(await refusedStart(), /"issuer" in DATA_DIR\/keys was replaced on \d{4}-.*older copy, or the replacement was cut off/)
  // Cut off between the database and the files: the draft is still there, and asking once more ends it.
  copyFileSync(away, join(folder, 'issuer.next'))
  const ended = await keys('rotate', 'issuer')
  assert.match(ended.output, /The replacement that was begun is finished/)
  assert.deepEqual(readFileSync(join(folder, 'issuer')), readFileSync(away))
  assert.ok(!existsSync(join(folder, 'issuer.next')))
})

test('a backup after the replacement has the keys of before too, and a restored folder knows them', async () => {
  const backup = join(place, 'after')
  assert.equal((await run('scripts/backup.ts', backup)).code, 0)
  const { olderIssuers } = JSON.parse(readFileSync(join(backup, 'keys.json'), 'utf8')) as { olderIssuers: string[] }
  assert.deepEqual(olderIssuers, [testKeys().bytes('issuer').toString('base64url')])
  assert.deepEqual((await verifyBackup(backup)).olderIssuers, [testKeys().bytes('issuer')])
  assert.deepEqual(openKeys(house.config.dataDir).olderIssuers, [testKeys().bytes('issuer')])
})

test('drill "stolen": the key is named, told to everybody, and the server signs every certificate anew; the file of before stays good, a forged one is not', async () => {
  const stolen = presentIssuer(house).keyId
  const present = presentIssuer(rotated()).keyId
  assert.match((await keys('distrust', present, '--since', '2026-03-01T00:00:00Z')).output, /signs now\. Replace it first/)
  const done = await keys('distrust', stolen, '--since', '2026-03-01T00:00:00-05:00')
  assert.equal(done.code, 0, done.output)
  assert.match(done.output, /is not trusted any more, since 2026-03-01T05:00:00\.000Z\. 1 certificates are being signed anew/)
  await server(async (started) => {
    for (let n = 0; n < 300 && await leftToSign(house.db) > 0; n++) await wait(100)
    const { assertionMethod, verificationMethod } = await didAt(started)
    assert.equal(assertionMethod.length, 3)
    assert.equal(verificationMethod.filter((m) => m.revoked === '2026-03-01T05:00:00.000Z').length, 3)
    assert.deepEqual(await outcomesAt(started, file), [], 'the file that she downloaded before')
    assert.match(await stateAt(started), /VÁLIDO/)
    const { proof: _proof, ...words } = JSON.parse(file) as Credential
    const forged = await addProof({ ...words, name: 'Certificado: con honores' }, presentIssuer(house).signer, '2026-03-02T15:00:00Z')
    assert.deepEqual(await outcomesAt(started, JSON.stringify(forged)), ['issuer failed'])
  })
  assert.match((await keys()).output, new RegExp(`${stolen} .* \\| 0 \\| not trusted, since 2026-03-01T05:00:00.000Z\\n${present} .* \\| 1 \\| good`))
})

test('drill "lost" without a backup: --lost goes on with a new key, and what was issued stays good', async () => {
  rmSync(join(folder, 'issuer'))
  assert.match(await refusedStart(), /the key "issuer"/)
  assert.match((await keys('rotate', 'issuer')).output, /is missing\. Copy it back[^]*--lost/)
  rmSync(join(folder, 'pin'))
  assert.match((await keys('rotate', 'issuer', '--lost')).output, /also lacks the key "pin" \(nobody can sign in with a PIN\)/)
  writeFileSync(join(folder, 'pin'), testKeys().bytes('pin').toString('base64url') + '\n', { mode: 0o600 })
  const done = await keys('rotate', 'issuer', '--lost')
  assert.match(done.output, /New issuer key [0-9a-f]{8}.*The key before was lost: what it signed stays valid/)
  await server(async (started) => {
    assert.deepEqual(await outcomesAt(started, file), [])
    assert.match(await stateAt(started), /VÁLIDO/)
    assert.equal((await didAt(started)).assertionMethod.length, 6)
  })
})

test('what is asked wrongly is answered with a sentence, before anything is touched', () => {
  for (const [words, why] of [
    [['rotate', 'hmac'], /Only the issuer's key is replaced by this command, not "hmac"/], [['rotate', 'issuer', '--force'], /^usage/], [['steal'], /^usage/],
    [['distrust', 'XYZ', '--since', '2026-03-01T00:00:00Z'], /"XYZ" is no key id/], [['distrust', '0a1b2c3d'], /^usage/],
    [['distrust', '0a1b2c3d', '--since', '2026-03-01'], /"2026-03-01" is no moment with a time zone/], [['distrust', '0a1b2c3d', '--since', '2026-13-41T00:00:00Z'], /is no moment/],
  ] as const) assert.throws(() => readKeysWish(words), (error: Error) => why.test(error.message), words.join(' '))
  assert.deepEqual(readKeysWish([]), { kind: 'list' })
})

/** The installation with the key that its folder has now. */
function rotated(): Pick<TestHouse, 'keys' | 'config'> {
  return { config: house.config, keys: openKeys(house.config.dataDir) }
}
