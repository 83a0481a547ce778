import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { actions } from '../../api/registers'
import { ActionRow } from '../../register/rows'
import { Empty } from '../../ui/empty'
import { LoneLink, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'

/** How many stand here; the rest is a page away. */
const most = 8

/** What I owe, the nearest date first. */
export function MyActions() {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(actions({ mine: true, open: true }))
  const count = data.items.length
  return (
    <Section
      title={<Trans>My actions</Trans>}
      count={count > 0 ? count : undefined}
      end={
        <LoneLink to="/actions">
          <Trans>All actions</Trans>
        </LoneLink>
      }
    >
      {count === 0 ? (
        <Empty title={<Trans>You owe nothing.</Trans>}>
          <Trans>What you take on in a meeting appears here.</Trans>
        </Empty>
      ) : (
        <Rows label={t`My actions`}>
          {data.items.slice(0, most).map((action) => (
            <ActionRow key={action.id} of={action} own />
          ))}
        </Rows>
      )}
    </Section>
  )
}
