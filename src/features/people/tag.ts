import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import { actorScope } from './conflicts.ts'
import { identityOf } from './identity.ts'
import { tell } from './inbox.ts'
import { tagged, type Tie } from './statements.ts'
import { tiesOf } from './ties.ts'
import { TIE, TIE_NAME, TIE_REFUSED } from './ties-words.ts'

/** Notes a tie of hers, or that there is none; she reads of it in her inbox. Problem 409 when it stands so already. */
export async function tagPerson(house: House, of: { readonly tenant: string; readonly person: string; readonly agent: string }, tie: Tie, member: boolean, by: string): Promise<void> {
  const { agents } = await identityOf(house.db, of.tenant, of.agent)
  await append(house, { scopes: agents.map((agent) => actorScope(of.tenant, agent)) }, async (tx) => {
    const held = (await tiesOf(tx, of.tenant, agents)).filter((t) => t.tie === tie)
    if ((held.length > 0) === member) throw new Problem(409, 'tie-stands', TIE_REFUSED.stands)
    await tell(tx, { person: of.person, tenant: of.tenant, note: noteOf(member ? TIE.told : TIE.toldOff, tie), link: '/me/data' })
    // Of a merged person each record that said so takes it back.
    return member ? [tagged(of, tie, true, by)] : held.map(({ agent }) => tagged({ tenant: of.tenant, agent }, tie, false, by))
  })
}

function noteOf(sentence: Text, tie: Tie): Text {
  return { es: say(sentence, 'es', { tie: say(TIE_NAME[tie], 'es').toLowerCase() }), en: say(sentence, 'en', { tie: say(TIE_NAME[tie], 'en').toLowerCase() }) }
}
