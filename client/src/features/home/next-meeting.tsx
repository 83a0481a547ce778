import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meeting as meetingQuery } from '../../api/meeting'
import { myNextMeetings, type Meeting } from '../../api/meetings'
import { TimeRange, useClock, ZoneName } from '../../i18n/clock'
import { dayParts, daysUntil, inDays, isoDay } from '../../i18n/time'
import { Regrets } from '../../meeting/regrets'
import { Part } from '../../session/part'
import { usePerson } from '../../session/use-session'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Sample } from '../../ui/state'
import css from './home.module.css'

/** The next meeting one may go to, in one's own zone first. */
export function NextMeeting() {
  const { data } = useSuspenseQuery(myNextMeetings())
  const now = Date.now()
  const next = data
    .filter((meeting) => Date.parse(meeting.end) > now && ['scheduled', 'in_progress'].includes(meeting.state))
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0]
  if (!next) {
    return (
      <Empty title={<Trans>No meeting is planned.</Trans>}>
        <Trans>The next meeting of your groups appears here as soon as it has a date.</Trans>
      </Empty>
    )
  }
  return <Lead meeting={next} />
}

function Lead({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const clock = useClock()
  const start = new Date(meeting.start)
  const end = new Date(meeting.end)
  const parts = dayParts(clock, start)
  const when = inDays(clock.language, daysUntil(clock, isoDay(clock.zone, start)))
  return (
    <section className={css.next} aria-labelledby="next">
      <time className={css.date} dateTime={meeting.start}>
        {parts.weekday}
        <b>{parts.day}</b>
        {parts.month}
      </time>
      <div className={css.what}>
        <p className="meta">
          {meeting.state === 'in_progress' ? <Trans>The meeting is on</Trans> : <Trans>Next meeting, {when}</Trans>} <Sample of={meeting} />
        </p>
        <h2 id="next">
          <bdi>{meeting.title}</bdi>
        </h2>
        <table className={css.zones}>
          <caption className="vh">{t`Time of the meeting, in your zone and in its own`}</caption>
          <tbody>
            <tr>
              <th scope="row">
                <Trans>Your time</Trans>
              </th>
              <td>
                <TimeRange start={start} end={end} />
              </td>
              <td>
                <ZoneName zone={clock.zone} at={start} />
              </td>
            </tr>
            {meeting.zone !== clock.zone && (
              <tr>
                <th scope="row">
                  <Trans>Meeting time</Trans>
                </th>
                <td>
                  <TimeRange start={start} end={end} zone={meeting.zone} />
                </td>
                <td>
                  <ZoneName zone={meeting.zone} at={start} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
        <Part lines={1}>
          <AgendaLine id={meeting.id} />
        </Part>
      </div>
      <div className={css.actions}>
        <LinkButton kind="primary" to="/meetings/$meeting" params={{ meeting: meeting.id }}>
          <Trans>Open the meeting</Trans>
        </LinkButton>
        <Part lines={1}>
          <MyRegrets id={meeting.id} />
        </Part>
      </div>
    </section>
  )
}

/** How much there is on the agenda, and how much of it is one's own. */
function AgendaLine({ id }: { id: string }) {
  const me = usePerson()?.id
  const { data } = useSuspenseQuery(meetingQuery(id))
  const items = data.agenda?.items ?? []
  const mine = items.filter(({ presenter }) => presenter !== undefined && presenter.id === me).length
  const count = items.length
  return (
    <p className="meta">
      {count === 0 ? <Trans>There is no agenda yet.</Trans> : <Plural value={count} one="# agenda item" other="# agenda items" />}
      {mine > 0 && (
        <>
          {' · '}
          <Plural value={mine} one="# is yours" other="# are yours" />
        </>
      )}
    </p>
  )
}

function MyRegrets({ id }: { id: string }) {
  const { data } = useSuspenseQuery(meetingQuery(id))
  return <Regrets meeting={data} wide />
}
