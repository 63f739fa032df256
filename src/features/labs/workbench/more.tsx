import type { JSX } from 'preact'
import type { LaterProps } from './later.tsx'
import { OwnData } from './own-data.tsx'
import { ownPartOf } from './own-part.ts'
import { Offered, Share } from './share.tsx'

/** A recipe that came by link, a link to send one's own, and one's own data. */
export function More(props: LaterProps): JSX.Element {
  const { desk, view, steps, change } = props
  const own = ownPartOf(desk)
  return (
    <div>
      <Offered view={view} use={change} />
      <Share view={view} steps={steps} />
      {own && <OwnData {...props} own={own} />}
    </div>
  )
}
