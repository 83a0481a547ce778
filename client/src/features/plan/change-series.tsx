import { Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { keys } from '../../api/keys'
import { meetingsOfSeries } from '../../api/meetings'
import { changeSeries, previewChange, type ChangePreview, type Plan, type Series } from '../../api/series'
import { useClock } from '../../i18n/clock'
import { dayOf, isoDay } from '../../i18n/time'
import { isZone } from '../../i18n/zone'
import { Banner } from '../../ui/banner'
import { Actions, Button } from '../../ui/button'
import { Skeleton } from '../../ui/empty'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Section } from '../../ui/section'
import { ChangeTable } from './change-table'
import { changedDates, firmUntil, type ChangedDate } from './changed'
import { ChangeCounts } from './counts'
import css from './plan.module.css'
import { usePreview } from './preview'
import { planOf, rhythmOf, ruleOf, wordsOf } from './rule'
import { Sentence } from './sentence'
import { useSeriesChange } from './series-acts'
import { useSettled } from './use-settled'
import { useColumns, useCompared, ZoneChoice } from './zones'

/** Another rule from a day on. What is kept, added and dropped is seen before anything happens. */
export function ChangeSeries({ series, done }: { series: Series; done: () => void }) {
  const { data: meetings } = useSuspenseQuery(meetingsOfSeries(series.id))
  const part = series.parts.at(-1)
  const [typed, type] = useState(() => {
    const today = isoDay(part?.zone ?? 'UTC', new Date())
    const plan = part ?? { rule: '', zone: 'UTC', start: '14:00', minutes: 60, from: today, until: today }
    return { ...wordsOf(plan, plan.from > today ? plan.from : today), firm: firmUntil(meetings) }
  })
  const [asking, ask] = useState(false)
  const [compared, compare] = useCompared()
  const plan = useMemo(() => planOf(typed, isZone), [typed])
  const settled = useSettled(plan)
  const zones = useColumns(typed.zone, compared)
  const preview = usePreview(settled, zones)
  const change = useChange(series.id, settled, typed.firm)
  const rows = change.data && changedDates(change.data, meetings, preview.dates ?? [])
  // Only what is asked for now may be acted on, not the answer to what was typed before.
  const ready = plan !== undefined && plan === settled && change.ready
  const nothing = ready && same(series, plan) && change.data?.added.length === 0 && change.data.dropped.length === 0
  return (
    <>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !nothing) ask(true)
        }}
      >
        <Section lead title={<Trans>The rule from a day on</Trans>}>
          <Sentence change value={typed} set={type} />
        </Section>
        <Section title={<Trans>What changes</Trans>}>
          <ZoneChoice zones={compared} set={compare} />
          <Outcome plan={plan} error={change.error} rows={rows} zones={zones} kept={typed.zone} />
        </Section>
        <div className={css.bar}>
          {nothing ? (
            <span className="muted">
              <Trans>This is the rule there is.</Trans>
            </span>
          ) : (
            <ChangeCounts of={change.data} />
          )}
          <Actions>
            <Button kind="quiet" onClick={done}>
              <Trans>Leave it as it is</Trans>
            </Button>
            <Button kind="primary" type="submit" aria-disabled={!ready || nothing}>
              <Trans>Change the rule</Trans>
            </Button>
          </Actions>
        </div>
      </form>
      {asking && plan && change.data && <AskDialog series={series} plan={plan} firm={typed.firm} change={change.data} close={() => ask(false)} done={done} />}
    </>
  )
}

/** The dates as they would be; or what keeps them from being shown. */
function Outcome({ plan, error, rows, zones, kept }: { plan: Plan | undefined; error: Error | null; rows: readonly ChangedDate[] | undefined; zones: readonly string[]; kept: string }) {
  if (error) return <Banner tone="bad" role="alert" title={error.message} />
  if (rows) return <ChangeTable rows={rows} zones={zones} kept={kept} />
  if (plan) return <Skeleton lines={6} />
  return (
    <p className="muted">
      <Trans>Fill the sentence to see the dates.</Trans>
    </p>
  )
}

const bodyOf = (plan: Plan, firm: string) => ({ plan, ...(firm !== '' && { scheduled_until: firm }) })

/** Whether the plan says what the series does already. */
function same({ parts }: Series, plan: Plan | undefined): boolean {
  const part = parts.at(-1)
  const rhythm = part && rhythmOf(part.rule)
  if (!part || !plan || !rhythm) return false
  return ruleOf(rhythm) === plan.rule && part.zone === plan.zone && part.start === plan.start && part.minutes === plan.minutes && part.until === plan.until
}

function useChange(series: string, plan: Plan | undefined, firm: string) {
  const none: Plan = { rule: '', zone: '', start: '', minutes: 0, from: '', until: '' }
  const { data, error, isPlaceholderData } = useQuery({ ...previewChange(series, bodyOf(plan ?? none, firm)), enabled: plan !== undefined, placeholderData: keepPreviousData })
  return { data: plan === undefined || error ? undefined : data, error: plan === undefined ? null : error, ready: data !== undefined && !error && !isPlaceholderData }
}

/** Names what is dropped, and asks why: calendars and members are told. */
function AskDialog({ series, plan, firm, change, close, done }: { series: Series; plan: Plan; firm: string; change: ChangePreview; close: () => void; done: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const drop = change.dropped.map(({ id }) => id)
  const save = useSeriesChange(() => changeSeries(series.id, { ...bodyOf(plan, firm), reason: reason.trim(), drop }), t`The rule is changed. Calendars follow.`, done)
  const submit = () =>
    // Somebody may have planned meanwhile: what would go then is shown before it is tried again.
    save.mutate(undefined, { onError: () => void cache.invalidateQueries({ queryKey: keys.anySeries() }) })
  return (
    <FormDialog danger={drop.length > 0} title={<Trans>Change the rule?</Trans>} act={<Trans>Change it</Trans>} busy={save.isPending} refused={save.error?.message} onSubmit={submit} onClose={close}>
      <p>
        <ChangeCounts of={change} />
      </p>
      {change.dropped.length > 0 && (
        <>
          <p>
            <Trans>These meetings are cancelled:</Trans>
          </p>
          <ul className={css.days}>
            {change.dropped.map((meeting) => (
              <li key={meeting.id}>{dayOf({ ...clock, zone: meeting.zone }, new Date(meeting.start))}</li>
            ))}
          </ul>
        </>
      )}
      <TextArea label={t`Reason`} hint={t`Everybody sees it.`} required rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  )
}
