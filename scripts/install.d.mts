/** An Error with a sentence for people when this Node is too old. */
export function checkNode(version?: string): void
/** Runs `npm ci` unless node_modules holds exactly what package-lock.json says. */
export function ensureInstalled(root?: string): void
export function isInstalled(root: string): boolean
/** The path of a Chromium; installs Debian's when we are root, else an Error that says the command. */
export function ensureChromium(): string
/** Where wrk is; installs Debian's when we are root, else an Error that says the command. */
export function ensureWrk(): string
/** Where Firefox is; installs Debian's firefox-esr when we are root, else an Error that says the command. */
export function ensureFirefox(): string
/** Where pdftotext is; installs Debian's poppler-utils when we are root, else an Error that says the command. */
export function ensurePoppler(): string
/** On Debian as root: bubblewrap and the system user for learners' code, where they are missing. Never throws. */
export function ensureSandbox(): void
