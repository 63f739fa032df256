import { X509Certificate, createPrivateKey, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { addressBytes, makeAuthority, makeServer } from './x509.ts'

const DAY = 86_400_000
/** Clocks of old phones and of boxes that were long without power run behind. */
const EARLIER = 30 * DAY
const AUTHORITY_DAYS = 3650
/** iPhones refuse a server's certificate of more than 825 days, whoever signed it. */
const SERVER_DAYS = 790

export interface Box {
  readonly folder: string
  readonly authority: X509Certificate
  readonly server: X509Certificate
  /** The authority was made now: each phone has to install it. */
  readonly fresh: boolean
}

export const PATHS = { authority: 'ca.crt', authorityKey: 'ca.key', server: 'server.crt', serverKey: 'server.key' } as const

/** Makes the authority of a box when there is none yet, and a new certificate of the box; an Error for people when that cannot be. */
export function makeBox(folder: string, names: readonly string[], now: Date): Box {
  const wrong = names.find((name) => isIP(name) === 0 && !/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name))
  if (names.length === 0 || wrong !== undefined) throw new Error(`Give the names and addresses by which phones reach the box, such as yachay.box 192.168.8.1${wrong === undefined ? '' : ` ("${wrong}" is none)`}.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const at = (file: string): string => join(folder, file)
  const fresh = !existsSync(at(PATHS.authority))
  if (fresh) {
    const made = makeAuthority(`Yachay ${names[0]} ${randomBytes(3).toString('hex')}`, names, { from: new Date(now.getTime() - EARLIER), to: new Date(now.getTime() + AUTHORITY_DAYS * DAY) })
    write(at(PATHS.authorityKey), made.key, 0o600)
    write(at(PATHS.authority), made.cert, 0o644)
  }
  const authority = new X509Certificate(readFileSync(at(PATHS.authority)))
  if (!existsSync(at(PATHS.authorityKey))) throw new Error(`${at(PATHS.authorityKey)} is not here. Bring it back from where you keep it to sign a new certificate.`)
  const key = createPrivateKey(readFileSync(at(PATHS.authorityKey)))
  const serverEnds = Math.min(now.getTime() + SERVER_DAYS * DAY, Date.parse(authority.validTo))
  const made = makeServer(names, { title: authority.subject.replace(/^CN=/, ''), key }, { from: new Date(now.getTime() - EARLIER), to: new Date(serverEnds) })
  const server = new X509Certificate(made.cert)
  const outside = names.filter((name) => !permits(at(PATHS.authority), name))
  if (outside.length > 0) throw new Error(`The authority in ${folder} speaks only for the names it was made with, not for ${outside.join(', ')}. Move the folder away to make another; each phone then installs it anew.`)
  // The key first: a server that is looking takes the pair up when both belong together.
  write(at(PATHS.serverKey), made.key, 0o600)
  write(at(PATHS.server), made.cert + readFileSync(at(PATHS.authority), 'utf8'), 0o644)
  return { folder, authority, server, fresh }
}

/** Whether the name stands in the authority's name constraints: its bytes after their tag and length, as x509.ts writes them. */
function permits(path: string, name: string): boolean {
  const der = new X509Certificate(readFileSync(path)).raw
  const value = isIP(name) ? maskedAddress(name) : Buffer.from(name)
  return der.includes(Buffer.concat([Buffer.from([isIP(name) ? 0x87 : 0x82, value.length]), value]))
}

function maskedAddress(name: string): Buffer {
  const bytes = addressBytes(name)
  return Buffer.concat([bytes, Buffer.alloc(bytes.length, 0xff)])
}

function write(path: string, text: string, mode: number): void {
  writeFileSync(path, text, { mode })
}
