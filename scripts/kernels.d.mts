export function kernel(): Promise<string>
