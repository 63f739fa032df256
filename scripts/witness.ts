import { parseArgs } from 'node:util'
import { formatKey, parseKey } from '../src/lib/tlog/note.ts'
import { serveWitness } from './witness/serve.ts'
import { openWitness } from './witness/state.ts'

// npm run witness -- --name testigo.example.edu.pe --log "<key of a log>" [--log …] [--folder ./witness] [--port 8600]
const { values } = parseArgs({
  options: { name: { type: 'string' }, log: { type: 'string', multiple: true }, folder: { type: 'string' }, port: { type: 'string' } },
})
const keys = (values.log ?? []).map((text) => ({ text, key: parseKey(text) }))
const wrong = keys.find(({ key }) => key === null)

if (!values.name || wrong) {
  console.error(wrong ? `"${wrong.text}" is not the key of a log: copy it whole, from <name>+ to the last letter.` : 'usage: npm run witness -- --name <your name, such as testigo.example.edu.pe> --log "<key of a log>" [--log …] [--folder ./witness] [--port 8600]')
  process.exit(2)
}

try {
  const witness = await openWitness(values.folder ?? 'witness', values.name, keys.flatMap(({ key }) => key ?? []))
  const { address, stop } = await serveWitness(witness, Number(values.port ?? 8600))
  console.log(`${values.name} watches ${keys.map(({ key }) => key?.name).join(', ') || 'no log yet (--log)'} at ${address}`)
  console.log(`Give the log this key, and keep ${witness.folder} in your backups:\n${formatKey(witness.signer)}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void stop().then(() => witness.close()) })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
