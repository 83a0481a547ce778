import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Matter, OverviewGroup } from '../../api/oversight'
import { useClock } from '../../i18n/clock'
import { monthName } from '../../pilot/month'
import { Icon } from '../../ui/icon'
import type { IconName } from '../../ui/icons'
import { Empty } from '../../ui/empty'
import { Row, Rows, WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import css from './oversight.module.css'

const icons: Record<Matter['kind'], IconName> = {
  deliverable_late: 'clock',
  deliverable_slipped: 'slip',
  pilot_red: 'rag-red',
  pilot_silent: 'silence',
  report_waits: 'comment',
  actions_late: 'action',
  seat_vacant: 'person',
  no_meeting: 'calendar',
}
const pressing: readonly Matter['kind'][] = ['deliverable_late', 'pilot_red', 'actions_late']

/** What waits for somebody, the most pressing first. */
export function Attention({ matters, groups }: { matters: readonly Matter[]; groups: readonly OverviewGroup[] }) {
  const { t } = useLingui()
  if (matters.length === 0) return <Empty title={<Trans>Nothing waits for anybody.</Trans>} />
  return (
    <Rows label={t`Needs attention`}>
      {matters.map((matter) => (
        <Row
          key={`${matter.kind} ${matter.id}`}
          start={
            <span className={pressing.includes(matter.kind) ? css.pressing : css.calm}>
              <Icon name={icons[matter.kind]} />
            </span>
          }
          end={<WaitsFor who={matter.waits_for} />}
        >
          <About matter={matter} /> <Sample of={matter} />
          <span className="meta">
            <span className={css.line}>
              <What matter={matter} />
              <In group={groups.find(({ id }) => id === matter.group)} matter={matter} />
            </span>
          </span>
        </Row>
      ))}
    </Rows>
  )
}

/** The thing itself, as a link to where it can be put right. */
function About({ matter: { kind, id, name, group } }: { matter: Matter }): ReactNode {
  switch (kind) {
    case 'deliverable_late':
    case 'deliverable_slipped':
      return (
        <WhatLink to="/deliverables/$deliverable" params={{ deliverable: id }}>
          {name}
        </WhatLink>
      )
    case 'pilot_red':
    case 'pilot_silent':
    case 'report_waits':
      return (
        <WhatLink to="/pilots/$pilot" params={{ pilot: id }}>
          {name}
        </WhatLink>
      )
    case 'actions_late':
      return (
        <WhatLink to="/actions" search={{ group, whose: 'all', show: 'overdue' }}>
          {name}
        </WhatLink>
      )
    case 'seat_vacant':
    case 'no_meeting':
      return (
        <WhatLink to="/groups/$group" params={{ group }}>
          {name}
        </WhatLink>
      )
  }
}

function What({ matter }: { matter: Matter }): ReactNode {
  const { language } = useClock()
  const { count, note } = matter
  const said = note === undefined ? null : <bdi>{/^\d{4}-\d{2}$/.test(note) ? monthName(language, note) : note}</bdi>
  switch (matter.kind) {
    case 'deliverable_late':
      return <Plural value={count} one="Late by # day" other="Late by # days" />
    case 'deliverable_slipped':
      return (
        <>
          <Plural value={count} one="Slipped by # day" other="Slipped by # days" />
          {said}
        </>
      )
    case 'pilot_red':
      return (
        <>
          <Trans>Red</Trans>
          {said}
        </>
      )
    case 'pilot_silent':
      return (
        <>
          <Trans>Not reported</Trans>
          {said}
        </>
      )
    case 'report_waits':
      return (
        <>
          <Trans>A report waits to be accepted</Trans>
          {said}
        </>
      )
    case 'actions_late':
      return <Plural value={count} one="# action overdue" other="# actions overdue" />
    case 'seat_vacant':
      return <Trans>Seat vacant</Trans>
    case 'no_meeting':
      return <Trans>No meeting is planned</Trans>
  }
}

function In({ group, matter }: { group: OverviewGroup | undefined; matter: Matter }) {
  if (!group || group.id === matter.id || group.name === matter.name) return null
  return <bdi>{group.name}</bdi>
}

function WaitsFor({ who }: { who: Matter['waits_for'] }) {
  if (who === undefined) return null
  const words = { co_leader: <Trans>waits for the co-leaders</Trans>, editor: <Trans>waits for the editors</Trans>, city_official: <Trans>waits for the city</Trans> }
  return <span className="muted">{words[who]}</span>
}
