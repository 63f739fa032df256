// npm run box-certificate -- <names and addresses …> [--serve [port]]: an own authority and a certificate for a box without internet,
// under DATA_DIR/box-certificate. Again with the same names: a new certificate of the same authority. docs/https.md says what that means.
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '../src/lib/config.ts'
import { makeBox, PATHS } from './certificate/box.ts'
import { serveInstallPage } from './certificate/install-page.ts'

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main(args: readonly string[]): Promise<void> {
  const serving = args.indexOf('--serve')
  const names = (serving < 0 ? args : args.slice(0, serving)).map((name) => name.toLowerCase())
  const { dataDir, port } = readConfig(process.env)
  const box = makeBox(join(dataDir, 'box-certificate'), names, new Date())
  const host = isIPv6(names[0] ?? '') ? `[${names[0]}]` : names[0]
  const address = `https://${host}${port === 443 ? '' : `:${port}`}`
  console.log(`${box.fresh ? 'A new authority: install it on every phone.' : 'The same authority as before: the phones keep it.'}
SHA-256 of the authority, to print on paper and compare on each phone:
  ${box.authority.fingerprint256}
It is good for ${names.join(', ')} until ${box.authority.validTo}; the box's certificate until ${box.server.validTo}.
Keep ${join(box.folder, PATHS.authorityKey)} off the box (on a stick, locked away): whoever has it can pass for the box on every phone that trusts it.

Start:
  TLS_CERT=${join(box.folder, PATHS.server)} TLS_KEY=${join(box.folder, PATHS.serverKey)} PUBLIC_URL=${address} npm start`)
  if (serving < 0) return
  const httpPort = Number(args[serving + 1] ?? 8080)
  const server = serveInstallPage(box.authority, address).listen(httpPort)
  await once(server, 'listening')
  console.log(`\nPhones find the authority and the steps at http://${host}:${httpPort}/ until Ctrl-C.`)
}
