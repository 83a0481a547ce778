import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { actions } from '../../api/registers'
import { useFollow } from '../../realtime/useFollow'
import { ActionRow } from '../../register/rows'
import { Part } from '../../session/part'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Segmented } from '../../ui/tabs'
import { GroupChoice, GroupOf } from '../../group/group-choice'
import { apart } from './lists'
import css from './registers.module.css'

const here = getRouteApi('/inside/actions')

/** Who owes what: mine, or everybody's in the groups one works in. */
function ActionsPage() {
  const { t } = useLingui()
  const { whose = 'mine', show = 'open', group } = here.useSearch()
  const navigate = here.useNavigate()
  useFollow(({ kind }) => (kind.startsWith('action.') ? [keys.register()] : []))
  return (
    <Page
      title={t`Actions`}
      actions={
        <LinkButton to="/decisions" search={group === undefined ? {} : { group }} icon="decision">
          <Trans>Decisions</Trans>
        </LinkButton>
      }
    >
      <div className={css.filters}>
        <Segmented
          label={t`Whose`}
          of={[
            { key: 'mine', label: t`Mine` },
            { key: 'all', label: t`Everybody’s` },
          ]}
          chosen={whose}
          choose={(key) => void navigate({ search: (old) => ({ ...old, whose: key === 'all' ? key : undefined }), replace: true })}
        />
        <Segmented
          label={t`Which`}
          of={[
            { key: 'open', label: t`To be done` },
            { key: 'overdue', label: t`Overdue` },
            { key: 'all', label: t`All` },
          ]}
          chosen={show}
          choose={(key) => void navigate({ search: (old) => ({ ...old, show: key === 'open' ? undefined : key }), replace: true })}
        />
        <Part lines={1}>
          <GroupChoice value={group} choose={(id) => void navigate({ search: (old) => ({ ...old, group: id }), replace: true })} />
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
  const { whose = 'mine', show = 'open', group } = here.useSearch()
  const of = { mine: whose === 'mine', ...(group !== undefined && { group }), ...(show === 'open' && { open: true }), ...(show === 'overdue' && { overdue: true }) }
  const [{ data }, { data: all }] = useSuspenseQueries({ queries: [actions(of), groups()] })
  if (data.items.length === 0) return <Nothing />
  const { overdue, waiting, over } = apart(data.items)
  const parts = [
    { key: 'overdue', title: t`Overdue`, items: overdue },
    { key: 'waiting', title: t`To be done`, items: waiting },
    { key: 'over', title: t`Done or cancelled`, items: over },
  ]
  return (
    <Stack>
      {parts.map(
        (part) =>
          part.items.length > 0 && (
            <Section key={part.key} title={part.title} count={part.items.length}>
              <Rows label={part.title}>
                {part.items.map((action) => (
                  <ActionRow key={action.id} of={action} from={group === undefined && <GroupOf id={action.group} of={all.items} />} />
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

function Nothing() {
  const { whose = 'mine', show = 'open' } = here.useSearch()
  if (show === 'overdue') return <Empty title={<Trans>Nothing is overdue.</Trans>} />
  return (
    <Empty title={whose === 'mine' ? <Trans>Nothing waits for you.</Trans> : <Trans>No action is open.</Trans>}>
      <Trans>Actions are given in the minutes of a meeting: a line begun with “a:”.</Trans>
    </Empty>
  )
}

export const route = createLazyRoute('/inside/actions')({ component: ActionsPage })
