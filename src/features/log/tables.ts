declare module '../../lib/database.ts' {
  interface Tables {
    log: { tenant: string; origin: string; size: number; pos: number; refused?: string | null }
    log_entry: { tenant: string; n: number; pos: number; commitment: Buffer }
    log_node: { tenant: string; level: number; n: number; hash: Buffer }
    log_checkpoint: { tenant: string; size: number; note: string; made: Date; asked: string[] }
    log_cosignature: { tenant: string; size: number; witness: string; line: string; at: Date }
    log_witness: { tenant: string; witness: string; asked: Date; said: string }
    log_salt: { tenant: string; agent: string; salt: Buffer | null }
  }
}

export {}
