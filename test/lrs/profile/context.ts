// The terms of the normative context (https://w3id.org/xapi/profiles/context) that our profile uses, written down from xAPI Profiles 1.0:
// no test fetches anything. What stands here under a term is what every JSON-LD processor will make of it.
const [SKOS, PROFILE, SCHEMA, PROV] = ['http://www.w3.org/2004/02/skos/core#', 'https://w3id.org/xapi/profiles/ontology#', 'http://schema.org/', 'http://www.w3.org/ns/prov#']
const XAPI = 'https://w3id.org/xapi/ontology#'

const words = (base: string, ...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, base + name]))
const link = (id: string) => ({ '@id': id, '@type': '@id' })
const links = (id: string) => ({ ...link(id), '@container': '@set' })
const set = (id: string) => ({ '@id': id, '@container': '@set' })
const spoken = (id: string) => ({ '@id': id, '@container': '@language' })

export const CONTEXT = {
  '@context': {
    id: '@id', type: '@type',
    ...words(XAPI, 'Verb', 'ActivityType', 'ContextExtension'),
    ...words(PROFILE, 'Profile', 'StatementTemplate', 'Pattern', 'inlineSchema', 'location', 'selector', 'presence'),
    ...words(SCHEMA, 'Organization', 'author', 'name', 'url'),
    conformsTo: link('http://purl.org/dc/terms/conformsTo'),
    prefLabel: spoken(`${SKOS}prefLabel`), definition: spoken(`${SKOS}definition`), scopeNote: spoken(`${SKOS}scopeNote`),
    inScheme: link(`${SKOS}inScheme`),
    versions: set(`${PROFILE}versions`), concepts: set(`${PROFILE}concepts`), templates: set(`${PROFILE}templates`), patterns: set(`${PROFILE}patterns`), rules: set(`${PROFILE}rules`),
    any: set(`${PROFILE}any`), all: set(`${PROFILE}all`), none: set(`${PROFILE}none`),
    generatedAtTime: { '@id': `${PROV}generatedAtTime`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
    wasRevisionOf: links(`${PROV}wasRevisionOf`),
    recommendedVerbs: links(`${PROFILE}recommendedVerbs`), objectStatementRefTemplate: links(`${PROFILE}objectStatementRefTemplate`), verb: link(`${PROFILE}verb`),
    primary: { '@id': `${PROFILE}primary`, '@type': 'http://www.w3.org/2001/XMLSchema#boolean' },
    alternates: links(`${PROFILE}alternates`), zeroOrMore: link(`${PROFILE}zeroOrMore`),
    sequence: { ...link(`${PROFILE}sequence`), '@container': '@list' },
  },
}
