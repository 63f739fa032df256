import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { SUBMITTED } from '../../src/features/products/statements.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { courseOf } from './courses.ts'
import { learner, notHer, notStaff, OFFICE, type Learner, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row } from './row.ts'

const photo = sharp({ create: { width: 64, height: 48, channels: 3, background: '#7a2e1f' } }).jpeg().toBuffer()

export async function work(pictures: boolean): Promise<() => FormData> {
  const bytes = new Uint8Array(await photo)
  return () => {
    const form = new FormData()
    form.append('text', 'Comparé la respuesta con mi cuaderno de ventas y corregí el pedido de lana.')
    form.append('ai', 'some')
    if (pictures) form.append('pictures', new Blob([bytes], { type: 'image/jpeg' }), 'foto.jpg')
    return form
  }
}

export async function handIn(place: Place, her: Learner): Promise<string> {
  await place.house.request(`/learn/${her.enrolment}/product`, { method: 'POST', headers: { cookie: her.cookie }, body: (await work(false))() })
  const row = await place.house.db.selectFrom('product_submission').select('id').where('enrolment', '=', her.enrolment).executeTakeFirstOrThrow()
  return row.id
}

/** The best level of every criterion. */
export function bestGrade({ house }: Place): Record<string, string> {
  const best = courseOf(house).product.criteria.map((c) => [`criterion-${c.id}`, String(Math.max(...c.levels.map((l) => l.points)))])
  return { ...(Object.fromEntries(best) as Record<string, string>), comment: 'Contrastaste la respuesta con tus propias cuentas.' }
}

const noteTo = (her: Learner): Counter => rows('inbox_note', sql`person = ${her.id}`)

const onSubmission = (place: Place, id: string, act: string): Pick<Prepared, 'path' | 'by' | 'also' | 'wrong' | 'page'> => ({
  path: `${OFFICE}/products/${id}/${act}`, by: place.staff.tutor, also: { by: place.staff.fellow }, wrong: notStaff(place, 'otherTutor', 'executor', 'approver'), page: `${OFFICE}/products`,
})

/** Pictures that a handed-in version names and that are really there. */
const pictures = (place: Place, her: Learner): Counter => async ({ db }) => {
  const found = await db.selectFrom('product_submission').select('pictures').where('enrolment', '=', her.enrolment).execute()
  const files = found.flatMap((row) => row.pictures.map((p) => p.file))
  return files.filter((file) => existsSync(join(place.house.config.dataDir, 'files', file.slice(0, 2), file))).length
}

export const products: readonly Row[] = [
  {
    route: 'POST /learn/:enrolment/product',
    prepare: async (place) => {
      const her = await learner(place.house)
      const path = `/learn/${her.enrolment}/product`
      const effect = {
        submitted: said(SUBMITTED, { registration: her.enrolment }), versions: rows('product_submission', sql`enrolment = ${her.enrolment}`), pictures: pictures(place, her),
      }
      return { path, body: await work(true), by: her, wrong: notHer(place), page: path, effect }
    },
  },
  {
    route: 'POST /office/:programme/products/:submission/grade',
    prepare: async (place) => {
      const her = await learner(place.house)
      const id = await handIn(place, her)
      const effect = { graded: said(VERB.productGraded, { registration: her.enrolment }), comments: rows('product_review', sql`submission = ${id}`), notes: noteTo(her) }
      return { ...onSubmission(place, id, 'grade'), fields: bestGrade(place), effect }
    },
  },
  {
    route: 'POST /office/:programme/products/:submission/annul',
    prepare: async (place) => {
      const her = await learner(place.house)
      const id = await handIn(place, her)
      await place.staff.tutor.post(`${OFFICE}/products/${id}/grade`, bestGrade(place))
      return { ...onSubmission(place, id, 'annul'), fields: { reason: 'wrong-mark' }, effect: { annulled: said(VERB.annulled, { registration: her.enrolment }), notes: noteTo(her) } }
    },
  },
]
