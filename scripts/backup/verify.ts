import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { keysFrom, type KeyName } from '../../src/lib/keys.ts'
import { CHAIN_START, Manifest, chain, sha256Of } from './manifest.ts'

export interface Verified {
  readonly manifest: Manifest
  /** Each key's 32 bytes. */
  readonly keys: Readonly<Record<KeyName, Buffer>>
  /** Issuer keys of before. */
  readonly olderIssuers: readonly Buffer[]
}

/** Reads the whole backup once and compares it with its manifest; an Error lists everything that is wrong. */
export async function verifyBackup(folder: string, keysFile = join(folder, 'keys.json')): Promise<Verified> {
  const manifest = readManifest(folder)
  const wrong = [...await wrongFiles(folder, manifest), ...await wrongRecord(folder, manifest)]
  const keys = readKeys(keysFile, manifest, wrong)
  if (wrong.length > 0 || !keys) throw new Error(`This backup is not whole:\n${wrong.map((line) => `- ${line}`).join('\n')}`)
  return { manifest, ...keys }
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) throw new Error(`${folder} is no finished backup: it has no manifest.json`)
  const read = Manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path} cannot be read: ${z.prettifyError(read.error)}`)
  return read.data
}

async function wrongFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const wrong: string[] = []
  for (const [path, expected] of Object.entries(manifest.files)) {
    const full = join(folder, path)
    if (!existsSync(full)) wrong.push(`${path} is missing`)
    else if ((await sha256Of(full)).sha256 !== expected.sha256) wrong.push(`${path} was changed`)
  }
  const here = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  for (const path of here) if (!(path in manifest.files) && path !== 'manifest.json' && path !== 'keys.json') wrong.push(`${path} does not belong to it`)
  return wrong
}

/** Positions dense from 1 to the head, the chain as written. */
async function wrongRecord(folder: string, manifest: Manifest): Promise<string[]> {
  const wrong: string[] = []
  for (const [tenant, { head, chain: expected }] of Object.entries(manifest.record)) {
    const path = recordPath(folder, tenant)
    if (!existsSync(path)) continue
    let pos = 0
    let digest: Buffer = CHAIN_START
    for await (const line of linesOf(path)) {
      digest = chain(digest, line)
      pos += 1
      if (Position.parse(JSON.parse(line)).pos !== pos) wrong.push(`record of ${tenant}: position ${pos} is missing`)
    }
    if (pos !== head) wrong.push(`record of ${tenant}: ${pos} statements, the manifest says ${head}`)
    if (digest.toString('hex') !== expected) wrong.push(`record of ${tenant}: the digest chain differs`)
  }
  return wrong
}

const Position = z.object({ pos: z.int() })

function readKeys(path: string, manifest: Manifest, wrong: string[]): Pick<Verified, 'keys' | 'olderIssuers'> | null {
  if (!existsSync(path)) {
    wrong.push(`the keys are not at ${path}; name the file they were put aside in: npm run restore -- <folder> <keys.json>`)
    return null
  }
  const { keys, olderIssuers } = z.object({ keys: z.record(z.string(), z.string()), olderIssuers: z.array(z.string()).default([]) }).parse(JSON.parse(readFileSync(path, 'utf8')))
  // Compared with the manifest's names and fingerprints right here.
  const bytes = Object.fromEntries(Object.entries(keys).map(([name, text]) => [name, Buffer.from(text, 'base64url')])) as Record<KeyName, Buffer>
  const names = Object.keys(manifest.keys) as KeyName[]
  const absent = names.filter((name) => bytes[name]?.length !== 32)
  if (absent.length > 0) {
    wrong.push(`${path} lacks the keys ${absent.join(', ')}`)
    return null
  }
  const { fingerprints } = keysFrom(bytes)
  for (const name of names) if (fingerprints[name] !== manifest.keys[name]) wrong.push(`key "${name}" in ${path} is not the one of this backup`)
  return { keys: bytes, olderIssuers: olderIssuers.map((text) => Buffer.from(text, 'base64url')) }
}

export function recordPath(folder: string, tenant: string): string {
  return join(folder, 'record', `${encodeURIComponent(tenant)}.jsonl`)
}

/** Lines end with \n only: readline would also break at U+2028, which JSON leaves as it is. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const part of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
