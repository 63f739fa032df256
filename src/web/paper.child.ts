import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** What the process is asked: a template under the workspace, the data it prints, as JSON, and as what: a PDF, or a picture (SVG, its letters as outlines). */
export interface Asked { readonly id: number; readonly template: string; readonly data: string; readonly as: 'pdf' | 'svg' }
export type Printed = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly error: string }
/** Said once, when Typst was found on this machine. */
export interface Ready { readonly ready: true }

/** How many rounds Typst keeps what it worked out: the fonts and the layout that every paper shares. */
const KEEP_ROUNDS = 5

/**
 * Sets paper in a process of its own: Typst's library keeps about 0.4 MB of every document for ever (measured with 0.7.0,
 * whatever is evicted), blocks while it works and would take the server down with it if it crashed. paper.ts ends it in time.
 */
function main(workspace: string): void {
  const compiler = NodeCompiler.create({ workspace })
  process.on('message', (asked: Asked) => process.send?.(answer(compiler, workspace, asked)))
  process.send?.({ ready: true } satisfies Ready)
  process.once('disconnect', () => process.exit(0))
}

function answer(compiler: NodeCompiler, workspace: string, { id, template, data, as }: Asked): Printed {
  try {
    const compiled = compiler.compile({ mainFilePath: `${workspace}/${template}`, inputs: { data } })
    const paper = compiled.result
    if (!paper) return { id, error: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no diagnostics') }
    return { id, bytes: as === 'svg' ? Buffer.from(compiler.plainSvg(paper)) : pdfOf(compiler, paper) }
  } catch (error) {
    return { id, error: String(error) }
  } finally {
    compiler.evictCache(KEEP_ROUNDS)
  }
}

/** PDF/UA-1. It forbids a sign that no font here can draw, which a name may hold: then tagged all the same, without the claim. */
function pdfOf(compiler: NodeCompiler, paper: Parameters<NodeCompiler['pdf']>[0]): Uint8Array {
  try {
    return compiler.pdf(paper, { pdfStandard: 'ua-1' })
  } catch {
    return compiler.pdf(paper)
  }
}

main(process.argv[2] ?? '')
