import { refusals, type Answer, type Body, type Operation } from './operation.ts'

const PROBLEM_DETAILS = { type: 'object', required: ['type', 'title', 'detail'], properties: { type: { type: 'string' }, title: { type: 'string' }, detail: { type: 'string' }, where: { type: 'string' } } }
const CREDENTIAL = { type: 'object', required: ['@context', 'type', 'issuer', 'credentialSubject'] }
const OUTCOMES = ['passed', 'failed', 'skipped']

const NO_REQUEST: Answer = {
  tells: { es: 'No es un pedido de VC-API; «detail» dice qué falta (RFC 9457).', en: 'It is no request of the VC-API; "detail" says what is missing (RFC 9457).' },
  content: { 'application/json': { schema: { ...PROBLEM_DETAILS, required: [...PROBLEM_DETAILS.required, 'problemDetails'] } } },
}

const VERDICT: Answer = {
  tells: {
    es: 'Las comprobaciones se hicieron: «verified» dice si todas pasaron, «ours» si es un certificado de esta institución, comparado con su registro.',
    en: 'The checks were made: "verified" says whether all passed, "ours" whether it is a certificate of this institution, held against its register.',
  },
  content: {
    'application/json': {
      schema: {
        type: 'object', required: ['verified', 'ours', 'checks', 'problemDetails', 'errors', 'warnings'],
        properties: {
          verified: { type: 'boolean' }, ours: { type: 'boolean' },
          checks: { type: 'array', items: { type: 'object', required: ['name', 'outcome', 'detail'], properties: { name: { type: 'string' }, outcome: { enum: OUTCOMES }, detail: { type: 'string' } } } },
          problemDetails: { type: 'array', items: PROBLEM_DETAILS }, errors: { type: 'array', items: PROBLEM_DETAILS }, warnings: { type: 'array' },
        },
      },
    },
  },
}

/** Made up: the checks say why it does not hold. */
const EXAMPLE_CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
  validFrom: '2026-11-02T19:30:00Z', credentialSubject: { id: 'urn:uuid:3f1c0c9e-6a52-4a3e-9f7e-0d5d1f0a2b3c' },
}
const EXAMPLE_PRESENTATION = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], verifiableCredential: [EXAMPLE_CREDENTIAL] }

const body = (field: string, schema: object, example: object): Body => ({
  tells: { es: 'JSON como en VC-API de W3C.', en: 'JSON as in the VC-API of W3C.' },
  content: { 'application/json': { schema: { type: 'object', required: [field], properties: { [field]: schema, options: { type: 'object' } } }, example: { [field]: example } } },
})

/** W3C VC-API (docs/decisions/0187). */
export const credentials: readonly Operation[] = [
  {
    method: 'post', path: '/credentials/verify', id: 'verifyCredential', tag: 'credentials', scopes: null, parameters: [],
    summary: { es: 'Comprobar un certificado, nuestro o de cualquiera', en: "Check a credential, ours or anybody's" },
    tells: { es: 'VC 2.0 con Data Integrity: eddsa y ecdsa, rdfc y jcs; did:key y did:web; Bitstring Status List.', en: 'VC 2.0 with Data Integrity: eddsa and ecdsa, rdfc and jcs; did:key and did:web; Bitstring Status List.' },
    body: body('verifiableCredential', CREDENTIAL, EXAMPLE_CREDENTIAL),
    answers: { 200: VERDICT, 400: NO_REQUEST, ...refusals('large', 'often', 'away') },
  },
  {
    method: 'post', path: '/presentations/verify', id: 'verifyPresentation', tag: 'credentials', scopes: null, parameters: [],
    summary: { es: 'Comprobar una presentación con sus certificados', en: 'Check a presentation with its credentials' },
    body: body('verifiablePresentation', { type: 'object', required: ['@context', 'type'] }, EXAMPLE_PRESENTATION),
    answers: { 200: VERDICT, 400: NO_REQUEST, ...refusals('large', 'often', 'away') },
  },
  {
    method: 'post', path: '/credentials/issue', id: 'issueCredential', tag: 'credentials', scopes: ['credentials/issue'], parameters: [],
    summary: { es: 'Recibir el certificado de una matrícula aprobada', en: 'Receive the certificate of an approved enrolment' },
    tells: {
      es: 'Solo lo que dos personas ya aprobaron: credentialSubject.id es urn:uuid: y la matrícula. Cada entrega queda anotada.',
      en: 'Only what two people have approved: credentialSubject.id is urn:uuid: and the enrolment. Each handing-out is noted.',
    },
    body: body('credential', { type: 'object', required: ['credentialSubject'] }, { credentialSubject: { id: 'urn:uuid:3f1c0c9e-6a52-4a3e-9f7e-0d5d1f0a2b3c' } }),
    answers: {
      201: {
        tells: { es: 'El certificado firmado, como lo recibe la persona.', en: 'The signed certificate, as the person receives it.' },
        content: { 'application/json': { schema: { type: 'object', required: ['verifiableCredential'], properties: { verifiableCredential: CREDENTIAL } } } },
      },
      400: NO_REQUEST, ...refusals('unknown', 'forbidden', 'none', 'conflict', 'large', 'often', 'away'),
    },
  },
]
