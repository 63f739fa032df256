import type { Case } from './case.ts'
import { agent, attachment, GONE, plainActivity, reference, SHA256, UUID } from './samples.ts'

const notTexts = [7, null, {}, true, []]
const notIris = ['abc', 'should fail', '', 7, null]
const notUuids = ['', 'abc', 'AA97B177-9383-4934-8543-0F91A7A028368', 'MA97B177-9383-4934-8543-0F91A7A02836', `urn:uuid:${UUID}`, UUID.replaceAll('-', ''), 7, null, { key: 'x' }]
const uuids = [UUID, UUID.toUpperCase(), '00000000-0000-0000-0000-000000000000', '12345678-1234-5678-1234-567812345678', '018f4e2a-1b2c-7d3e-8f40-5a6b7c8d9e0f']
const notMaps = [{}, 'should error', 7, null, { something: 'x' }, { es: 7 }]
const times = ['2026-03-01T10:00:00Z', '2008-09-15T15:53:00.601+00:00', '2008-09-15 15:53:00.601+00:00', '2026-03-01t10:00:00z', '2026-03-01T10:00:00.123456789-05:00', '20150613T050000Z', '2015-06-13T05:00Z',
  '2015-06-13T05:00:00+0530', '2015-06-13T05:00:00-05', '2024-02-29T00:00:00Z', '2000-02-29T00:00:00Z', '2016-12-31T23:59:60Z', '2016-12-31T18:59:60-05:00', '2015-06-13T24:00:00Z', '2015-06-13T05:00:00', '2099-01-01T00:00:00Z', '0001-01-01T00:00:00Z']
const notTimes = ['should fail', '01/011/2015', '2008-09-15T15:53:00.601-00', '2008-09-15T15:53:00.601-0000', '2008-09-15T15:53:00.601-00:00', '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-01-01T25:00:00Z', '2026-01-01T24:00:01Z', '2026-01-01T10:60:00Z', '2026-01-01T10:00:61Z', '2026-01-01T10:00:60Z', '2026-01-01T10:00:00+24:00', '2026-01-01T10:00:00+05:60', '2026-01-01', '10:00:00Z',
  '2026-01-01T10:00:00.Z', '0000-01-01T00:00:00Z', '2026-01-01T10:00:00ZZ', ' 2026-01-01T10:00:00Z', '', 7, null, {}]
const tags = ['es', 'es-PE', 'qu', 'cmn', 'de-DE', 'zh-Hant', 'zh-Hans-CN', 'sr-Latn-RS', 'es-419', 'de-CH-1901', 'sl-rozaj-biske', 'en-a-bbb-x-a-ccc', 'zh-cmn-Hans-CN', 'x-uva', 'i-klingon', 'EN-us', 'und']
const notTags = ['something', 'a12345', '', 'e', 'es_PE', 'es-', '-es', 'es--PE', 'zh-z-aaa-z-bbb-c-ccc', 'de-1901-1901', 'es-PE-', 'en-x', 7, null, {}]

const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inside: unknown, _, i) => i % 2 === 0 ? { a: inside } : [inside], 1)
const nest = (levels: number) => ({ 'https://example.pe/x': nested(levels - 1) })

