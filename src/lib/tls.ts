import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'

/** Paths of PEM files: the certificate with its chain, and its key. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface TlsPair {
  readonly cert: Buffer
  readonly key: Buffer
  readonly leaf: X509Certificate
}

/** Reads certificate and key; an Error for people that names the file when they cannot serve at `now`. */
export function readTls(files: TlsFiles, now = new Date()): TlsPair {
  const cert = read('TLS_CERT', files.cert)
  const key = read('TLS_KEY', files.key)
  const leaf = parsed(() => new X509Certificate(cert), `TLS_CERT ${files.cert} is not a certificate in PEM form`)
  if (!isKeyOf(leaf, parsed(() => createPrivateKey(key), `TLS_KEY ${files.key} is not a private key in PEM form without a password`))) {
    throw new Error(`TLS_KEY ${files.key} is not the key of the certificate in TLS_CERT ${files.cert}.`)
  }
  if (now > new Date(leaf.validTo)) throw new Error(`TLS_CERT ${files.cert} ended on ${leaf.validTo}. Get a new certificate; browsers refuse this one.`)
  if (now < new Date(leaf.validFrom)) throw new Error(`TLS_CERT ${files.cert} is valid only from ${leaf.validFrom}. Is this machine's clock right?`)
  parsed(() => createSecureContext({ cert, key }), `TLS_CERT ${files.cert} cannot be used (is its chain whole?)`)
  return { cert, key, leaf }
}

function isKeyOf(leaf: X509Certificate, key: KeyObject): boolean {
  return leaf.checkPrivateKey(key)
}

/** Whether browsers take the certificate for this host name or address. */
export function coversHost(leaf: X509Certificate, host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return (isIP(bare) ? leaf.checkIP(bare) : leaf.checkHost(bare)) !== undefined
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read by this user' : `cannot be read (${code})`
    throw new Error(`${name} ${path} ${why}.`, { cause: error })
  }
}

function parsed<T>(make: () => T, sentence: string): T {
  try {
    return make()
  } catch (error) {
    throw new Error(`${sentence}.`, { cause: error })
  }
}

/**
 * Calls `use` with the new pair when the files have changed and belong together: certificate and key are copied one after the other,
 * so until both are there the old pair stays. By content and by the clock, since a renewal swaps links, which file events miss.
 */
export function onRenewal(files: TlsFiles, first: TlsPair, use: (pair: TlsPair) => void, everyMs = 10_000): { readonly stop: () => void } {
  let used = first
  let complained = ''
  const look = (): void => {
    try {
      const pair = readTls(files)
      complained = ''
      if (pair.cert.equals(used.cert) && pair.key.equals(used.key)) return
      use(pair)
      used = pair
      console.log(`The certificate was renewed: valid until ${pair.leaf.validTo}`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (why !== complained) console.error(`The certificate in use stays: ${why}`)
      complained = why
    }
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
