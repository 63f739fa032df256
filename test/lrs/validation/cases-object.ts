import type { Case } from './case.ts'
import { agent, anonymous, definition, GONE, group, member, plainActivity, reference, UUID } from './samples.ts'

const notMaps = [{}, 'should error', 7, null, [], { a12345: 'x' }, { something: 'x' }, { '': 'x' }, { es_PE: 'x' }, { es: 7 }, { es: null }, { es: {} }]
const maps = [{ es: '' }, { 'es-PE': 'a', qu: 'b', und: 'c' }]
const notIris = ['abc', '/cursos/uva', 'should fail', 'ab=c://x', 'https://example.pe/a b', 'https:', '', 7, null, {}]
const notUuids = ['', 'abc', 'AA97B177-9383-4934-8543-0F91A7A028368', 'MA97B177-9383-4934-8543-0F91A7A02836', `urn:uuid:${UUID}`, `{${UUID}}`, UUID.replaceAll('-', ''), 7, null, { key: 'x' }]
const LISTS = ['choices', 'scale', 'source', 'target', 'steps'] as const
const REQUIRED_BY: Readonly<Record<typeof LISTS[number], string>> = { choices: 'XAPI-00055', scale: 'XAPI-00054', source: 'XAPI-00053', target: 'XAPI-00052', steps: 'XAPI-00051' }
const TYPES = ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other']
const sub = { objectType: 'SubStatement', actor: member, verb: { id: 'https://example.pe/v' }, object: plainActivity }

const components: readonly Case[] = LISTS.flatMap((list): Case[] => [
  { name: `The ${list} of an interaction are components`, requirements: [REQUIRED_BY[list], 'XAPI-00063'], at: `/object/definition/${list}`,
    takes: [GONE, [], [{ id: 'a' }]], refuses: [{}, 'a', null, ['a'], [null], [7], [{}], [{ id: 'a', name: 'x' }]] },
  { name: `No two of the ${list} have the same id`, requirements: ['XAPI-00058'], at: `/object/definition/${list}`, takes: [[{ id: 'a' }, { id: 'A' }]], refuses: [[{ id: 'a' }, { id: 'b' }, { id: 'a' }]] },
  { name: `Who sends ${list} says which interaction it is`, requirements: ['XAPI-00064', '2.0 4.2.4.2 interactionType'], base: 'least', at: '/object/definition',
    takes: [{ interactionType: 'other', [list]: [] }], refuses: [{ [list]: [{ id: 'a' }] }] },
])

