import { z } from 'zod'
import { jsonOf, linesOf, type Step } from './published.ts'
import { count, shownCounts } from './recount.ts'
import type { Source } from './source.ts'

const Live = z.object({ pos: z.int(), counts: z.object({ n0: z.int(), n1: z.int(), n2: z.int(), n3: z.int() }).nullable() })

/** The number of now: number.json, the recount file of now and the page say the same. A folder may hold none of them. */
/** `againMs`: pages are kept for five seconds. */
export async function auditLive(programme: Source, againMs: number, step: Step, say: (line: string) => void): Promise<void> {
  const first = await look(programme)
  if (first === null) return say('--  number.json is not here: the number of now is not compared')
  // Somebody may have come to count between two looks, or the page be some seconds old.
  const found = first.why === null ? first : await new Promise((done) => { setTimeout(done, againMs) }).then(() => look(programme)) ?? first
  step(found.why === null, found.why ?? found.line)
}

async function look(programme: Source): Promise<{ line: string; why: string | null } | null> {
  const live = Live.safeParse(jsonOf(await programme('number.json')))
  if (!live.success) return null
  const { pos, counts } = live.data
  if (!counts) return { line: 'no rule is in force: there is no number', why: null }
  const recount = await programme('recount.csv')
  const page = await programme('?lang=en')
  const after = Live.safeParse(jsonOf(await programme('number.json')))
  if (after.data?.pos !== pos) return { line: 'the number of now moved while it was looked at', why: null }
  const said = [counts.n0, counts.n1, counts.n2, counts.n3]
  const anew = recount && count(linesOf(recount).map(([, level]) => Number(level)))
  if (anew && String(anew) !== String(said)) return { line: '', why: `recount.csv of now gives ${shownCounts(anew)}; number.json says ${shownCounts(said)}` }
  const shown = page && /id="number">([\d.,\s\u00a0\u202f]+) of /.exec(page.toString('utf8'))?.[1]?.replace(/\D/g, '')
  if (page && shown !== String(counts.n3)) return { line: '', why: `the public page shows ${shown ?? 'no number'}; number.json says ${counts.n3}` }
  return { line: `the number of now (position ${pos}): ${shownCounts(said)}${anew ? ', counted anew from recount.csv' : ''}${page ? ', and on the public page' : ''}`, why: null }
}
