const EVERY_MS = 1000
let seen: string | null = null

/** Opens the page anew when a file of the lab was saved; what stands on the workbench is kept by the workbench. */
async function look(): Promise<void> {
  try {
    const state = await (await fetch('/changed')).text()
    if (seen !== null && state !== seen) location.reload()
    seen = state
  } catch {
    // The preview was ended: the page stays as it is, and asks again.
  }
  setTimeout(() => void look(), EVERY_MS)
}
void look()
