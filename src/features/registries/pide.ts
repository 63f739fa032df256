import { z } from 'zod'
import type { House } from '../../feature.ts'
import { callOut, OutboundError } from '../../lib/outbound.ts'
import { Problem } from '../../lib/problem.ts'
import type { IdentityDocument } from '../people/index.ts'
import { compareNames } from './compare-names.ts'
import { settingsOf, type AskedRegistry, type RegistryAnswer, type Restriction } from './registry.ts'
import { REFUSED } from './words.ts'

/**
 * RENIEC and Migraciones through PIDE, the state's exchange of data: one POST of JSON each, as public client code of entities speaks to
 * it (DOMAIN.md 2.2, sources 93 and 95; undated). Nobody here could try it against the real registry.
 */
export function askedRegistries(house: Pick<House, 'config'>): AskedRegistry[] {
  const { reniec, migraciones, relays } = settingsOf(house)
  // RENIEC sends a picture along, which we throw away.
  const limits = { timeoutMs: 10_000, mostBytes: 4 * 2 ** 20, relays }
  const post = async (url: string, body: object): Promise<unknown> => asked(url, JSON.stringify({ PIDE: body }), limits)
  const found: AskedRegistry[] = []
  if (reniec) {
    found.push({
      id: 'reniec', takes: (d) => d.type === 'dni',
      ask: async (d, name) => readReniec(await post(reniec.url, { nuDniConsulta: d.number, nuDniUsuario: reniec.dni, nuRucUsuario: reniec.ruc, password: reniec.password }), name),
    })
  }
  if (migraciones) {
    found.push({
      id: 'migraciones', takes: (d) => d.type === 'ce',
      ask: async (d, name) => readMigraciones(await post(migraciones.url, { username: migraciones.user, password: migraciones.password, ip: migraciones.ip, nivelacceso: 'personalizado', docconsulta: d.number }), name),
    })
  }
  return found
}

/** The registry that knows this document, among those that may be asked. */
export function registryFor(registries: readonly AskedRegistry[], document: IdentityDocument): AskedRegistry | null {
  return registries.find((r) => r.takes(document)) ?? null
}

async function asked(url: string, body: string, limits: Parameters<typeof callOut>[2]): Promise<unknown> {
  try {
    const answer = await callOut(url, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' }, body }, limits)
    if (!answer.ok) throw new Problem(503, 'registry-refused', REFUSED.registryBroken)
    return await answer.json()
  } catch (error) {
    if (error instanceof Problem) throw error
    if (error instanceof OutboundError) throw new Problem(503, 'registry-away', REFUSED.registryAway)
    throw new Problem(503, 'registry-refused', REFUSED.registryBroken)
  }
}

const Text = z.string().nullish().transform((t) => t ?? '')
const Reniec = z.object({
  coResultado: z.string(),
  datosPersona: z.object({ apPrimer: Text, apSegundo: Text, prenombres: Text, restriccion: Text }).nullish(),
})
const ReniecAnswer = z.object({ consultarResponse: z.object({ return: Reniec }) })

/** Codes of RENIEC: found, a minor (no data are told), not found. Any other is about our own access, or new. */
function readReniec(json: unknown, name: string): RegistryAnswer {
  const read = ReniecAnswer.safeParse(json)
  if (!read.success) throw new Problem(503, 'registry-refused', REFUSED.registryBroken)
  const { coResultado, datosPersona: person } = read.data.consultarResponse.return
  if (coResultado === '0999') return { match: 'not-found', restriction: 'none', assurance: 'query' }
  if (coResultado === '0001') throw new Problem(409, 'registry-minor', REFUSED.registryMinor)
  if (coResultado === '1003') throw new Problem(503, 'registry-limit', REFUSED.registryLimit)
  if (coResultado !== '0000' || !person) throw new Problem(503, 'registry-refused', REFUSED.registryBroken)
  return { match: compareNames(`${person.apPrimer} ${person.apSegundo} ${person.prenombres}`, name), restriction: restrictionOf(person.restriccion), assurance: 'query' }
}

function restrictionOf(text: string): Restriction {
  const plain = text.trim().toUpperCase()
  if (plain === '' || plain === 'NINGUNA' || plain === 'NINGUNO') return 'none'
  return plain.includes('FALLEC') ? 'death' : 'other'
}

const Migraciones = z.object({
  codRespuesta: z.string(),
  datosPersonales: z.object({ apepaterno: Text, apematerno: Text, nombres: Text }).nullish(),
})

/** Migraciones answers 0000 with data; another code without data says that nobody has the number. */
function readMigraciones(json: unknown, name: string): RegistryAnswer {
  const read = Migraciones.safeParse(json)
  if (!read.success) throw new Problem(503, 'registry-refused', REFUSED.registryBroken)
  const { codRespuesta, datosPersonales: person } = read.data
  if (codRespuesta !== '0000' || !person) return { match: 'not-found', restriction: 'none', assurance: 'query' }
  return { match: compareNames(`${person.apepaterno} ${person.apematerno} ${person.nombres}`, name), restriction: 'none', assurance: 'query' }
}
