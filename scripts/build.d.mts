/** Builds everything; returns the manifest: logical name -> hashed file name in dist/assets. */
export function build(): Promise<Record<string, string>>
