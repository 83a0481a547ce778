import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../api/keys'
import type { Meeting } from '../../api/meetings'
import { confirmSeries, describeSeries, type Series } from '../../api/series'
import { useClock } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { DetailsFields, detailsOf, type DetailsTyped } from '../../meeting/details-fields'
import { Actions, Button } from '../../ui/button'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'
import css from './plan.module.css'

type Asked = 'confirm' | 'describe'

/** What can be done to a series as a whole. */
export function SeriesActs({ series, meetings, change }: { series: Series; meetings: readonly Meeting[]; change: () => void }) {
  const [asking, ask] = useState<Asked>()
  const now = Date.now()
  const open = meetings.filter((meeting) => meeting.state === 'provisional' && Date.parse(meeting.start) > now)
  const may = (act: string) => series.can.includes(act)
  const close = () => ask(undefined)
  return (
    <Actions>
      {may('describe') && (
        <Button kind="quiet" icon="pencil" onClick={() => ask('describe')}>
          <Trans>Change title, place or link</Trans>
        </Button>
      )}
      {may('change') && (
        <Button icon="calendar" onClick={change}>
          <Trans>Change the rule</Trans>
        </Button>
      )}
      {may('confirm') && open.length > 0 && (
        <Button kind="primary" icon="check" onClick={() => ask('confirm')}>
          <Plural value={open.length} one="Confirm # provisional date" other="Confirm # provisional dates" />
        </Button>
      )}
      {asking === 'confirm' && <ConfirmDialog series={series} meetings={open} close={close} />}
      {asking === 'describe' && <DescribeDialog series={series} close={close} />}
    </Actions>
  )
}

/** Shows the series as the server has it now, and tells what was done. */
export function useSeriesChange<Input = void>(change: (input: Input) => Promise<unknown>, said: string, done: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([cache.invalidateQueries({ queryKey: keys.anySeries() }), cache.invalidateQueries({ queryKey: keys.anyMeetings() })])
      done()
      toasts.show(said)
    },
  })
}

function ConfirmDialog({ series, meetings, close }: { series: Series; meetings: readonly Meeting[]; close: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const confirm = useSeriesChange(() => confirmSeries(series.id), t`The dates are confirmed. They are in everybody’s calendar.`, close)
  return (
    <FormDialog title={<Trans>Confirm the provisional dates?</Trans>} act={<Trans>Confirm them</Trans>} busy={confirm.isPending} refused={confirm.error?.message} onSubmit={() => confirm.mutate()} onClose={close}>
      <p>
        <Trans>They go into the calendar of everybody in the group:</Trans>
      </p>
      <ul className={css.days}>
        {meetings.map((meeting) => (
          <li key={meeting.id}>{dayOf({ ...clock, zone: meeting.zone }, new Date(meeting.start))}</li>
        ))}
      </ul>
    </FormDialog>
  )
}

function DescribeDialog({ series, close }: { series: Series; close: () => void }) {
  const { t } = useLingui()
  const { title, mode, join_link: link = '', place = '' } = series.details
  const [details, set] = useState<DetailsTyped>({ title, mode, link, place })
  const save = useSeriesChange(() => describeSeries(series.id, detailsOf(details)), t`The meetings of the series are changed.`, close)
  return (
    <FormDialog title={<Trans>What every meeting has</Trans>} act={<Trans>Save</Trans>} busy={save.isPending} refused={save.error?.message} onSubmit={() => save.mutate()} onClose={close}>
      <DetailsFields value={details} set={set} />
      <p className="meta">
        <Trans>A meeting that was given words of its own keeps them.</Trans>
      </p>
    </FormDialog>
  )
}
