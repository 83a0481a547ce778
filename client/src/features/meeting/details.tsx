import { Plural, Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { calendarFile } from '../../api/meetings'
import { useModes } from '../../meeting/modes'
import { AnchorButton } from '../../ui/button'
import { Facts, Lone } from '../../ui/rows'
import css from './meeting.module.css'

/** How people come together, who writes, and the meeting as a file. */
export function Details({ meeting }: { meeting: Meeting }) {
  const modes = useModes()
  const { minutes } = meeting
  const facts = [
    { name: <Trans>How</Trans>, value: modes[meeting.mode] },
    ...(meeting.place === undefined ? [] : [{ name: <Trans>Place</Trans>, value: <bdi>{meeting.place}</bdi> }]),
    ...(meeting.join_link === undefined
      ? []
      : [
          {
            name: <Trans>Link</Trans>,
            value: (
              <Lone href={meeting.join_link} target="_blank" rel="noopener noreferrer" className={css.link}>
                <bdi dir="ltr">{meeting.join_link.replace(/^https:\/\//, '')}</bdi>
              </Lone>
            ),
          },
        ]),
    { name: <Trans>Length</Trans>, value: <Plural value={minutes} one="# minute" other="# minutes" /> },
    { name: <Trans>Minutes by</Trans>, value: meeting.scribe ? <bdi>{meeting.scribe.name}</bdi> : <Trans>nobody named yet</Trans> },
  ]
  return (
    <div className={css.record}>
      <Facts of={facts} />
      {meeting.state !== 'postponed' && (
        <AnchorButton icon="calendar" size="small" href={calendarFile(meeting.id)} download>
          <Trans>Save to my calendar</Trans>
        </AnchorButton>
      )}
    </div>
  )
}
