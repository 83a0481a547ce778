import { Trans } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { groups } from '../../api/groups'
import { profile } from '../../api/people'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'

/** What somebody sees where there is no group for them yet: a new installation, or a person without a seat. */
export function FirstSteps() {
  const [{ data }, { data: me }] = useSuspenseQueries({ queries: [groups(), profile()] })
  if (data.can.includes('open')) {
    return (
      <Empty
        title={<Trans>This workspace is empty.</Trans>}
        action={
          <LinkButton to="/groups" kind="primary">
            <Trans>Go to the groups</Trans>
          </LinkButton>
        }
      >
        <Trans>Begin with the initiative and its first group, then invite its co-leaders. They do the rest.</Trans>
      </Empty>
    )
  }
  if (me.can.includes('invite_to_office')) {
    return (
      <Empty
        title={<Trans>This installation is yours to run.</Trans>}
        action={
          <LinkButton to="/offices" kind="primary">
            <Trans>Invite the secretariat</Trans>
          </LinkButton>
        }
      >
        <Trans>The work itself is the secretariat's: invite somebody of theirs, and they open the groups and invite everybody else.</Trans>
      </Empty>
    )
  }
  return (
    <Empty title={<Trans>You have no seat in any group yet.</Trans>}>
      <Trans>Open the link in your invitation while you are signed in, or ask a co-leader to invite you.</Trans>
    </Empty>
  )
}
