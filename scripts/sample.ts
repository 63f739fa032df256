import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { draw } from './sample/draw.ts'
import { checkPack, keyIn } from './sample/pack.ts'

// npm run sample -- <frame.csv> --hash <SHA-256> --seed "<public value>" --size <persons> [--expect <SHA-256 of the sample>]
// npm run sample -- --pack <file.zip> [--key "<key of the packs>"]
// Redraws the sample of an audit, or checks an evidence pack: from files alone, without a server. 0: it fits. 1: it does not. 2: it could not look.
const USAGE = `usage: npm run sample -- <frame.csv> --hash <SHA-256 of the frame> --seed "<public value>" --size <persons> [--expect <SHA-256 of the sample>]
       npm run sample -- --pack <file.zip> [--key "<key, as at /p/<programme>/audits/key>"]`

function redraw(file: string, { hash, seed, size, expect }: { hash: string; seed: string; size: number; expect: string | undefined }): number {
  const { lines, sha256 } = draw(readFileSync(file), { hash: hash.toLowerCase(), seed, size })
  for (const line of lines) console.log(line)
  // What is said about them goes elsewhere: the list alone can be redirected into a file.
  console.error(`${lines.length} drawn; SHA-256 of the sample ${sha256}`)
  if (expect === undefined || expect.toLowerCase() === sha256) return 0
  console.error(`✗ the record says another sample: ${expect}`)
  return 1
}

function pack(file: string, text: string | undefined): number {
  const key = text === undefined ? null : keyIn(text)
  if (text !== undefined && key === null) throw new Error(`"${text}" is not a key: copy it whole, from its name to the last letter.`)
  const { wrong, index, signed } = checkPack(readFileSync(file), key)
  for (const line of wrong.slice(0, 50)) console.log(`✗ ${line}`)
  if (wrong.length > 0 || !index) return 1
  console.log(`✓ ${index.programme}, audit ${index.number}, cut ${index.cut}: ${index.persons.length} person(s), ${index.files.length} files, each as the index says.`)
  console.log(signed ? `✓ signed by ${key?.name ?? ''}, ${index.made}.` : '– without --key nobody knows who signed it: copy the key from /p/<programme>/audits/key.')
  return 0
}

function main(): number {
  const { positionals: [frame], values } = parseArgs({
    allowPositionals: true, options: { hash: { type: 'string' }, seed: { type: 'string' }, size: { type: 'string' }, expect: { type: 'string' }, pack: { type: 'string' }, key: { type: 'string' } },
  })
  if (values.pack !== undefined) return pack(values.pack, values.key)
  const { hash, seed, size, expect } = values
  if (frame === undefined || hash === undefined || seed === undefined || !/^[1-9]\d{0,5}$/.test(size ?? '')) {
    console.error(USAGE)
    return 2
  }
  return redraw(frame, { hash, seed, size: Number(size), expect })
}

try {
  process.exitCode = main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
