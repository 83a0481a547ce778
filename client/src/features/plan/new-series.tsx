import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Group } from '../../api/groups'
import { keys } from '../../api/keys'
import { planSeries, type Plan, type Series } from '../../api/series'
import { useClock } from '../../i18n/clock'
import { isoDay } from '../../i18n/time'
import { isZone } from '../../i18n/zone'
import { DetailsFields, detailsOf, type DetailsTyped } from '../../meeting/details-fields'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { Split } from '../../ui/page'
import { Section } from '../../ui/section'
import { toasts } from '../../ui/toast-store'
import { Burden } from './burden'
import { Counts } from './counts'
import css from './plan.module.css'
import { Preview, usePreview } from './preview'
import { firstWords, planOf } from './rule'
import { Sentence } from './sentence'
import { useSettled } from './use-settled'
import { useColumns, useCompared, ZoneChoice } from './zones'

/** Plans a year: the rule as one sentence, every date as everybody will see it, one button. */
export function NewSeries({ group, before, done }: { group: Group; before: Series | undefined; done: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const today = isoDay(clock.zone, new Date())
  const [typed, type] = useState(() => firstWords(today, before?.parts.at(-1)?.zone ?? clock.zone))
  const [details, setDetails] = useState<DetailsTyped>(() => ({ title: before?.title ?? t`Monthly meeting`, mode: before?.details.mode ?? 'remote', link: before?.details.join_link ?? '', place: before?.details.place ?? '' }))
  const [compared, compare] = useCompared()
  const plan = useMemo(() => planOf(typed, isZone), [typed])
  const settled = useSettled(plan)
  const zones = useColumns(typed.zone, compared)
  const preview = usePreview(settled, zones)
  const save = usePlanning(group.id, done)
  const count = preview.dates?.length ?? 0
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (plan !== undefined && count > 0 && !save.isPending) save.mutate({ details, plan, firm: typed.firm })
      }}
    >
      <Section lead title={<Trans>The rule</Trans>}>
        <Sentence value={typed} set={type} />
      </Section>
      <Split
        label={t`Title, place and hours`}
        aside={
          <>
            <Section title={<Trans>What every meeting has</Trans>}>
              <div className={css.details}>
                <DetailsFields value={details} set={setDetails} />
              </div>
            </Section>
            {preview.dates && <Burden dates={preview.dates} zones={zones} />}
          </>
        }
      >
        <Section title={<Trans>What everybody will see</Trans>} count={count > 0 ? count : undefined}>
          <ZoneChoice zones={compared} set={compare} />
          <Preview plan={settled} preview={preview} zones={zones} firm={typed.firm} />
        </Section>
      </Split>
      {save.error && <Banner tone="bad" role="alert" title={save.error.message} />}
      <div className={css.bar}>
        <Counts days={preview.dates?.map(({ original }) => original.slice(0, 10)) ?? []} firm={typed.firm} />
        <Button kind="primary" type="submit" busy={save.isPending} aria-disabled={plan === undefined || count === 0}>
          {count > 0 ? <Plural value={count} one="Plan # meeting" other="Plan # meetings" /> : <Trans>Plan the meetings</Trans>}
        </Button>
      </div>
    </form>
  )
}

function usePlanning(group: string, done: () => void) {
  const { t } = useLingui()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ details, plan, firm }: { details: DetailsTyped; plan: Plan; firm: string }) =>
      planSeries({ group, details: detailsOf(details), plan, ...(firm !== '' && { scheduled_until: firm }) }),
    onSuccess: async () => {
      await Promise.all([cache.invalidateQueries({ queryKey: keys.anySeries() }), cache.invalidateQueries({ queryKey: keys.anyMeetings() })])
      done()
      toasts.show(t`The meetings are planned.`)
    },
  })
}
