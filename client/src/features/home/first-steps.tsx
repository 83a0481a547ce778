import { Trans } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { groups } from '../../api/groups'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'

/** What somebody sees where there is no group for them yet: a new installation, or a person without a seat. */
export function FirstSteps() {
  const { data } = useSuspenseQuery(groups())
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
  return (
    <Empty title={<Trans>You have no seat in any group yet.</Trans>}>
      <Trans>Open the link in your invitation while you are signed in, or ask a co-leader to invite you.</Trans>
    </Empty>
  )
}
