import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Clause } from '../../api/pilots'
import { submitReport, writeReport, type Month } from '../../api/reports'
import { useClock } from '../../i18n/clock'
import { timeOf } from '../../i18n/time'
import { monthName } from '../../pilot/month'
import { Banner } from '../../ui/banner'
import { Actions, Button } from '../../ui/button'
import { ErrorSummary, TextArea } from '../../ui/field'
import { SaveState } from '../../ui/save-state'
import { toasts } from '../../ui/toast-store'
import { answersOf, missing, type Missing, type Typed } from './answers'
import { Asks, ColourField, Difficulties } from './fields'
import css from './report.module.css'
import { useReportAct } from './use-act'
import { useDraft, type Saving } from './use-draft'

type Props = { month: Month; first: Typed; clauses: readonly Clause[]; /** A report that was sent already. */ corrects: boolean; done: () => void }

/** The whole report. Each answer is saved as one goes; nothing is sent to the group before one says so. */
export function Form({ month, first, clauses, corrects, done }: Props) {
  const { t } = useLingui()
  const { language } = useClock()
  const { typed, change, saving, sent } = useDraft(month, first, !corrects)
  const [tried, setTried] = useState(false)
  const send = useReportAct(
    month,
    () => (corrects ? writeReport : submitReport)(month, answersOf(typed)),
    () => {
      sent()
      toasts.show(corrects ? t`The report is corrected.` : t`The report is sent.`)
      done()
    },
  )
  const words: Record<Missing, string> = { colour: t`Say how it is going.`, reason: t`Say why it is not green. One sentence is enough.` }
  const wrong = tried ? missing(typed) : []
  const name = monthName(language, month.period)
  const set = (more: Partial<Typed>) => change({ ...typed, ...more })
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (missing(typed).length === 0 && !send.isPending) send.mutate()
      }}
    >
      <ErrorSummary title={t`One answer is missing`} errors={wrong.map((field) => ({ field: field === 'colour' ? 'colour-green' : field, text: words[field] }))} />
      {saving.state === 'kept' && (
        <Banner tone="warn" icon="offline" role="status" title={<Trans>No connection.</Trans>}>
          <p>
            <Trans>Your answers are kept on this device and saved when the line is back. You can close the page.</Trans>
          </p>
        </Banner>
      )}
      <ColourField value={typed.colour} set={(colour) => set({ colour })} wrong={wrong.includes('colour') ? words.colour : undefined} />
      {typed.colour !== 'green' && typed.colour !== '' && (
        <TextArea id="reason" label={t`Why not green?`} hint={t`One sentence is enough. Any language.`} maxLength={20000} rows={2} error={wrong.includes('reason') ? words.reason : undefined} value={typed.reason} onChange={(event) => set({ reason: event.target.value })} />
      )}
      <TextArea label={t`What was done in ${name}?`} maxLength={20000} rows={3} value={typed.progress} onChange={(event) => set({ progress: event.target.value })} />
      <Difficulties value={typed.difficulties} clauses={clauses} set={(difficulties) => set({ difficulties })} />
      <Asks value={typed.asks} set={(asks) => set({ asks })} />
      <TextArea label={t`Only for the co-leaders and the secretariat`} hint={t`May stay empty. Other cities do not see it.`} maxLength={20000} rows={2} value={typed.private} onChange={(event) => set({ private: event.target.value })} />
      {send.error && (
        <Banner tone="bad" role="alert" title={<Trans>The report was not sent.</Trans>}>
          <p>{send.error.message}</p>
        </Banner>
      )}
      <div className={css.ways}>
        <Button kind="primary" size="big" wide type="submit" icon="send" busy={send.isPending}>
          {corrects ? <Trans>Send the correction</Trans> : <Trans>Send the report</Trans>}
        </Button>
        {corrects ? (
          <Button
            kind="quiet"
            onClick={() => {
              sent()
              done()
            }}
          >
            <Trans>Leave it as it was sent</Trans>
          </Button>
        ) : (
          <Actions>
            <Saved of={saving} />
          </Actions>
        )}
      </div>
      {!corrects && (
        <p className="muted">
          <Trans>Each answer is saved as you go. Nothing is sent to the group before you press Send.</Trans>
        </p>
      )}
    </form>
  )
}

/** The truth about the draft, always in sight. */
function Saved({ of: saving }: { of: Saving }) {
  const clock = useClock()
  switch (saving.state) {
    case 'untouched':
      return null
    case 'saving':
      return <SaveState status={{ state: 'sending', changes: 1 }} />
    case 'saved':
      return <SaveState status={{ state: 'saved', at: timeOf(clock, saving.at) }} />
    case 'kept':
      return <SaveState status={{ state: 'kept', changes: 1 }} />
    case 'refused':
      return <SaveState status={{ state: 'lost', reason: saving.reason }} />
  }
}
