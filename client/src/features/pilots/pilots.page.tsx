import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { useState, type ComponentProps } from 'react'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { pilots } from '../../api/pilots'
import { GroupChoice } from '../../group/group-choice'
import { useFollow } from '../../realtime/useFollow'
import { Part } from '../../session/part'
import { Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page } from '../../ui/page'
import { Segmented } from '../../ui/tabs'
import { Board } from './board'
import { NewPilotDialog } from './new-dialog'
import { PilotTable } from './pilot-table'
import css from './pilots.module.css'

const here = getRouteApi('/inside/pilots')

/** The candidate cities: how far each is, how it goes, and who is silent. */
function PilotsPage() {
  const { t } = useLingui()
  const { group, view = 'list' } = here.useSearch()
  const navigate = here.useNavigate()
  useFollow(({ kind }) => (kind.startsWith('pilot.') || kind.startsWith('report.') ? [keys.anyPilots()] : []))
  return (
    <Page
      title={t`Candidate-city pilots`}
      actions={
        <Part lines={1}>
          <Add group={group} />
        </Part>
      }
    >
      <div className={css.filters}>
        <Segmented
          label={t`View`}
          of={[
            { key: 'list', label: t`List`, icon: 'list' },
            { key: 'board', label: t`Board`, icon: 'board' },
          ]}
          chosen={view}
          choose={(key) => void navigate({ search: (old) => ({ ...old, view: key === 'board' ? key : undefined }), replace: true })}
        />
        <Part lines={1}>
          <Groups value={group} choose={(id) => void navigate({ search: (old) => ({ ...old, group: id }), replace: true })} />
        </Part>
      </div>
      <Part lines={8}>
        <List />
      </Part>
    </Page>
  )
}

/** Whose cities are shown, where there are several groups. */
function Groups(choice: ComponentProps<typeof GroupChoice>) {
  const { data } = useSuspenseQuery(groups())
  return data.items.length > 1 ? <GroupChoice {...choice} /> : null
}

function List() {
  const { group, view = 'list' } = here.useSearch()
  const { data } = useSuspenseQuery(pilots(group))
  const count = data.items.length
  if (count === 0) {
    return (
      <Empty title={group === undefined ? <Trans>No city takes part yet.</Trans> : <Trans>No city takes part in this group yet.</Trans>}>
        <Trans>A co-leader adds a city that may try the deliverables out, then invites one of its officials.</Trans>
      </Empty>
    )
  }
  return (
    <>
      {view === 'board' ? <Board pilots={data.items} /> : <PilotTable pilots={data.items} />}
      {data.next !== undefined && (
        <p className="muted">
          <Plural value={count} one="This is the first one. Choose a group to see the rest." other="These are the first #. Choose a group to see the rest." />
        </p>
      )}
    </>
  )
}

/** Adds a city, where there is a group one invites cities for. */
function Add({ group }: { group: string | undefined }) {
  const { data } = useSuspenseQuery(groups())
  const [adding, add] = useState(false)
  const mine = data.items.filter((one) => one.can.includes('invite_city'))
  if (mine.length === 0) return null
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => add(true)}>
        <Trans>Add a city</Trans>
      </Button>
      {adding && <NewPilotDialog groups={mine} group={mine.find((one) => one.id === group)?.id ?? mine.at(-1)?.id ?? ''} close={() => add(false)} />}
    </>
  )
}

export const route = createLazyRoute('/inside/pilots')({ component: PilotsPage })
