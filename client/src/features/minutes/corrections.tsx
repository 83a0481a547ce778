import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerCorrection, correctMinutes, meeting as meetingQuery, type Correction, type Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { Avatar } from '../../ui/avatar'
import { Actions, Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { State } from '../../ui/state'
import { toasts } from '../../ui/toast-store'
import css from './minutes.module.css'
import { PanelHead } from './records-panel'

/** What is wrong with circulated minutes, who says so, and what became of it. */
export function CorrectionsPanel({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <PanelHead title={<Trans>Corrections</Trans>} label={t`Close the corrections`} close={close} />
      <Corrections meeting={meeting} />
      {meeting.can.includes('correct') && <Propose meeting={meeting} />}
    </>
  )
}

export function Corrections({ meeting }: { meeting: Meeting }) {
  const corrections = meeting.minutes_record?.corrections ?? []
  if (corrections.length === 0) return <Empty title={<Trans>Nobody has asked for a correction.</Trans>} />
  return (
    <ul className={css.corrections}>
      {corrections.map((correction) => (
        <OneCorrection key={correction.id} meeting={meeting} correction={correction} />
      ))}
    </ul>
  )
}

function OneCorrection({ meeting, correction }: { meeting: Meeting; correction: Correction }) {
  const clock = useClock()
  return (
    <li className={css.correction}>
      <Avatar {...correction.by} />
      <div>
        <b>
          <bdi>{correction.by.name}</bdi>
        </b>
        <p dir="auto">{correction.text}</p>
        <span className="meta">{momentOf(clock, new Date(correction.at))}</span>
        <Became correction={correction} />
        {correction.state === 'open' && meeting.can.includes('answer_corrections') && <Answer meeting={meeting} correction={correction} />}
      </div>
    </li>
  )
}

function Became({ correction }: { correction: Correction }) {
  switch (correction.state) {
    case 'open':
      return (
        <State icon="clock">
          <Trans>Waits for who writes the minutes</Trans>
        </State>
      )
    case 'taken':
      return (
        <State icon="check" tone="ok">
          <Trans>Accepted</Trans>
        </State>
      )
    case 'declined':
      return (
        <>
          <State icon="x" tone="off">
            <Trans>Declined</Trans>
          </State>
          <p dir="auto" className="muted">
            {correction.answer}
          </p>
        </>
      )
  }
}

function Answer({ meeting, correction }: { meeting: Meeting; correction: Correction }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const empty = reason.trim() === ''
  const answer = useMutation({
    mutationFn: (taken: boolean) => answerCorrection(meeting.id, correction.id, taken ? { taken } : { taken, answer: reason.trim() }),
    onSuccess: (now, taken) => {
      cache.setQueryData(meetingQuery(meeting.id).queryKey, now)
      setDeclining(false)
      toasts.show(taken ? t`The correction is accepted. Open the minutes for corrections to write it in.` : t`The correction is declined, with your reason.`)
    },
    onError: (refusal) => {
      if (!declining) toasts.show(refusal.message)
    },
  })
  return (
    <Actions>
      <Button size="small" busy={answer.isPending} onClick={() => answer.mutate(true)}>
        <Trans>Accept</Trans>
      </Button>
      <Button size="small" kind="quiet" onClick={() => setDeclining(true)}>
        <Trans>Decline…</Trans>
      </Button>
      {declining && (
        <FormDialog
          title={<Trans>Decline the correction?</Trans>}
          act={<Trans>Decline it</Trans>}
          busy={answer.isPending}
          refused={answer.error?.message}
          onSubmit={() => (empty ? setTried(true) : answer.mutate(false))}
          onClose={() => setDeclining(false)}
        >
          <p dir="auto">“{correction.text}”</p>
          <TextArea
            label={t`Reason`}
            hint={t`Who proposed it reads it.`}
            maxLength={500}
            value={reason}
            error={tried && empty ? t`Say why, in a sentence.` : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormDialog>
      )}
    </Actions>
  )
}

function Propose({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const empty = text.trim() === ''
  const propose = useMutation({
    mutationFn: () => correctMinutes(meeting.id, text.trim()),
    onSuccess: (now) => {
      cache.setQueryData(meetingQuery(meeting.id).queryKey, now)
      setText('')
      setTried(false)
      toasts.show(t`Your correction is with who writes the minutes.`)
    },
  })
  return (
    <form
      className={css.propose}
      onSubmit={(event) => {
        event.preventDefault()
        if (empty) setTried(true)
        else if (!propose.isPending) propose.mutate()
      }}
    >
      <TextArea
        label={t`What is wrong`}
        hint={t`Say where, and how it should read.`}
        maxLength={2000}
        rows={4}
        value={text}
        error={propose.error?.message ?? (tried && empty ? t`Say what is wrong.` : undefined)}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button type="submit" busy={propose.isPending}>
          <Trans>Propose the correction</Trans>
        </Button>
      </div>
    </form>
  )
}
