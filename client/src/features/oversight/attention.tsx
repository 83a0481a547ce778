import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Matter, Overview } from '../../api/oversight'
import { Empty } from '../../ui/empty'
import { Icon } from '../../ui/icon'
import type { IconName } from '../../ui/icons'
import { Row, Rows, WhatLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { MatterWords } from './matter-words'
import css from './oversight.module.css'

/** What waits for somebody, the most pressing first. */
export function Attention({ of: { attention, groups } }: { of: Overview }) {
  const { t } = useLingui()
  const names = new Map(groups.map(({ id, name }) => [id, name]))
  return (
    <Section title={t`Needs attention`} count={attention.length > 0 ? attention.length : undefined} id="attention">
      {attention.length === 0 ? (
        <Empty title={<Trans>Nothing waits for anybody.</Trans>}>
          <Trans>What is late, red, silent or vacant appears here, with whom it waits for.</Trans>
        </Empty>
      ) : (
        <Rows label={t`Needs attention`}>
          {attention.map((matter) => (
            <MatterRow key={`${matter.kind} ${matter.id} ${matter.note ?? ''}`} matter={matter} group={names.get(matter.group)} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

const icons: Readonly<Record<Matter['kind'], readonly [IconName, string]>> = {
  deliverable_late: ['clock', 'late'],
  pilot_red: ['rag-red', 'late'],
  pilot_silent: ['silence', 'muted'],
  report_waits: ['comment', 'warn'],
  actions_late: ['clock', 'late'],
  deliverable_slipped: ['slip', 'warn'],
  seat_vacant: ['person', 'warn'],
  no_meeting: ['calendar', 'muted'],
}

function MatterRow({ matter, group }: { matter: Matter; group: string | undefined }) {
  const [icon, tone] = icons[matter.kind]
  return (
    <Row
      start={
        <span className={tone}>
          <Icon name={icon} />
        </span>
      }
    >
      <span className={css.matter}>
        <span>
          <Where matter={matter}>{matter.name}</Where> <Sample of={matter} />
          <span className="meta">
            <span className={css.words}>
              <span>
                <MatterWords of={matter} />
              </span>
              {group !== undefined && matter.id !== matter.group && <bdi>{group}</bdi>}
            </span>
          </span>
        </span>
        <span className="muted">{waits(matter.waits_for)}</span>
      </span>
    </Row>
  )
}

/** Where somebody does something about it. */
function Where({ matter: { kind, id, group, note }, children }: { matter: Matter; children: string }): ReactNode {
  switch (kind) {
    case 'deliverable_late':
    case 'deliverable_slipped':
      return (
        <WhatLink to="/deliverables/$deliverable" params={{ deliverable: id }}>
          {children}
        </WhatLink>
      )
    case 'report_waits':
      return (
        <WhatLink to="/pilots/$pilot/reports/$period" params={{ pilot: id, period: note ?? '' }}>
          {children}
        </WhatLink>
      )
    case 'pilot_red':
    case 'pilot_silent':
      return (
        <WhatLink to="/pilots/$pilot" params={{ pilot: id }}>
          {children}
        </WhatLink>
      )
    case 'actions_late':
      return (
        <WhatLink to="/actions" search={{ group, whose: 'all', show: 'overdue' }}>
          {children}
        </WhatLink>
      )
    case 'seat_vacant':
      return (
        <WhatLink to="/groups/$group" params={{ group }}>
          {children}
        </WhatLink>
      )
    case 'no_meeting':
      return (
        <WhatLink to="/meetings" search={{ group }}>
          {children}
        </WhatLink>
      )
  }
}

function waits(whom: Matter['waits_for']): ReactNode {
  switch (whom) {
    case 'co_leader':
      return <Trans>waits for the co-leaders</Trans>
    case 'editor':
      return <Trans>waits for the editors</Trans>
    case 'city_official':
      return <Trans>waits for the city</Trans>
    case undefined:
      return <Trans>only to be known</Trans>
  }
}