export const objectCases: readonly Case[] = [
  { name: 'A statement needs a verb', requirements: ['XAPI-00004'], base: 'least', at: '/verb', refuses: [GONE, null, 'answered', [], {}] },
  { name: 'The id of a verb is an IRI', requirements: ['XAPI-00044', 'XAPI-00011'], at: '/verb/id', takes: ['http://example.com/فعل/خواندن', 'urn:x:y', 'tag:example.pe,2026:v'], refuses: [GONE, ...notIris] },
  { name: 'The display of a verb is a language map', requirements: ['XAPI-00045', 'XAPI-00121'], at: '/verb/display', takes: [GONE, ...maps], refuses: notMaps },
  { name: 'A verb knows no other property', requirements: ['XAPI-00010'], at: '/verb/Display', refuses: [{ es: 'x' }] },
  { name: 'A statement needs an object', requirements: ['XAPI-00005'], base: 'least', at: '/object', refuses: [GONE, null, 'curso', [], {}] },
  { name: 'An object is one of five kinds', requirements: ['XAPI-00046', 'XAPI-00009'], base: 'least', at: '/object',
    takes: [plainActivity, { objectType: 'Activity', ...plainActivity }, agent, group, anonymous, reference, sub],
    refuses: ['activity', 'Course', 'statementRef', 'substatement', 7, null].map((objectType) => ({ ...plainActivity, objectType })) },
  { name: 'A statement about an activity has its id, an IRI', requirements: ['XAPI-00047', 'XAPI-00011'], at: '/object/id', takes: ['act:uva', 'https://example.pe/añu'], refuses: [GONE, ...notIris] },
  { name: 'An activity knows no other property', requirements: ['XAPI-00010'], at: '/object/name', refuses: ['x'] },
  { name: 'The definition of an activity is an object', requirements: ['XAPI-00048'], at: '/object/definition', takes: [GONE, {}, definition, { name: { es: 'x' } }], refuses: ['x', 7, null, []] },
  { name: 'A definition knows no other property', requirements: ['XAPI-00010', 'XAPI-00008'], at: '/object/definition/moreinfo', refuses: ['https://example.pe'] },
  { name: 'The name of an activity is a language map', requirements: ['XAPI-00056', 'XAPI-00121'], at: '/object/definition/name', takes: [GONE, ...maps], refuses: notMaps },
  { name: 'The description of an activity is a language map', requirements: ['XAPI-00059', 'XAPI-00121'], at: '/object/definition/description', takes: [GONE, ...maps], refuses: notMaps },
  { name: 'The type of an activity is an IRI', requirements: ['XAPI-00060', 'XAPI-00011'], at: '/object/definition/type', takes: [GONE], refuses: notIris },
  { name: 'The moreInfo of an activity is an IRL', requirements: ['XAPI-00061', 'XAPI-00011'], at: '/object/definition/moreInfo', takes: [GONE], refuses: notIris },
  { name: 'The extensions of an activity are IRIs with any value', requirements: ['XAPI-00057', 'XAPI-00118', 'XAPI-00119'], at: '/object/definition/extensions',
    takes: [GONE, {}, { 'https://example.pe/x': null }, { 'https://example.pe/x': {} }], refuses: [null, 7, 'x', [], { 'should fail': true }, { '': 1 }] },
  { name: 'An interaction is of one of ten types', requirements: ['XAPI-00049', 'XAPI-00009', '2.0 4.2.4.2 interactionType'], at: '/object/definition/interactionType', takes: TYPES,
    refuses: [...TYPES.map((type) => type.toUpperCase()), 'true-faLse', 'essay', '', 7, null, {}, 'https://example.pe/choice', GONE] },
  { name: 'The correct responses are texts', requirements: ['XAPI-00050'], at: '/object/definition/correctResponsesPattern', takes: [GONE, [], ['a', 'b']], refuses: ['a', [7], [null], {}, null] },
  { name: 'Who sends correct responses says which interaction it is', requirements: ['XAPI-00064', '2.0 4.2.4.2 interactionType'], base: 'least', at: '/object/definition',
    takes: [{ interactionType: 'other', correctResponsesPattern: [] }], refuses: [{ correctResponsesPattern: ['a'] }] },
  ...components,
  { name: 'The id of a component is a text', requirements: ['XAPI-00058'], at: '/object/definition/choices/0/id', takes: ['', 'con espacio'], refuses: [GONE, 7, null, {}] },
  { name: 'The description of a component is a language map', requirements: ['XAPI-00062', 'XAPI-00121'], at: '/object/definition/choices/0/description', takes: [GONE, ...maps, { 'sr-Latn-RS': 'x' }], refuses: notMaps },
  { name: 'An activity that is only context is checked like the object', requirements: ['XAPI-00094', 'XAPI-00058'], at: '/context/contextActivities/grouping/1/definition', takes: [{ name: { es: 'x' } }],
    refuses: [{ name: {} }, { interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] }] },
  { name: 'A single context activity is checked like a list of them', requirements: ['XAPI-00094', 'XAPI-00058'], at: '/context/contextActivities/parent/definition', takes: [definition],
    refuses: [{ name: {} }, { interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] }] },
  { name: 'An agent as object says that it is an Agent', requirements: ['XAPI-00065'], base: 'onAgent', at: '/object/objectType', takes: ['Agent'], refuses: [GONE, 'Activity'], place: '/object' },
  { name: 'A group as object says that it is a Group', requirements: ['XAPI-00065'], base: 'onGroup', at: '/object/objectType', takes: ['Group'], refuses: [GONE, 'Agent'], place: '/object' },
  { name: 'An agent as object is an agent in full', requirements: ['XAPI-00034', 'XAPI-00038'], base: 'onAgent', at: '/object/mbox', refuses: [GONE, 'http://should.fail.com'], place: '/object' },
  { name: 'A group as object is a group in full', requirements: ['XAPI-00037'], base: 'onGroup', at: '/object', refuses: [{ objectType: 'Group' }, { ...group, member: [{}] }] },
  { name: 'A reference names a statement by its UUID', requirements: ['XAPI-00072', 'XAPI-00029', 'XAPI-00030'], base: 'onStatement', at: '/object/id', takes: [UUID, UUID.toUpperCase()], refuses: [GONE, ...notUuids] },
  { name: 'A reference says that it is one', requirements: ['XAPI-00073', 'XAPI-00020'], base: 'onStatement', at: '/object/objectType', refuses: [GONE, 'Statementref', 'Activity'], place: '/object' },
  { name: 'A reference knows no other property', requirements: ['XAPI-00010'], base: 'onStatement', at: '/object/definition', refuses: [definition] },
  { name: 'A sub-statement says that it is one', requirements: ['XAPI-00073', 'XAPI-00066'], base: 'onSub', at: '/object/objectType', refuses: [GONE, 'Substatement', 'SubStatements'], place: '/object' },
  { name: 'A sub-statement is a SubStatement by its own account', requirements: ['XAPI-00073'], part: 'subStatement', base: 'nothing', at: '',
    takes: [sub], refuses: [{ ...sub, objectType: 'Statement' }, { actor: member, verb: sub.verb, object: plainActivity }, null] },
  { name: 'A sub-statement needs actor, verb and object', requirements: ['XAPI-00066'], base: 'onSub', at: '/object', takes: [sub],
    refuses: [{ ...sub, actor: undefined }, { ...sub, verb: undefined }, { ...sub, object: undefined }] },
  { name: 'A sub-statement has no authority', requirements: ['XAPI-00067'], base: 'onSub', at: '/object/authority', refuses: [agent] },
  { name: 'A sub-statement has no version', requirements: ['XAPI-00068'], base: 'onSub', at: '/object/version', refuses: ['1.0.0', '2.0.0'] },
  { name: 'A sub-statement has no stored', requirements: ['XAPI-00069'], base: 'onSub', at: '/object/stored', refuses: ['2013-05-18T05:32:34.804Z'] },
  { name: 'A sub-statement has no id', requirements: ['XAPI-00070'], base: 'onSub', at: '/object/id', refuses: [UUID] },
  { name: 'A sub-statement holds no sub-statement', requirements: ['XAPI-00071', '2.0 4.2.4.2 no nested sub-statement'], base: 'onSub', at: '/object',
    takes: [agent, group, anonymous, reference].map((object) => ({ ...sub, object })), refuses: [{ ...sub, object: sub }], place: '/object/object' },
  { name: 'What voids another statement refers to it', requirements: ['XAPI-00017', 'XAPI-00019', 'XAPI-00020', '2.0 4.2.5 voiding'], base: 'voiding', at: '/object', takes: [reference],
    refuses: [plainActivity, { objectType: 'Activity', ...plainActivity }, agent, group, sub, { objectType: 'StatementRef' }] },
]
