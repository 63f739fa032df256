/** The text of a file in UTF-8, in a browser as on the server. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
