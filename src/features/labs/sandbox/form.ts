import { existsSync } from 'node:fs'
import { z } from 'zod'
import { fill, type Text } from '../../../lib/text.ts'
import { runInSandbox, type Walls } from './sandbox.ts'
import { cargoOf, findPrograms, LIMITS, policyCargo, pythonCargo, sandboxUser } from './walls.ts'
import { FORM, REFUSED } from './words.ts'

/** How learners' code runs on this machine, or why it does not. */
export type Form =
  | { readonly kind: 'own-user' | 'ordinary-user'; readonly walls: Walls }
  | { readonly kind: 'refused'; readonly why: Text }

/** Where it runs: Linux, our user's number (0: root), programs, system user and files as found, or as a test says. */
export interface Machine {
  readonly platform: string
  readonly uid: number | null
  readonly programs: ReturnType<typeof findPrograms>
  readonly user: ReturnType<typeof sandboxUser>
  readonly files: readonly string[]
}

function thisMachine(): Machine {
  return {
    platform: process.platform, uid: process.getuid?.() ?? null, programs: findPrograms(), user: sandboxUser(),
    files: [...pythonCargo(), ...cargoOf('pyodide'), ...policyCargo()].map(([, outside]) => outside),
  }
}

let found: Promise<Form> | null = null

/** Found once for this process: not by looking for programs but by running two in the sandbox. */
export function sandboxForm(): Promise<Form> {
  found ??= findForm(thisMachine())
  return found
}

/** Tries the sandbox that this machine allows. */
export async function findForm(machine: Machine): Promise<Form> {
  const refused = (why: Text): Form => ({ kind: 'refused', why })
  if (machine.platform !== 'linux') return refused(REFUSED.linux)
  const { bwrap, prlimit } = machine.programs
  if (!bwrap || !prlimit) return refused(fill(REFUSED.program, { program: bwrap ? 'util-linux' : 'bubblewrap' }))
  const missing = machine.files.find((path) => !existsSync(path))
  if (missing) return refused(fill(REFUSED.file, { file: missing }))
  // Root's own number behind the walls would still be root's if a wall fell.
  if (machine.uid === 0 && !machine.user) return refused(REFUSED.user)
  const walls: Walls = { bwrap, prlimit, user: machine.uid === 0 ? machine.user : null }
  const trouble = await trial(walls)
  if (trouble) return refused(fill(REFUSED.trial, { trouble }))
  return { kind: walls.user ? 'own-user' : 'ordinary-user', walls }
}

const Seen = z.strictObject({
  uid: z.literal(65534), pid: z.int().max(9), env: z.int().max(1), readable: z.tuple([]), writable: z.tuple([]), networks: z.array(z.literal('lo')),
})
/** What no sandbox may show. */
const OUTSIDE = ['/etc', '/etc/passwd', '/proc', '/sys', '/home', '/root', '/usr', '/var', '/run', '/tmp', '/dev']
/** Rows of one number; the label is whether it is more than 5. */
const HARMLESS = {
  source: 'def entrenar(X, y):\n    return (min(x[0] for x, c in zip(X, y) if c) + max(x[0] for x, c in zip(X, y) if not c)) / 2\n'
    + 'def predecir(m, X):\n    return [int(x[0] > m) for x in X]\n',
  learn: { X: [[1], [5], [6], [9]], y: [0, 0, 1, 1] }, ask: [[[2], [8], [5]]], classes: 2, seed: 1,
}

/** What does not hold, in a few words, or null: a program that looks around sees nothing, and one that learns is answered. */
async function trial(walls: Walls): Promise<string | null> {
  try {
    const limits = { ...LIMITS, wallMs: 20_000 }
    const look = await runInSandbox(walls, { look: OUTSIDE }, limits)
    if (look.kind !== 'output') return firstLine(look.said, look.why)
    const seen = Seen.safeParse(JSON.parse(look.text))
    if (!seen.success) return `the sandbox is not closed: ${seen.error.issues.map((issue) => issue.path.join('.')).join(', ')}`
    const ran = await runInSandbox(walls, HARMLESS, limits)
    if (ran.kind !== 'output') return firstLine(ran.said, ran.why)
    return ran.text.trim() === '{"kind":"answered","answers":[[0,1,0]]}' ? null : 'Python answers wrongly'
  } catch (error) {
    return error instanceof Error ? firstLine(error.message, error.name) : String(error)
  }
}

function firstLine(said: string, otherwise: string): string {
  return said.trim().split('\n')[0]?.slice(0, 160) || otherwise
}

/** For the status page and for whoever starts the server. */
export function formSentence(form: Form): Text {
  return form.kind === 'refused' ? form.why : FORM[form.kind]
}
