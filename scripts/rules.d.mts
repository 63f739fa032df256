export interface SourceFile {
  readonly path: string
  readonly text: string
}
type Rule = (file: SourceFile) => string[]
type RuleOverAll = (files: readonly SourceFile[]) => string[]
export const breaches: RuleOverAll
export const imports: RuleOverAll
export const circles: RuleOverAll
export const sizes: Rule
export const words: Rule
export const names: Rule
export const time: Rule
export const engine: Rule
export function withoutComments(text: string): string
