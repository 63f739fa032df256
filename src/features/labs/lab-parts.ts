import { z } from 'zod'
import { Steps, When } from './lab-steps.ts'
import { TRADES } from './shelf/trades.ts'

export const TextPair = z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) })
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
const DataFile = z.strictObject({ file: z.string().regex(/^([a-z0-9-]+\/)?[a-z0-9-]+\.(csv|bin)$/), rows: z.int().positive(), sha256: Sha256 })

const FilePart = { file: DataFile.shape.file, sha256: Sha256 }

/**
 * Two sets where there is data for two: the first gives the score that is shown, the second decides. `file: simulated`: both are drawn from a secret
 * seed of each section by src/engine/simulators.ts, which has an entry of the lab's id. Each set has so many rows.
 */
const HiddenData = z.strictObject({
  file: z.union([z.literal('simulated'), DataFile.shape.file]), rows: z.int().positive(), sha256: Sha256.optional(), second: z.strictObject(FilePart).optional(),
}).refine((h) => (h.file === 'simulated') === (h.sha256 === undefined), { error: 'a file has one, simulated data has none', path: ['sha256'] })

/** What every lab says of its data. */
export const DATA = {
  public: DataFile,
  hidden: HiddenData,
  source: TextPair,
  licence: z.string().min(1),
  url: z.url(),
  /** Said when the answers can be found outside. */
  known: TextPair.nullable(),
  row: TextPair,
  rows: TextPair,
  /** Hidden rows that are drawn together in the bootstrap of the fairness rule: more than 1 where neighbouring rows are alike. */
  together: z.int().min(1).max(1000),
}

/** What every lab says of itself. */
export const LAB = {
  id: Slug,
  version: z.int().positive(),
  minutes: z.int().positive(),
  /** Whose work it is about: where it stands on the shelf. */
  trade: z.enum(TRADES),
  /** 1 to begin with, 2 after a first lab, 3 for who wants to go further. */
  level: z.literal([1, 2, 3]),
  title: TextPair,
  summary: TextPair,
  problem: TextPair,
  idea: TextPair,
  /** What this model must not decide. */
  limits: z.array(TextPair).min(1),
  most_cost: z.int().positive().max(200_000_000),
  starter: Steps,
  baseline: Steps,
  reference: Steps,
  predict: z.strictObject({ question: TextPair, options: z.array(TextPair).min(2), answer: z.int().min(0), because: TextPair }),
  hints: z.array(TextPair).length(3),
  mistakes: z.array(z.strictObject({ when: When, say: TextPair })),
}

/** How many hidden rows must be right. */
export const PassRight = z.strictObject({ right: z.int().positive() })
/** Least skill on the hidden data, see skillOf: 0.06 is an error 6 % smaller than the baseline's. */
export const PassSkill = z.strictObject({ skill: z.number().gt(0).lt(1) })

/** The sentences that every lab has for its numbers. */
export const SENTENCES = { practice: TextPair, learnt: TextPair, hidden: TextPair, baseline: TextPair, goal: TextPair }

/** The lab's line. */
export type Pass = z.infer<typeof PassRight> | z.infer<typeof PassSkill>
