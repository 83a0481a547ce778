import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { decisions } from '../../api/registers'
import { useFollow } from '../../realtime/useFollow'
import { DecisionRow } from '../../register/rows'
import { Part } from '../../session/part'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { GroupChoice, GroupOf } from '../../group/group-choice'
import { stands } from './lists'
import css from './registers.module.css'

const here = getRouteApi('/inside/decisions')

/** What was decided, the newest first, and what is still proposed. */
function DecisionsPage() {
  const { t } = useLingui()
  const { group } = here.useSearch()
  const navigate = here.useNavigate()
  useFollow(({ kind }) => (kind.startsWith('decision.') ? [keys.register()] : []))
  return (
    <Page
      title={t`Decisions`}
      actions={
        <LinkButton to="/actions" search={group === undefined ? {} : { group }} icon="action">
          <Trans>Actions</Trans>
        </LinkButton>
      }
    >
      <div className={css.filters}>
        <Part lines={1}>
          <GroupChoice value={group} choose={(id) => void navigate({ search: { group: id }, replace: true })} />
        </Part>
      </div>
      <Part lines={6}>
        <List />
      </Part>
    </Page>
  )
}

function List() {
  const { t } = useLingui()
  const { group } = here.useSearch()
  const [{ data }, { data: all }] = useSuspenseQueries({ queries: [decisions(group === undefined ? {} : { group }), groups()] })
  if (data.items.length === 0) {
    return (
      <Empty title={<Trans>Nothing is decided yet.</Trans>}>
        <Trans>Decisions are written in the minutes of a meeting: a line begun with “d:”.</Trans>
      </Empty>
    )
  }
  const parts = [
    { key: 'proposed', title: t`Proposed`, items: data.items.filter((one) => one.state === 'proposed') },
    { key: 'stands', title: t`Decided`, items: data.items.filter(stands) },
    { key: 'over', title: t`Not adopted, withdrawn or superseded`, items: data.items.filter((one) => one.state !== 'proposed' && !stands(one)) },
  ]
  return (
    <Stack>
      {parts.map(
        (part) =>
          part.items.length > 0 && (
            <Section key={part.key} title={part.title} count={part.items.length}>
              <Rows label={part.title}>
                {part.items.map((decision) => (
                  <DecisionRow key={decision.id} of={decision} from={group === undefined && <GroupOf id={decision.group} of={all.items} />} />
                ))}
              </Rows>
            </Section>
          ),
      )}
      {data.next !== undefined && (
        <p className="muted">
          <Trans>These are the first {data.items.length}. Choose a group to see the rest.</Trans>
        </p>
      )}
    </Stack>
  )
}

export const route = createLazyRoute('/inside/decisions')({ component: DecisionsPage })
