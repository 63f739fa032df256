import canonicalize from 'canonicalize'

/** Whether two statements say the same by the specification (stands in until the validation helper's complete rules replace this file). */
export function sameStatement(a: unknown, b: unknown): boolean {
  return said(a) === said(b)
}

function said(value: unknown): string | undefined {
  const { stored: _s, authority: _a, version: _v, ...rest } = value as Record<string, unknown>
  return canonicalize(rest)
}
