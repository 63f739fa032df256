import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { staff } from '../../web/who.ts'
import { EVERYWHERE, staffName } from '../people/index.ts'
import { fieldsOf, isId } from './fields.ts'
import { handOver, heldBy } from './hand-over.ts'
import { HandOverPage } from './hand-over-page.tsx'
import { HAND_OVER } from './hand-over-words.ts'

const AT = '/office/staff/:staff/hand-over'

export const handOverRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: (c) => show(c) },
  { method: 'POST', path: AT, handle: give },
]

/** The member of staff of the address: not who asks. */
async function leaverOf(c: Ctx): Promise<{ id: string; name: string; by: string }> {
  const { staff: by } = staff(c, EVERYWHERE, 'administrator')
  const id = c.req.param('staff') ?? ''
  const name = isId(id) ? await staffName(c.var.house.db, id) : ''
  if (name === '') throw new Problem(404, 'no-such-staff', HAND_OVER.unknown)
  if (id === by) throw new Problem(409, 'not-yourself', HAND_OVER.notYourself)
  return { id, name, by }
}

interface Shown { readonly typed?: ReadonlyMap<string, string>; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const leaver = await leaverOf(c)
  return page(c, {
    title: say(HAND_OVER.title, lang, { name: leaver.name }), status: shown.status ?? 200,
    main: <HandOverPage lang={lang} staff={leaver} held={await heldBy(house, leaver.id)} typed={shown.typed ?? new Map()} problems={shown.problems ?? []} refusal={shown.refusal}
      done={c.req.method === 'GET' && c.req.query('done') !== undefined} />,
  })
}

async function give(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { id, by } = await leaverOf(c)
  const field = await fieldsOf(c)
  const toGive = (await heldBy(house, id)).filter((held) => held.sections.length > 0)
  const takers = new Map(toGive.map((held) => [held.programme, field(`to-${held.programme}`)]))
  const problems = toGive.filter((held) => !held.takers.some((t) => t.id === takers.get(held.programme))).map((held) => ({ field: `to-${held.programme}`, sentence: HAND_OVER.noTaker }))
  if (problems.length > 0) return show(c, { typed: takers, problems, status: 422 })
  const leaves = field('leaves') === 'yes'
  try {
    await handOver(house, { from: id, by, takers, leaves })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed: takers, problems: error.fields, status: error.status, ...(error.fields.length ? {} : { refusal: error.sentence }) })
  }
  return c.redirect(leaves ? '/office/staff?saved' : `${AT.replace(':staff', id)}?done`, 303)
}
