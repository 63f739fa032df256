import { randomBytes } from 'node:crypto'
import { enrolmentById } from '../cohorts/index.ts'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { seal, unseal } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { enrolledIn, type Enrolled } from '../courses/index.ts'
import { dataKeyOf, personOf } from '../people/index.ts'
import { handIn, type Work } from './hand-in.ts'
import type { Picture } from './picture.ts'
import { dropFiles, readStored, storeFile } from './picture-store.ts'
import { gradeOf } from './product-grade.ts'
import { submissionById, submissionsOf, type KeptPicture, type Submission } from './submission.ts'
import { WRONG } from './words.ts'

/** Versions of one enrolment's product follow each other; grades of it too. */
export const productScope = (enrolment: string): string => `product:${enrolment}`

export interface Handing {
  readonly submission: string
  readonly work: Work
  /** Of her last version, those she keeps. */
  readonly kept: readonly KeptPicture[]
  readonly fresh: readonly Picture[]
  /** When she handed it in; now when absent. */
  readonly at?: Date
}

/**
 * Stores the pictures, then text, row and statement in one transaction; when that fails the new files go away again. The same work
 * as the last version, which nobody graded yet, is that version: a button pressed twice.
 */
export async function handInWork(house: House, own: Enrolled, person: string, handing: Handing): Promise<void> {
  const dataKey = await dataKeyOf(house, house.db, person)
  if (!dataKey) throw new Error('a signed-in person without a data key')
  const stored: KeptPicture[] = []
  try {
    for (const { webp, content, width, height } of handing.fresh) {
      const file = await storeFile(house, seal(dataKey, `product picture ${content}`, webp))
      stored.push({ file, content, bytes: webp.length, width, height })
    }
    const written = await append(house, { scopes: [productScope(own.standing.enrolment), `actor:${own.standing.tenant}:${own.standing.agent}`] },
      (tx) => decideHandIn(house, tx, own, dataKey, handing, [...handing.kept, ...stored]))
    if (written.length === 0) await dropFiles(house, stored.map((p) => p.file))
  } catch (error) {
    await dropUnused(house, handing.submission, stored)
    throw error
  }
}

/** A connection that breaks at the commit leaves open whether the version stands: its files go only when it surely does not. */
async function dropUnused(house: House, submission: string, stored: readonly KeptPicture[]): Promise<void> {
  const stands = await submissionById(house.db, submission).then((row) => row !== undefined, () => true)
  if (!stands) await dropFiles(house, stored.map((p) => p.file))
}

async function decideHandIn(house: House, tx: Tx, own: Enrolled, dataKey: Buffer, { submission, work, at }: Handing, pictures: readonly KeptPicture[]) {
  const now = at ?? house.clock()
  const { standing, course } = (await enrolledIn(house, tx, own.standing.enrolment)) ?? own
  const salt = randomBytes(16)
  const before = await submissionsOf(tx, standing.enrolment, course.product.id)
  const about = { tenant: standing.tenant, agent: standing.agent, enrolment: standing.enrolment, product: `${course.id}.${course.product.id}`, at: now }
  if (before[0] && await isSame(tx, dataKey, before[0], work, pictures)) return []
  const drafts = handIn({ open: standing.open, attempts: before.length }, about, work, { submission, version: course.hash, salt, pictures })
  // Where she is now: her tutor of today reviews it.
  const section = (await enrolmentById(tx, standing.enrolment))?.section ?? standing.section
  await tx.insertInto('product_submission').values({
    id: submission, tenant: standing.tenant, agent: standing.agent, enrolment: standing.enrolment, section, course: course.id,
    course_version: course.hash, product: course.product.id, attempt: before.length + 1, sealed: seal(dataKey, `product text ${submission}`, work.text),
    pictures: JSON.stringify(pictures), ai: work.ai, salt, submitted: now,
  }).execute()
  return drafts
}

/** The version says what this work says, and waits for its grade. */
async function isSame(tx: Tx, dataKey: Buffer, version: Submission, work: Work, pictures: readonly KeptPicture[]): Promise<boolean> {
  const text = unseal(dataKey, `product text ${version.id}`, version.sealed).toString('utf8')
  const contents = (of: readonly KeptPicture[]): string => of.map((p) => p.content).join()
  return text === work.text && version.ai === work.ai && contents(version.pictures) === contents(pictures) && (await gradeOf(tx, version.id)) === undefined
}

/** The text of a version, or null when its person was erased. */
export async function textOf(house: House, submission: Submission): Promise<string | null> {
  const dataKey = await keyOf(house, submission)
  return dataKey && unseal(dataKey, `product text ${submission.id}`, submission.sealed).toString('utf8')
}

/** One picture as WebP; 404 when there is none of this number (from 1). */
export async function pictureOf(house: House, submission: Submission, number: number): Promise<Buffer> {
  const picture = submission.pictures[number - 1]
  const dataKey = await keyOf(house, submission)
  if (!picture || !dataKey) throw new Problem(404, 'unknown-picture', WRONG.unknown)
  return unseal(dataKey, `product picture ${picture.content}`, await readStored(house, picture.file))
}

export async function keyOf(house: House, submission: Pick<Submission, 'tenant' | 'agent'>): Promise<Buffer | null> {
  const person = await personOf(house.db, submission.tenant, submission.agent)
  return person === null ? null : dataKeyOf(house, house.db, person)
}
