import { Trans, useLingui } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { usePerson } from '../../session/use-session'
import { LiveText } from '../../text/live-text'
import type { Panel } from '../../text/panel'
import { Banner } from '../../ui/banner'
import { Sample } from '../../ui/state'
import { CorrectionsPanel } from './corrections'
import css from './minutes.module.css'
import { RecordsPanel } from './records-panel'
import { rightTo } from './rights'
import { useMinutesTitle } from './title'
import { useRecords } from './use-records'

/** Minutes that are being written, or sent round: the live text, and what stands beside it. */
export function Live({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const person = usePerson()
  const title = useMinutesTitle(meeting)
  const records = useRecords(meeting)
  const right = rightTo(meeting.can)
  const corrections = meeting.minutes_record?.corrections ?? []
  const round = meeting.record === 'circulated' || meeting.record === 'corrections'
  if (!person) return null
  const panels: Panel[] = [
    {
      key: 'records',
      label: t`Decisions and actions`,
      short: t`Register`,
      icon: 'decision',
      body: ({ close }) => <RecordsPanel meeting={meeting} writing={right === 'edit'} close={close} />,
    },
  ]
  if (round || corrections.length > 0) {
    panels.push({ key: 'corrections', label: t`Corrections`, icon: 'suggest', body: ({ close }) => <CorrectionsPanel meeting={meeting} close={close} /> })
  }
  return (
    <>
      {round && <Round meeting={meeting} />}
      <LiveText
        key={`${meeting.id} ${person.id} ${right}`}
        name={{ kind: 'minutes', id: meeting.id }}
        right={right}
        mayRestore={right === 'edit'}
        person={person}
        heading={
          <h1 dir="auto">
            {title} <Sample of={meeting} />
          </h1>
        }
        panels={panels}
        opening={round ? 'corrections' : 'records'}
        records={records}
        label={title}
        placeholder={t`Write what is said. Begin a line with d: for a decision, with a: for an action.`}
      />
    </>
  )
}

/** Minutes that went round: by when, and what one can do. */
function Round({ meeting }: { meeting: Meeting }) {
  const { language } = useClock()
  const minutes = meeting.minutes_record
  const open = minutes?.corrections.filter((one) => one.state === 'open').length ?? 0
  const day = minutes?.answer_by === undefined ? undefined : dateOf(language, minutes.answer_by)
  return (
    <div className={css.banner}>
      <Banner
        tone={meeting.record === 'corrections' ? 'warn' : 'on'}
        title={
          meeting.record === 'corrections' ? (
            <Trans>The minutes are open for corrections.</Trans>
          ) : day === undefined ? (
            <Trans>The minutes are circulated: read them, and say what is wrong.</Trans>
          ) : (
            <Trans>The minutes are circulated: read them, and say by {day} what is wrong.</Trans>
          )
        }
      >
        {meeting.record === 'corrections' && (
          <p>
            <Trans>They are circulated once more before they are approved.</Trans>
          </p>
        )}
        {meeting.record === 'circulated' && open > 0 && meeting.can.includes('answer_corrections') && (
          <p>
            <Trans>Answer every correction before the minutes are approved.</Trans>
          </p>
        )}
      </Banner>
    </div>
  )
}
