import type { Case } from './case.ts'
import { agent, anonymous, GONE, group, member, SHA1 } from './samples.ts'

const openid = { openid: 'https://openid.example.pe/rosa' }
const hashed = { mbox_sha1sum: SHA1 }
const mbox = { mbox: 'mailto:rosa@example.pe' }

/** Every two of the four identifiers, which nobody may carry together. */
const pairs = [mbox, hashed, openid, member].flatMap((a, i, all) => all.slice(i + 1).map((b) => ({ ...a, ...b })))
const people = [mbox, hashed, openid, member]
const notAgents = [{}, { objectType: 'Agent' }, { name: 'Rosa' }, 'Rosa', 7, null, [mbox], { objectType: 'Person', ...mbox }, { ...mbox, member: [] }, { ...mbox, id: 'x' }]
const notGroups = [{ objectType: 'Group' }, { objectType: 'Group', name: 'Ica' }, { objectType: 'Group', member: [] }, { objectType: 'Group', member: agent }, 'Ica', null]

export const personCases: readonly Case[] = [
  { name: 'A statement needs an actor', requirements: ['XAPI-00003'], base: 'least', at: '/actor', refuses: [GONE, null] },
  { name: 'An actor is an Agent or a Group and nothing else', requirements: ['XAPI-00031', 'XAPI-00032', 'XAPI-00009'], at: '/actor/objectType',
    takes: ['Agent', GONE], refuses: ['agent', 'Person', 'Activity', '', 7, null, {}], place: '/actor' },
  { name: 'An agent has exactly one of the four identifiers', requirements: ['XAPI-00034', '2.0 4.2.4.2 one identifier'], base: 'least', at: '/actor',
    takes: people, refuses: [...pairs, ...notAgents] },
  { name: 'The objectType of an agent is Agent', requirements: ['XAPI-00031', 'XAPI-00032'], part: 'agent', base: 'nothing', at: '',
    takes: [mbox, { objectType: 'Agent', ...mbox }], refuses: [group, { objectType: 'Group', ...mbox }, { objectType: 7, ...mbox }] },
  { name: 'The name of an agent or a group is a text', requirements: ['XAPI-00033'], at: '/actor/name', takes: ['', 'Ñusta', GONE], refuses: [7, null, {}, ['Rosa']] },
  { name: 'The name of a group is a text', requirements: ['XAPI-00033'], at: '/context/team/name', takes: ['', GONE], refuses: [7, null, {}] },
  { name: 'A group without identifier has members', requirements: ['XAPI-00035', 'XAPI-00037'], base: 'least', at: '/actor',
    takes: [anonymous, { ...anonymous, name: 'Ica' }], refuses: notGroups },
  { name: 'A group has at most one of the four identifiers', requirements: ['XAPI-00037', '2.0 4.2.4.2 one identifier'], base: 'least', at: '/actor',
    takes: people.flatMap((one) => [{ objectType: 'Group', ...one }, { ...anonymous, ...one }, { objectType: 'Group', ...one, member: [] }]),
    refuses: pairs.map((two) => ({ ...anonymous, ...two })) },
  { name: 'The members of a group are agents', requirements: ['XAPI-00036', '2.0 4.2.4.2 no group in a group'], at: '/context/team/member',
    takes: [[], [mbox], [{ objectType: 'Agent', ...hashed }]], refuses: [[anonymous], [group], [{}], ['Rosa'], mbox, 'Rosa', null, [null]] },
  { name: 'A group knows no other property', requirements: ['XAPI-00010'], at: '/context/team/homePage', refuses: ['https://example.pe'] },
  { name: 'Only a group has members', requirements: ['XAPI-00035'], at: '/actor/member', refuses: [[mbox], []] },
  { name: 'An mbox is mailto: and one address', requirements: ['XAPI-00038', 'XAPI-00007'], at: '/actor/mbox',
    takes: ['mailto:a@b.pe', 'mailto:a+b.c@sub.example.pe', 'mailto:ñusta@perú.pe', 'mailto:a@localhost', 'mailto:a%20b@c.pe', 'mailto:a@[192.0.2.1]'],
    refuses: ['rosa@example.pe', 'mailto:should.fail.com', 'http://should.fail.com', 'mailto:a@b.pe,c@d.pe', 'mailto:a@b.pe?subject=hola', 'mailto:', 'mailto:@b.pe', 'mailto:a@', 'mailto:a@b..pe',
      'mailto:a b@c.pe', 'MAILTO:a@b.pe', 'mailto:<a@b.pe>', 'mailto:a@b@c.pe', '', 7, null] },
  { name: 'The mbox of a group is mailto: and one address', requirements: ['XAPI-00038'], at: '/context/team/mbox', takes: ['mailto:a@b.pe'], refuses: ['http://should.fail.com', 7] },
  { name: 'An mbox_sha1sum is 40 hexadecimal digits', requirements: ['XAPI-00039', 'XAPI-00007'], base: 'least', at: '/actor',
    takes: [hashed, { mbox_sha1sum: SHA1.toUpperCase() }], refuses: ['', 'should fail', `${SHA1}0`, SHA1.slice(1), `g${SHA1.slice(1)}`, 7, null, {}].map((mbox_sha1sum) => ({ mbox_sha1sum })) },
  { name: 'The mbox_sha1sum of a group is 40 hexadecimal digits', requirements: ['XAPI-00039'], base: 'least', at: '/actor',
    takes: [{ objectType: 'Group', ...hashed }], refuses: [{ objectType: 'Group', mbox_sha1sum: 'should fail' }, { objectType: 'Group', mbox_sha1sum: 7 }] },
  { name: 'An openid is a URI', requirements: ['XAPI-00040', 'XAPI-00011'], base: 'least', at: '/actor',
    takes: [openid], refuses: ['openid.example.pe', 'ab=c://should.fail.com', '', 7, null].map((bad) => ({ openid: bad })) },
  { name: 'The openid of a group is a URI', requirements: ['XAPI-00040'], base: 'least', at: '/actor',
    takes: [{ objectType: 'Group', ...openid }], refuses: [{ objectType: 'Group', openid: 'ab=c://should.fail.com' }] },
  { name: 'An account is an object with homePage and name', requirements: ['XAPI-00041'], base: 'least', at: '/actor/account',
    refuses: ['rosa', 7, null, {}, [member.account]], place: '/actor' },
  { name: 'The homePage of an account is an IRL', requirements: ['XAPI-00042', 'XAPI-00011'], base: 'least', at: '/actor/account/homePage',
    takes: ['https://escuela.example.pe/ñ'], refuses: [GONE, 'escuela.example.pe', 'ab=c://should.fail.com', '', 7, null] },
  { name: 'The name of an account is a text', requirements: ['XAPI-00043'], base: 'least', at: '/actor/account/name', takes: ['', '0'], refuses: [GONE, 7, null, {}] },
  { name: 'An account knows no other property', requirements: ['XAPI-00010'], base: 'least', at: '/actor/account/id', refuses: ['x'] },
  { name: 'The account of a group is an account', requirements: ['XAPI-00041', 'XAPI-00042', 'XAPI-00043'], base: 'least', at: '/actor',
    refuses: [{ objectType: 'Group', account: {} }, { objectType: 'Group', account: { homePage: 'https://example.pe' } }, { objectType: 'Group', account: 'ica' }] },
  { name: 'An authority is an agent, or two agents together', requirements: ['XAPI-00024', 'XAPI-00098'], base: 'byGroup', at: '/authority',
    takes: [GONE, agent, ...people, { objectType: 'Group', member: [mbox, member] }, { objectType: 'Group', name: 'Por OAuth', member: [mbox, member] }],
    refuses: [...notAgents, ...notGroups, group, { objectType: 'Group', ...mbox }, { objectType: 'Group', openid: openid.openid, member: [mbox, member] }, { objectType: 'Group', name: 7, member: [mbox, member] }] },
  { name: 'An authority of two is neither one nor three', requirements: ['XAPI-00098', 'XAPI-00100'], base: 'byGroup', at: '/authority/member',
    takes: [[member, mbox]], refuses: [GONE, [member], [member, mbox, openid], [], member, [member, group], [member, null]] },
  { name: 'The two of an authority are a Group by its own account', requirements: ['XAPI-00098'], part: 'authorityGroup', base: 'nothing', at: '',
    takes: [{ objectType: 'Group', member: [mbox, member] }], refuses: [{ member: [mbox, member] }, { objectType: 'Agent', member: [mbox, member] }, [], null] },
  { name: 'An instructor is an agent or a group', requirements: ['XAPI-00087', 'XAPI-00031'], at: '/context/instructor',
    takes: [...people, group, anonymous], refuses: [...notAgents, ...notGroups] },
  { name: 'A team is a group', requirements: ['XAPI-00088', 'XAPI-00037'], at: '/context/team',
    takes: [group, anonymous, { objectType: 'Group', ...openid }], refuses: [agent, mbox, { key: 'should fail' }, { ...mbox, member: [mbox] }, { ...anonymous, objectType: 'Agent' }, ...notGroups] },
  { name: 'Context agents say who else is concerned', requirements: ['2.0 4.2.2.5 contextAgents'], versions: ['2.0.0'], at: '/context/contextAgents',
    takes: [[], [{ objectType: 'contextAgent', agent }], [{ objectType: 'contextAgent', agent: mbox, relevantTypes: ['https://example.pe/t'] }]],
    refuses: [{}, 'x', null, [null], [{}], [agent], [{ agent }], [{ objectType: 'contextAgent' }], [{ objectType: 'contextGroup', agent }], [{ objectType: 'contextAgent', agent: group }],
      [{ objectType: 'contextAgent', agent: { key: 'should fail' } }], [{ objectType: 'contextAgent', agent, role: 'x' }], { objectType: 'contextAgent', agent }] },
  { name: 'The relevant types of a context agent are one IRI or more', requirements: ['2.0 4.2.2.5 relevantTypes'], versions: ['2.0.0'], at: '/context/contextAgents/0/relevantTypes',
    takes: [GONE, ['https://example.pe/t']], refuses: [[], ['abc'], [7], 'https://example.pe/t', null, {}] },
  { name: 'Context groups say which groups are concerned', requirements: ['2.0 4.2.2.5 contextGroups'], versions: ['2.0.0'], at: '/context/contextGroups',
    takes: [[], [{ objectType: 'contextGroup', group }], [{ objectType: 'contextGroup', group: anonymous, relevantTypes: ['https://example.pe/t'] }]],
    refuses: [{}, null, [7], [{}], [{ group }], [{ objectType: 'contextGroup' }], [{ objectType: 'Should fail', group }], [{ objectType: 'contextGroup', group: agent }], [{ objectType: 'contextGroup', group: { key: 'x' } }],
      [{ objectType: 'contextGroup', group, member: [agent] }]] },
  { name: 'The relevant types of a context group are one IRI or more', requirements: ['2.0 4.2.2.5 relevantTypes'], versions: ['2.0.0'], at: '/context/contextGroups/0/relevantTypes',
    takes: [GONE], refuses: [[], ['abc'], null] },
  { name: 'Version 1.0.3 knows no context agents or groups', requirements: ['XAPI-00010'], versions: ['1.0.3'], at: '/context/contextAgents',
    refuses: [[], [{ objectType: 'contextAgent', agent }]] },
]
