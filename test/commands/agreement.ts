import { AGREEMENT, agreementState, dropProposal, limaDayOf, proposeInstrument, readAgreement, recordOrganisation, signInstrument, verbIri } from '../../src/features/programmes/index.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { SIGNED } from './content.ts'
import type { Place } from './place.ts'
import { said, type Row, type Wrong } from './row.ts'

const PATH = `/office/${SIGNED}/agreement`
let drawn = 0
const PARTIES = ['una-parte', 'otra-parte']

interface Ready { readonly owner: Acting; readonly other: Acting; readonly wrong: readonly Wrong[]; readonly kind: 'agreement' | 'addendum' }

/** Two owners, two parties, and no proposal that waits. */
async function ready({ house, stranger, staff }: Place): Promise<Ready> {
  const owner = await actingStaff(house, 'Olinda Titular', ['approver'], SIGNED)
  const other = await actingStaff(house, 'Óscar Titular', ['approver'], SIGNED)
  const executor = await actingStaff(house, 'Elvira Coordina', ['executor'], SIGNED)
  for (const id of PARTIES) await recordOrganisation(house, SIGNED, { id, name: `Organización ${id}`, ruc: null, kinds: ['party'] }, owner.id)
  const record = await readAgreement(house.db, SIGNED)
  for (const open of record.instruments.filter((i) => i.since === null)) await dropProposal(house, SIGNED, open.hash, owner.id)
  return {
    owner, other, kind: record.instruments.some((i) => i.id === AGREEMENT && i.since !== null) ? 'addendum' : 'agreement',
    wrong: [
      { who: 'nobody signed in', by: null }, { who: 'a learner', by: stranger }, { who: 'an executor', by: executor },
      { who: 'an owner of another programme', by: staff.approver }, { who: 'administrator', by: staff.administrator },
    ],
  }
}

async function proposal(place: Place): Promise<Ready & { readonly hash: string }> {
  const { house } = place
  const desk = await ready(place)
  const today = limaDayOf(house.clock())
  const targets = [{ persons: 100 + (drawn += 1), group: null, department: null, since: null, until: null }]
  await proposeInstrument(house, SIGNED, { kind: desk.kind, signedOn: today, place: '', from: today, until: null, parties: PARTIES, targets, earlier: null },
    { bytes: Buffer.from('%PDF-1.4 papel'), type: 'application/pdf', open: true }, desk.owner.id)
  return { ...desk, hash: (await readAgreement(house.db, SIGNED)).instruments.find((i) => i.since === null)?.hash ?? '' }
}

function paper(kind: string, day: string): FormData {
  const form = new FormData()
  const fields = { kind, signed: day, from: day, until: '', place: 'Lima', target: '500', targets: '', earlier: '', open: 'yes' }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const id of PARTIES) form.append('parties', id)
  form.append('file', new Blob(['%PDF-1.4 papel'], { type: 'application/pdf' }), 'papel.pdf')
  return form
}

export const agreement: readonly Row[] = [
  {
    route: 'POST /office/:programme/agreement',
    prepare: async (place) => {
      const { owner, other, wrong, kind } = await ready(place)
      const day = limaDayOf(place.house.clock())
      return { path: PATH, body: () => paper(kind, day), by: owner, also: { by: other }, page: PATH, wrong, effect: { proposed: said(verbIri('agreementProposed'), {}) } }
    },
  },
  {
    route: 'POST /office/:programme/agreement/sign',
    prepare: async (place) => {
      const { owner, wrong, hash } = await proposal(place)
      return { path: `${PATH}/sign`, fields: { hash }, by: owner, page: PATH, wrong, effect: { signed: said(verbIri('agreementSigned'), { actor: owner.id }) } }
    },
  },
  {
    route: 'POST /office/:programme/agreement/drop',
    prepare: async (place) => {
      const { owner, other, wrong, hash } = await proposal(place)
      return { path: `${PATH}/drop`, fields: { hash }, by: owner, also: { by: other }, page: PATH, wrong, effect: { dropped: said(verbIri('agreementDropped'), {}) } }
    },
  },
  {
    route: 'POST /office/:programme/agreement/move',
    prepare: async (place) => {
      const { house } = place
      const desk = await ready(place)
      if (desk.kind === 'agreement') {
        const { hash, owner, other } = await proposal(place)
        for (const who of [owner, other]) await signInstrument(house, SIGNED, hash, who.id)
      }
      const to = agreementState(await readAgreement(house.db, SIGNED), limaDayOf(house.clock())) === 'suspended' ? 'resumed' : 'suspended'
      return {
        path: `${PATH}/move`, fields: { to, confirm: 'yes' }, by: desk.owner, also: { by: desk.other }, page: PATH, wrong: desk.wrong,
        effect: { moved: said(verbIri('agreementMoved'), {}) },
      }
    },
  },
  {
    route: 'POST /office/:programme/organisations',
    prepare: async (place) => {
      const { owner, other, wrong } = await ready(place)
      const id = `org-${crypto.randomUUID().slice(0, 8)}`
      await recordOrganisation(place.house, SIGNED, { id, name: 'Nombre de antes', ruc: null, kinds: ['executor'] }, owner.id)
      return {
        path: `/office/${SIGNED}/organisations`, fields: { id, name: 'Nombre de ahora', ruc: '', kinds: ['executor', 'verifier'] }, by: owner, also: { by: other },
        page: `/office/${SIGNED}/organisations`, wrong: wrong.filter(({ who }) => who !== 'an executor'), effect: { recorded: said(verbIri('organisationRecorded'), { object: id }) },
      }
    },
  },
]
