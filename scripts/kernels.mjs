// Makes src/engine/kernels-wasm.ts of src/engine/kernels/product.wat: node scripts/kernels.mjs. Committed, because browsers need it and the build does not.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ENGINE = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/engine')

/** The bytes of the kernel, base64. */
export async function kernel() {
  const { default: wabt } = await import('wabt')
  const module = (await wabt()).parseWat('product.wat', readFileSync(join(ENGINE, 'kernels/product.wat'), 'utf8'), { simd: true })
  module.validate()
  return Buffer.from(module.toBinary({}).buffer).toString('base64')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lines = (await kernel()).match(/.{1,140}/g).map((line) => `  '${line}',`).join('\n')
  writeFileSync(join(ENGINE, 'kernels-wasm.ts'), `/** The bytes of kernels/product.wat in base64, by scripts/kernels.mjs; a test compares them. */\nexport const KERNEL: readonly string[] = [\n${lines}\n]\n`)
}
