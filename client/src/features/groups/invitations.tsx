import { useSuspenseQuery } from '@tanstack/react-query'
import { invitations } from '../../api/invitations'
import { InvitationRows } from '../../group/invitation-row'

/** The invitations to a group's seats that nobody has taken yet. */
export function Invitations({ group }: { group: string }) {
  const { data } = useSuspenseQuery(invitations(group))
  return <InvitationRows of={data} />
}
