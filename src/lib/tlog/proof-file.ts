import { z } from 'zod'

const Hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)

/** What shows anybody, without the server, that entries are in a log and in which order: npm run audit -- --proof <file>. */
export const ProofFile = z.object({
  log: z.string(),
  /** The newest signed head, with the signatures of witnesses. */
  checkpoint: z.string(),
  /** The first signed head that covered the first of these entries, and the proof that the newest continues it. */
  first: z.object({ checkpoint: z.string(), path: z.array(Hash) }),
  entries: z.array(z.object({
    index: z.int().nonnegative(),
    /** RFC 6962 inclusion proof under `checkpoint`. */
    path: z.array(Hash),
    /** The act that the entry stands for, who she is veiled. */
    act: z.record(z.string(), z.unknown()),
    /** Of this entry, base64: the entry is SHA-256("yachay/act/v2\n", salt, act in RFC 8785 form). */
    salt: z.string(),
  })).min(1),
})
export type ProofFile = z.infer<typeof ProofFile>
