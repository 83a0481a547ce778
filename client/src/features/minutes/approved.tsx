import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { approvedMinutes, type Meeting } from '../../api/meeting'
import { FrozenText } from '../../editor/frozenText'
import { Day, useClock, ZoneName } from '../../i18n/clock'
import { timeOf } from '../../i18n/time'
import { Part } from '../../session/part'
import { Split } from '../../ui/page'
import { Facts } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { Corrections } from './corrections'
import css from './minutes.module.css'
import { RecordsOf } from './records-panel'
import { useMinutesTitle } from './title'
import { useRecords } from './use-records'

/** Approved minutes: the frozen revision, and what came of it since. */
export function Approved({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const title = useMinutesTitle(meeting)
  const corrections = meeting.minutes_record?.corrections ?? []
  return (
    <div className={css.approved}>
      <Split
        label={t`About the minutes`}
        aside={
          <>
            <Section title={<Trans>Approval</Trans>}>
              <Revision meeting={meeting} />
            </Section>
            <Section title={<Trans>Decisions and actions</Trans>}>
              <Part>
                <RecordsOf meeting={meeting.id} writing={false} />
              </Part>
            </Section>
            {corrections.length > 0 && (
              <Section title={<Trans>Corrections</Trans>}>
                <Corrections meeting={meeting} />
              </Section>
            )}
          </>
        }
      >
        <article>
          <h1 dir="auto">
            {title} <Sample of={meeting} />
          </h1>
          <Part lines={8}>
            <Words meeting={meeting} label={title} />
          </Part>
        </article>
      </Split>
    </div>
  )
}

function Words({ meeting, label }: { meeting: Meeting; label: string }) {
  const { data } = useSuspenseQuery(approvedMinutes(meeting.id))
  const records = useRecords(meeting)
  return <FrozenText content={data.content} label={label} records={records} />
}

/** Which revision, who approved it and when, and the checksum to prove it by. */
function Revision({ meeting }: { meeting: Meeting }) {
  const clock = useClock()
  const revision = meeting.minutes_record?.revision
  if (!revision) return null
  const at = new Date(revision.at)
  return (
    <Facts
      of={[
        { name: <Trans>Revision</Trans>, value: revision.number },
        { name: <Trans>Approved by</Trans>, value: <bdi>{revision.by.name}</bdi> },
        {
          name: <Trans>Approved on</Trans>,
          value: (
            <>
              <Day at={at} />, {timeOf(clock, at)} <ZoneName zone={clock.zone} at={at} />
            </>
          ),
        },
        {
          name: <Trans>SHA-256</Trans>,
          value: (
            <span className={css.sha} dir="ltr">
              {revision.sha256}
            </span>
          ),
        },
      ]}
    />
  )
}
