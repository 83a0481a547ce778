import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseInfiniteQuery, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query'
import { deliverables } from '../../api/deliverables'
import { meeting as meetingQuery, type Meeting } from '../../api/meeting'
import { earlierMeetings, myNextMeetings } from '../../api/meetings'
import { pilots as pilotsQuery } from '../../api/pilots'
import { useClock } from '../../i18n/clock'
import { dateOf, dayOf } from '../../i18n/time'
import { upcoming } from '../../meeting/upcoming'
import { monthName } from '../../pilot/month'
import { Empty } from '../../ui/empty'
import { Icon } from '../../ui/icon'
import { Row, Rows, WhatLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { matters, type Matter } from './matters'

/** What waits for me: reports, minutes, proposals, questions. */
export function Waiting() {
  const { data: coming } = useSuspenseQuery(myNextMeetings())
  const next = upcoming(coming, new Date()).firm.find(({ state }) => state !== 'cancelled')
  return next ? <WithNext id={next.id} /> : <List next={undefined} />
}

function WithNext({ id }: { id: string }) {
  const { data } = useSuspenseQuery(meetingQuery(id))
  return <List next={data} />
}

function List({ next }: { next: Meeting | undefined }) {
  const { t } = useLingui()
  const [{ data: pilots }, { data: texts }] = useSuspenseQueries({ queries: [pilotsQuery(), deliverables()] })
  const { data: past } = useSuspenseInfiniteQuery(earlierMeetings(undefined))
  const list = matters(pilots.items, past.pages[0]?.items ?? [], next, texts)
  return (
    <Section title={<Trans>Waiting for me</Trans>} count={list.length > 0 ? list.length : undefined}>
      {list.length === 0 ? (
        <Empty title={<Trans>Nothing waits for you.</Trans>} />
      ) : (
        <Rows label={t`Waiting for me`}>
          {list.map((matter) => (
            <Line key={keyOf(matter)} matter={matter} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function keyOf(matter: Matter): string {
  if ('pilot' in matter) return `${matter.kind} ${matter.pilot.id} ${'period' in matter ? matter.period : ''}`
  return `${matter.kind} ${'deliverable' in matter ? matter.deliverable.id : matter.meeting.id}`
}

function Line({ matter }: { matter: Matter }) {
  switch (matter.kind) {
    case 'report':
    case 'accept':
      return <ReportLine matter={matter} />
    case 'asks':
      return (
        <Row start={<Icon name="comment" />}>
          <WhatLink to="/pilots/$pilot" params={{ pilot: matter.pilot.id }}>
            {matter.pilot.name}
          </WhatLink>{' '}
          <Sample of={matter.pilot} />
          <span className="meta">
            <Plural value={matter.count} one="asks the group for something" other="asks the group for # things" />
          </span>
        </Row>
      )
    case 'approve':
    case 'correct':
      return <MinutesLine matter={matter} />
    case 'review':
    case 'edit':
    case 'publish':
      return <TextLine matter={matter} />
    case 'proposals':
      return (
        <Row start={<Icon name="list" />}>
          <WhatLink to="/meetings/$meeting" params={{ meeting: matter.meeting.id }}>
            {matter.meeting.title}
          </WhatLink>{' '}
          <Sample of={matter.meeting} />
          <span className="meta">
            <Plural value={matter.count} one="# item is proposed for the agenda" other="# items are proposed for the agenda" />
          </span>
        </Row>
      )
  }
}

function ReportLine({ matter: { kind, pilot, period, ...more } }: { matter: Extract<Matter, { kind: 'report' | 'accept' }> }) {
  const { language } = useClock()
  const month = monthName(language, period)
  const late = 'late' in more && more.late
  return (
    <Row start={<Icon name={kind === 'report' ? 'pencil' : 'check'} />}>
      <WhatLink to="/pilots/$pilot/reports/$period" params={{ pilot: pilot.id, period }}>
        {pilot.name}
      </WhatLink>{' '}
      <Sample of={pilot} />
      <span className={late ? 'meta late' : 'meta'}>{kind === 'report' ? late ? <Trans>the report for {month} is late</Trans> : <Trans>report on {month}</Trans> : <Trans>the report for {month} waits to be accepted</Trans>}</span>
    </Row>
  )
}

function MinutesLine({ matter: { kind, meeting } }: { matter: Extract<Matter, { meeting: Meeting; kind: 'approve' | 'correct' }> }) {
  const clock = useClock()
  const day = dayOf({ ...clock, zone: meeting.zone }, new Date(meeting.start))
  const by = meeting.minutes_record?.answer_by
  const until = by === undefined ? '' : dateOf(clock.language, by)
  return (
    <Row start={<Icon name="doc" />}>
      <WhatLink to="/meetings/$meeting/minutes" params={{ meeting: meeting.id }}>
        <Trans>Minutes of {day}</Trans>
      </WhatLink>{' '}
      <Sample of={meeting} />
      <span className="meta">
        {kind === 'approve' ? <Trans>wait to be approved</Trans> : until === '' ? <Trans>say what is wrong, if anything is</Trans> : <Trans>say by {until} what is wrong, if anything is</Trans>}
      </span>
    </Row>
  )
}

function TextLine({ matter: { kind, deliverable } }: { matter: Extract<Matter, { deliverable: unknown }> }) {
  const { language } = useClock()
  const due = deliverable.due === undefined ? '' : dateOf(language, deliverable.due)
  return (
    <Row start={<Icon name="doc" />}>
      <WhatLink to="/deliverables/$deliverable" params={{ deliverable: deliverable.id }}>
        {deliverable.title}
      </WhatLink>{' '}
      <Sample of={deliverable} />
      <span className="meta">
        {kind === 'review' && (due === '' ? <Trans>the group reviews it: say what should change</Trans> : <Trans>the group reviews it, due {due}: say what should change</Trans>)}
        {kind === 'edit' && <Trans>waits for the secretariat’s editing</Trans>}
        {kind === 'publish' && <Trans>waits to be published</Trans>}
      </span>
    </Row>
  )
}
