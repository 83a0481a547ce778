import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { groups, type Group } from '../../api/groups'
import { StateOf } from '../../group/sign'
import { below } from '../../group/tree'
import { Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { Row, Rows, WhatLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { OpenGroupDialog } from './group-dialog'

/** Every group one may know of: initiatives, what is in them, by state. */
function Groups() {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(groups())
  const top = below(data.items, undefined)
  return (
    <Page title={t`Groups`} actions={data.can.includes('open') && <OpenInitiative />}>
      {top.length === 0 ? (
        <Empty title={<Trans>No group yet.</Trans>}>
          {data.can.includes('open') ? (
            <Trans>Open an initiative first; thematic groups and working groups stand below it.</Trans>
          ) : (
            <Trans>Groups you belong to appear here. If you expected one, ask who invited you.</Trans>
          )}
        </Empty>
      ) : (
        <Stack>
          {top.map((group, index) => (
            <Section
              key={group.id}
              lead={index === 0}
              sample={group.sample}
              title={
                <WhatLink to="/groups/$group" params={{ group: group.id }}>
                  {group.name}
                </WhatLink>
              }
            >
              <Rows>
                {below(data.items, group.id).map((child) => (
                  <Lines key={child.id} all={data.items} group={child} />
                ))}
              </Rows>
            </Section>
          ))}
        </Stack>
      )}
    </Page>
  )
}

function OpenInitiative() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        <Trans>Open an initiative</Trans>
      </Button>
      {open && <OpenGroupDialog kind="initiative" taken={[]} close={() => setOpen(false)} />}
    </>
  )
}

function Lines({ all, group, depth = 0 }: { all: readonly Group[]; group: Group; depth?: number }) {
  return (
    <>
      <Row start={<span style={{ inlineSize: `${depth * 1.5}rem` }} />} end={<StateOf a="group" state={group.state} />}>
        <WhatLink to="/groups/$group" params={{ group: group.id }}>
          {group.name}
        </WhatLink>{' '}
        <Sample of={group} />
      </Row>
      {below(all, group.id).map((child) => (
        <Lines key={child.id} all={all} group={child} depth={depth + 1} />
      ))}
    </>
  )
}

export const route = createLazyRoute('/inside/groups')({ component: Groups })
