import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { StateOf } from '../../group/sign'
import { LoneAct } from '../../meeting/acts'
import { acts } from '../../meeting/sitting'
import { LinkButton } from '../../ui/button'
import css from './meeting.module.css'

/** Where the minutes stand, and the way to them. */
export function Record({ meeting }: { meeting: Meeting }) {
  const toCome = Date.parse(meeting.start) > Date.now()
  if (meeting.record !== 'none') {
    return (
      <div className={css.record}>
        <StateOf a="minutes" state={meeting.record} />
        {meeting.minutes_record === undefined ? (
          <p className="muted">
            <Trans>Who holds a seat in the group can read them.</Trans>
          </p>
        ) : (
          <LinkButton to="/meetings/$meeting/minutes" params={{ meeting: meeting.id }} icon="doc" size="small">
            <Trans>Open the minutes</Trans>
          </LinkButton>
        )}
      </div>
    )
  }
  return (
    <div className={css.record}>
      <p className="muted">
        {meeting.state === 'cancelled' ? (
          <Trans>It did not take place, so there are none.</Trans>
        ) : toCome || meeting.state === 'postponed' ? (
          <Trans>They begin when the meeting is started, with the agenda as headings.</Trans>
        ) : (
          <Trans>There is no record of this meeting here.</Trans>
        )}
      </p>
      {acts(meeting).includes('begin') && <LoneAct meeting={meeting} act="begin" primary={false} />}
    </div>
  )
}
