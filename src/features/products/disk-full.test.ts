import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { actingLearner } from '../../../test/acting.ts'
import { openHouse } from '../../../test/house.ts'
import { enrolPerson } from '../cohorts/index.ts'

const NAME = 'a full disk refuses the photo in words with her text still there, loses nothing, and recovers when there is room'

// Mounting a small disk takes root; anybody else runs this file again as root of a namespace of her own.
if (process.getuid?.() === 0) test(NAME, fullDisk)
else test(NAME, () => {
  execFileSync('unshare', ['--user', '--map-root-user', '--mount', process.execPath, ...process.execArgv, fileURLToPath(import.meta.url)], { stdio: 'inherit' })
})

async function fullDisk(): Promise<void> {
  const house = await openHouse()
  const rosa = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: rosa.agent, enrolment, section: 'noche-1' })
  const handIn = (text: string, photo: Buffer, keep: boolean): Promise<Response> => {
    const body = new FormData()
    body.append('text', text)
    body.append('ai', 'none')
    if (keep) body.append('keep', '1')
    body.append('pictures', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'foto.jpg')
    return house.request(`/learn/${enrolment}/product`, { method: 'POST', headers: { cookie: rosa.cookie }, body })
  }
  const small = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#7a2e1f' } }).jpeg().toBuffer()
  const large = await sharp({ create: { width: 1500, height: 1500, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg().toBuffer()
  assert.equal((await handIn('primera', small, false)).status, 303)

  const files = join(house.config.dataDir, 'files')
  mkdirSync(files, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', files])
  try {
    writeFileSync(join(files, 'ballast'), Buffer.alloc(16 * 1024))
    const full = await handIn('segunda, que no quiero perder', large, true)
    assert.equal(full.status, 507)
    assert.match(await full.text(), /se quedó sin espacio.*segunda, que no quiero perder/s)
  } finally {
    execFileSync('umount', [files])
  }
  const rows = await house.db.selectFrom('product_submission').select('attempt').where('agent', '=', rosa.agent).execute()
  assert.deepEqual(rows.map((r) => r.attempt), [1])
  assert.equal((await handIn('segunda, que no quiero perder', large, true)).status, 303)
  const page = await (await house.request(`/learn/${enrolment}/product`, { headers: { cookie: rosa.cookie } })).text()
  assert.match(page, /Versión 2.*segunda, que no quiero perder.*Foto 2/s)
  await house.close()
}
