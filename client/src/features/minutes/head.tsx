import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { groups } from '../../api/groups'
import type { Meeting } from '../../api/meeting'
import { StateOf } from '../../group/sign'
import { wayTo } from '../../group/tree'
import { TimeRange, useClock, ZoneName } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { AnchorButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { LoneLink } from '../../ui/rows'
import { StageBar } from '../../ui/stage-bar'
import { State } from '../../ui/state'
import { ActButtons } from '../../meeting/acts'
import css from './minutes.module.css'
import { minutesIn, stageOf, way, type Stage } from '../../meeting/sitting'

/** Whose meeting it is, when it is, where its minutes are on their way, and what can be done now. */
export function Head({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(groups())
  return (
    <div className={css.head}>
      <nav className={css.crumbs} aria-label={t`Where you are`}>
        {wayTo(data.items, meeting.group).map((group) => (
          <span key={group.id}>
            <LoneLink to="/groups/$group" params={{ group: group.id }} dir="auto">
              {group.short_name ?? group.name}
            </LoneLink>
            <Icon name="end" />
          </span>
        ))}
        <bdi>{meeting.title}</bdi>
      </nav>
      <div className={css.bar}>
        <div className={css.where}>
          <When meeting={meeting} />
          <Way meeting={meeting} />
        </div>
        <div className={css.acts}>
          {meeting.join_link !== undefined && meeting.state !== 'closed' && meeting.state !== 'ended' && (
            <AnchorButton icon="ext" href={meeting.join_link} target="_blank" rel="noopener noreferrer">
              <Trans>Join the call</Trans>
            </AnchorButton>
          )}
          <ActButtons meeting={meeting} />
        </div>
      </div>
    </div>
  )
}

function When({ meeting }: { meeting: Meeting }) {
  const clock = useClock()
  const start = new Date(meeting.start)
  const end = new Date(meeting.end)
  return (
    <p className={css.when}>
      <b>
        {dayOf(clock, start)}, <TimeRange start={start} end={end} />
      </b>
      <span>
        <Trans>your time</Trans>
      </span>
      {meeting.zone !== clock.zone && (
        <span>
          <TimeRange start={start} end={end} zone={meeting.zone} /> <ZoneName zone={meeting.zone} at={start} />
        </span>
      )}
      <Elapsed meeting={meeting} />
    </p>
  )
}

/** The state of the meeting; while it is on, for how long. */
function Elapsed({ meeting }: { meeting: Meeting }) {
  const minutes = minutesIn(meeting, useNow(meeting.state === 'in_progress'))
  if (minutes === null) return <StateOf a="meeting" state={meeting.state} />
  return (
    <State icon="play" tone="on" strong>
      <Plural value={minutes} one="In progress, # minute" other="In progress, # minutes" />
    </State>
  )
}

/** How often the clock of a meeting is read, in milliseconds. */
const tick = 15_000

function useNow(runs: boolean): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    if (!runs) return
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), tick)
    return () => clearInterval(timer)
  }, [runs])
  return now
}

function Way({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const stage = stageOf(meeting)
  if (stage === null) return null
  const labels: Record<Stage, string> = {
    in_session: t`In session`,
    drafting: t`Draft`,
    circulated: meeting.record === 'corrections' ? t`Corrections` : t`Circulated`,
    approved: t`Approved`,
  }
  const word = labels[stage]
  return <StageBar stages={way.map((key) => ({ key, label: labels[key] }))} current={stage} label={t`Minutes: ${word}`} />
}
