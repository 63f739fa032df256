import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DEMO_PROGRAMME } from '../lib/config.ts'
import type { Simulated } from './simulate.ts'
import { codeAt } from './staff.ts'

const Accounts = z.object({
  staff: z.array(z.object({ handle: z.string(), name: z.string(), role: z.string(), password: z.string(), secret: z.string(), entity: z.boolean().optional() })),
  learners: z.array(z.object({ type: z.string(), number: z.string(), pin: z.string() })),
})
export type Accounts = z.infer<typeof Accounts>

const pathIn = (dataDir: string): string => join(dataDir, 'demo-accounts.json')

/** For this user only: whoever reads it can sign in to the demo, and to nothing else. */
export function keepAccounts(dataDir: string, { office, learners }: Simulated): void {
  const accounts: Accounts = {
    staff: office.all.map(({ id, handle, name, role, password, secret }) => ({ handle, name, role, password, secret, ...(id === office.entity.id ? { entity: true } : {}) })),
    learners: learners.map(({ person: { document }, pin }) => ({ type: document.type, number: document.number, pin })),
  }
  writeFileSync(pathIn(dataDir), `${JSON.stringify(accounts, null, 1)}\n`, { mode: 0o600 })
}

/** Null where the file is not, as after a restore. */
export function readAccounts(dataDir: string): Accounts | null {
  return existsSync(pathIn(dataDir)) ? Accounts.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8'))) : null
}

/** Her role; who coordinates for one entity sees other pages than who coordinates the programme. */
const placeOf = (s: Accounts['staff'][number]): string => (s.entity ? 'one entity' : s.role)

/** Who can sign in, one of each role, as lines for a terminal. */
export function accountLines(publicUrl: string, accounts: Accounts): string[] {
  const roles = [...new Map(accounts.staff.map((s) => [placeOf(s), s])).values()]
  return [
    `Staff of the demo, at ${publicUrl}/staff/sign-in (office of the programme: ${publicUrl}/office/${DEMO_PROGRAMME}):`,
    ...roles.map((s) => `  ${placeOf(s).padEnd(14)} ${s.handle.padEnd(16)} password: ${s.password}`),
    '  Their six-digit codes of this moment: npm start -- --demo --codes',
    `Learners of the demo, at ${publicUrl}/sign-in:`,
    ...accounts.learners.map((l) => `  ${l.type.toUpperCase().padEnd(4)} ${l.number.padEnd(12)} PIN: ${l.pin}`),
  ]
}

const PERIOD_MS = 30_000

/** The codes that authenticator apps of the demo's staff would show at `now`. */
export function codeLines({ staff }: Accounts, now: Date): string[] {
  const left = Math.ceil((PERIOD_MS - (now.getTime() % PERIOD_MS)) / 1000)
  return [...staff.map((s) => `${s.handle.padEnd(16)} ${s.role.padEnd(14)} ${codeAt(s.secret, now.getTime())}`), `Good for ${left} s and half a minute more, each once.`]
}
