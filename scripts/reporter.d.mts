interface TestEvent {
  readonly type: string
  readonly data: {
    readonly name?: string
    readonly file?: string
    readonly line?: number
    readonly nesting?: number
    readonly message?: string
    readonly skip?: string | boolean
    readonly todo?: string | boolean
    readonly details?: { readonly type?: string; readonly duration_ms?: number; readonly error?: unknown }
  }
}
/** Why a test event counts as failed; null when it passed. */
export function verdict(event: TestEvent): string | null
export default function report(source: AsyncIterable<TestEvent>): AsyncGenerator<string>