export const restCases: readonly Case[] = [
  { name: 'A statement is an object', requirements: ['XAPI-00014', 'XAPI-00006'], at: '', refuses: [null, [], 'x', 7, true], base: 'nothing' },
  { name: 'Nothing but an extension is null', requirements: ['XAPI-00001', '2.0 4.2.1 null'], base: 'least', at: '/result', refuses: [null, { score: null }, { success: null }, { completion: null }, { extensions: null }] },
  { name: 'A property is written in the case of the specification', requirements: ['XAPI-00008', 'XAPI-00010'], base: 'least', at: '', refuses: ['iD', 'Actor', 'RESULT', 'conText', 'timeStamp', 'STOred', 'auTHORity', 'Version', 'attachmentS', 'foo']
    .map((name) => ({ actor: agent, verb: { id: 'https://example.pe/v' }, object: plainActivity, [name]: UUID })) },
  { name: 'The id of a statement is a UUID in its standard form', requirements: ['XAPI-00027', 'XAPI-00028', 'XAPI-00029', 'XAPI-00030', 'XAPI-00007'], at: '/id', takes: [GONE, ...uuids], refuses: notUuids },
  { name: 'A timestamp is a date and time of ISO 8601', requirements: ['XAPI-00022', 'XAPI-00122', 'XAPI-00123'], at: '/timestamp', takes: [GONE, ...times], refuses: notTimes },
  { name: 'A stored time that is sent is a timestamp', requirements: ['XAPI-00023'], at: '/stored', takes: [GONE, '2026-03-01T10:00:00Z'], refuses: ['yesterday', 7, null] },
  { name: 'The version of a 1.0.3 statement is 1.0 or 1.0.x', requirements: ['XAPI-00101'], versions: ['1.0.3'], at: '/version', takes: [GONE, '1.0', '1.0.0', '1.0.9', '1.0.12'], refuses: ['should fail', '0.9.9', '1.1.0', '2.0.0', '1', '1.0.', '1.0.03', '1.0.x', '', 1, null] },
  { name: 'The version of a 2.0 statement is 1.0.x or 2.0.x', requirements: ['2.0 4.2.4.2 version'], versions: ['2.0.0'], at: '/version', takes: [GONE, '2.0', '2.0.0', '2.0.7', '1.0', '1.0.9'], refuses: ['should fail', '0.9.9', '1.1.0', '2.1.0', '3.0.0', 2, null] },
  { name: 'A result is an object', requirements: ['XAPI-00001', 'XAPI-00006'], at: '/result', takes: [GONE, {}, { success: true }], refuses: [null, [], 'x', 7] },
  { name: 'A result knows no other property', requirements: ['XAPI-00010'], at: '/result/grade', refuses: [20] },
  { name: 'Success is true or false', requirements: ['XAPI-00074', 'XAPI-00006'], at: '/result/success', takes: [true, false, GONE], refuses: ['true', 'yes', 1, 0, null] },
  { name: 'Completion is true or false', requirements: ['XAPI-00075', 'XAPI-00006'], at: '/result/completion', takes: [true, false, GONE], refuses: ['false', 1, null] },
  { name: 'A response is a text', requirements: ['XAPI-00076'], at: '/result/response', takes: ['', 'á'.repeat(100_000), GONE], refuses: notTexts },
  { name: 'A duration is an ISO 8601 duration', requirements: ['XAPI-00077', 'XAPI-00124', '2.0 4.2.7 duration'], at: '/result/duration',
    takes: [GONE, 'PT4H35M59.14S', 'PT16559.14S', 'P3Y1M29DT4H35M59.14S', 'P3Y', 'P4W', 'PT1H0M0.1S', 'PT0S', 'P1.5D', 'PT0,5H', 'PT1.123456S', 'P0.5W'],
    refuses: ['PA1H0M0S', 'should fail', 'P4W1D', 'P', 'PT', 'P1DT', '1H', 'P1H', 'PT1D', 'PT1.5H30M', 'P-1D', '-P1D', 'P0001-01-01T00:00:00', 'PT1S ', 'p1d', '', 12345, null, {}] },
  { name: 'A score is an object', requirements: ['XAPI-00079'], at: '/result/score', takes: [GONE, {}, { raw: -3 }], refuses: [7, 'x', null, []] },
  { name: 'A score knows no other property', requirements: ['XAPI-00010'], at: '/result/score/percent', refuses: [50] },
  { name: 'A scaled score lies between -1 and 1', requirements: ['XAPI-00083', 'XAPI-00006'], at: '/result/score/scaled', takes: [0, 1, -1, 0.6767676, GONE], refuses: [1.01, -1.00001, 5, '0.5', null, {}] },
  { name: 'A raw score is a number between min and max', requirements: ['XAPI-00082', 'XAPI-00006'], at: '/result/score/raw', takes: [0, 20, 0.6767676, GONE], refuses: [-0.1, 20.0000321, '10', null] },
  { name: 'Without min and max a raw score is any number', requirements: ['XAPI-00082'], base: 'least', at: '/result', takes: [{ score: { raw: 1e9 } }, { score: { raw: -1e9, max: 0 } }, { score: { raw: 7, min: 7 } }],
    refuses: [{ score: { raw: 1, max: 0.5 } }, { score: { raw: 1, min: 1.5 } }] },
  { name: 'The lowest score is less than the highest', requirements: ['XAPI-00081', 'XAPI-00080'], base: 'least', at: '/result', takes: [{ score: { min: -1, max: 0 } }, { score: { min: 5 } }, { score: { max: -5 } }],
    refuses: [{ score: { min: 1, max: 0 } }, { score: { min: 1, max: 1 } }] },
  { name: 'The lowest score is a number', requirements: ['XAPI-00081', 'XAPI-00006'], at: '/result/score/min', takes: [GONE], refuses: ['0', null] },
  { name: 'The highest score is a number', requirements: ['XAPI-00080', 'XAPI-00006'], at: '/result/score/max', takes: [GONE, 100.6767676], refuses: ['100', 'one hundred', null] },
  { name: 'The extensions of a result are IRIs with any value', requirements: ['XAPI-00078', 'XAPI-00118', 'XAPI-00119', 'XAPI-00120', '2.0 4.2.7 extensions'], at: '/result/extensions',
    takes: [GONE, {}, { 'https://example.pe/x': null }, { 'https://example.pe/x': '' }, { 'https://example.pe/x': {} }, { 'tag:x': [null] }], refuses: [null, 7, 'x', [], { 'should fail': true }, { a: 1 }] },
  { name: 'A context is an object', requirements: ['XAPI-00001', 'XAPI-00006'], at: '/context', takes: [GONE, {}, { platform: 'x' }], refuses: [[], 'x', 7, null] },
  { name: 'A context knows no other property', requirements: ['XAPI-00010'], at: '/context/Platform', refuses: ['x'] },
  { name: 'A registration is a UUID', requirements: ['XAPI-00087', 'XAPI-00029', 'XAPI-00030'], at: '/context/registration', takes: [GONE, ...uuids], refuses: notUuids },
  { name: 'A revision is a text', requirements: ['XAPI-00089'], at: '/context/revision', takes: ['', GONE], refuses: notTexts },
  { name: 'A platform is a text', requirements: ['XAPI-00090'], at: '/context/platform', takes: ['', GONE], refuses: notTexts },
  { name: 'The language of a context is a language tag', requirements: ['XAPI-00091', 'XAPI-00013'], at: '/context/language', takes: [GONE, ...tags], refuses: notTags },
  { name: 'The keys of a language map are language tags', requirements: ['XAPI-00013', 'XAPI-00121', '2.0 4.2.7 language maps'], at: '/verb/display',
    takes: tags.map((tag) => ({ [tag]: 'x' })), refuses: notTags.filter((tag) => typeof tag === 'string').map((tag) => ({ [tag]: 'x' })) },
  { name: 'A statement in the context is a reference', requirements: ['XAPI-00092', 'XAPI-00072'], at: '/context/statement', takes: [GONE, reference],
    refuses: [UUID, {}, null, { id: UUID }, { objectType: 'StatementRef' }, { objectType: 'Activity', id: UUID }, { ...reference, id: 'x' }, plainActivity] },
  { name: 'The extensions of a context are IRIs with any value', requirements: ['XAPI-00118', 'XAPI-00119', 'XAPI-00120', '2.0 4.2.7 extensions'], at: '/context/extensions',
    takes: [GONE, {}, { 'https://example.pe/x': null }], refuses: [null, 7, { 'should fail': true }] },
  { name: 'A revision is only said of an activity', requirements: ['XAPI-00084'], base: 'onAgent', at: '/context', refuses: [{ revision: '1' }] },
  { name: 'A revision is not said of a statement', requirements: ['XAPI-00084'], base: 'onStatement', at: '/context', refuses: [{ revision: '1' }] },
  { name: 'A revision is not said of a group', requirements: ['XAPI-00084'], base: 'onGroup', at: '/context', refuses: [{ revision: '1' }] },
  { name: 'A revision is not said of a sub-statement', requirements: ['XAPI-00084'], base: 'onSub', at: '/context', takes: [{ language: 'es' }], refuses: [{ revision: '1' }] },
  { name: 'A platform is only said of an activity', requirements: ['XAPI-00085'], base: 'onGroup', at: '/context', refuses: [{ platform: 'x' }] },
  { name: 'A platform is not said of an agent', requirements: ['XAPI-00085'], base: 'onAgent', at: '/context', refuses: [{ platform: 'x' }] },
  { name: 'A platform is not said of a statement', requirements: ['XAPI-00085'], base: 'onStatement', at: '/context', refuses: [{ platform: 'x' }] },
  { name: 'Revision and platform are taken of an activity that does not say what it is', requirements: ['XAPI-00084', 'XAPI-00085'], base: 'least', at: '/context', takes: [{ revision: '1' }, { platform: 'x' }] },
  { name: 'Context activities are an object', requirements: ['XAPI-00086'], at: '/context/contextActivities', takes: [GONE, {}, { parent: plainActivity }], refuses: ['x', null, [], [plainActivity]] },
  { name: 'Context activities are parent, grouping, category or other', requirements: ['XAPI-00093', 'XAPI-00009'], at: '/context/contextActivities', takes: [{ parent: [plainActivity], grouping: [], category: plainActivity, other: [plainActivity, plainActivity] }],
    refuses: [{ Parent: [plainActivity] }, { sibling: [plainActivity] }] },
  ...(['parent', 'grouping', 'category', 'other'] as const).map((role): Case => ({ name: `A context activity under ${role} is an activity`, requirements: ['XAPI-00094'], at: `/context/contextActivities/${role}`,
    takes: [GONE, plainActivity, [plainActivity]], refuses: ['x', null, {}, [{}], [{ key: 'should fail' }], [plainActivity, { key: 'x' }], agent, reference] })),
  { name: 'Attachments are a list', requirements: ['XAPI-00025'], at: '/attachments', takes: [GONE, [], [attachment], [attachment, attachment]], refuses: [attachment, 'x', null, [7], ['x'], [null], [{}]] },
  { name: 'An attachment knows no other property', requirements: ['XAPI-00010'], at: '/attachments/0/fileURL', refuses: ['https://example.pe'] },
  { name: 'The usage of an attachment is an IRI', requirements: ['XAPI-00107', 'XAPI-00011'], at: '/attachments/0/usageType', refuses: [GONE, ...notIris] },
  { name: 'The display of an attachment is a language map', requirements: ['XAPI-00106', 'XAPI-00121'], at: '/attachments/0/display', refuses: [GONE, ...notMaps] },
  { name: 'The description of an attachment is a language map', requirements: ['XAPI-00106', 'XAPI-00121'], at: '/attachments/0/description', takes: [GONE], refuses: notMaps },
  { name: 'The content type of an attachment is a media type', requirements: ['XAPI-00105'], at: '/attachments/0/contentType',
    takes: ['text/plain', 'text/plain; charset=ascii', 'application/vnd.x+json;a="b c";d=e', 'image/jpeg'], refuses: [GONE, 'text', 'text/', '/plain', 'text plain', 'text/plain; charset', '', 999, null] },
  { name: 'The length of an attachment is a whole number of octets', requirements: ['XAPI-00102'], at: '/attachments/0/length', takes: [0, 27, 1e12], refuses: [GONE, 27.5, -1, '27', 'should fail', null] },
  { name: 'The hash of an attachment is a SHA-2 in hexadecimal', requirements: ['XAPI-00103'], at: '/attachments/0/sha2',
    takes: [SHA256, SHA256.toUpperCase(), 'a'.repeat(56), 'a'.repeat(96), 'a'.repeat(128)], refuses: [GONE, SHA256.slice(1), `${SHA256}0`, `g${SHA256.slice(1)}`, 'a'.repeat(40), '', 12345, null] },
  { name: 'The fileUrl of an attachment is an IRL', requirements: ['XAPI-00104', 'XAPI-00011'], at: '/attachments/0/fileUrl', takes: [GONE], refuses: notIris },
  { name: 'A signature is an attachment of octets', requirements: ['XAPI-00115', '2.0 4.2.6 signature'], base: 'signed', at: '/attachments/0/contentType', takes: ['application/octet-stream', 'Application/Octet-Stream; a=b'], refuses: ['text/plain', 'application/json', 'application/octet-streams'] },
  { name: 'Extensions nest a hundred levels deep and no deeper', requirements: ['2.0 4.2.4.1 malicious'], at: '/result/extensions', takes: [nest(100)], refuses: [nest(101), nest(5000)] },
  { name: 'The extensions of a context nest no deeper either', requirements: ['2.0 4.2.4.1 malicious'], at: '/context/extensions', takes: [nest(100)], refuses: [nest(101)] },
  { name: 'The extensions of an activity nest no deeper either', requirements: ['2.0 4.2.4.1 malicious'], at: '/object/definition/extensions', takes: [nest(100)], refuses: [nest(101)] },
]
