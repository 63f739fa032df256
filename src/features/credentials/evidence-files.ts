import type { House } from '../../feature.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { statesOf, type CredentialState } from './credential-state.ts'
import { credentialById, papersOf } from './credentials.ts'
import { toldBy } from './told.ts'

/** A paper as who audits sees it: what was signed, what is printed, and whether it is in force. Signed and printed are gone with the person. */
export interface PaperFiles {
  readonly credential: string
  readonly kind: CredentialState['kind']
  readonly state: CredentialState['state']
  readonly issued: Date
  readonly signed: object | null
  readonly pdf: Uint8Array | null
}

/** Every certificate and constancia of these agents, the newest first. */
export async function* papersOfAgents(house: House, tenant: string, agents: readonly string[]): AsyncGenerator<PaperFiles> {
  for (const state of await statesOf(house.db, tenant, agents)) {
    const row = await credentialById(house.db, state.credential)
    const papers = row ? await papersOf(house, house.db, row.credential) : null
    const pdf = row && papers ? await certificatePdf(house, 'es', row, state, papers) : null
    yield { credential: state.credential, kind: state.kind, state: state.state, issued: state.issued, signed: papers?.credential ?? null, pdf }
  }
}

/** The minutes that stand on the newest paper of these agents; null when there is none, or she was erased. */
export async function printedMinutes(house: House, tenant: string, agents: readonly string[]): Promise<number | null> {
  const [newest] = await statesOf(house.db, tenant, agents)
  const papers = newest ? await papersOf(house, house.db, newest.credential) : null
  return papers ? toldBy(papers.credential).minutes : null
}
