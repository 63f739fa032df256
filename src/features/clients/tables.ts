import type { Scope } from '../../record/xapi/request.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    api_client: {
      id: string; tenant: string; name: string; key: string; scopes: Scope[]; rate: number; created: Date; created_by: string
      revoked: Date | null; tokens_since: Date; used: string | null
    }
    api_client_secret: { id: string; client: string; hash: Buffer; made: Date; until: Date | null }
  }
}
