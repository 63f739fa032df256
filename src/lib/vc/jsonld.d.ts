/** The calls of jsonld 9 that we use; the package ships no types. */
declare module 'jsonld' {
  interface CanonizeOptions {
    readonly documentLoader: (url: string) => Promise<object>
    /** Throws on terms that no context defines, instead of dropping them unsigned. */
    readonly safe: true
    readonly base: null
    readonly canonizeOptions: { readonly algorithm: 'RDFC-1.0'; readonly maxWorkFactor: number; readonly signal: AbortSignal }
  }
  interface ReadOptions {
    readonly documentLoader: (url: string) => Promise<object>
    readonly safe?: true
    readonly base: null
  }
  const jsonld: {
    canonize: (input: object, options: CanonizeOptions) => Promise<string>
    expand: (input: object, options: ReadOptions) => Promise<readonly Readonly<Record<string, unknown>>[]>
    compact: (input: object, context: string, options: ReadOptions) => Promise<Readonly<Record<string, unknown>>>
  }
  export default jsonld
}
