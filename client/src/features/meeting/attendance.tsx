import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { noteAttendance, type Attendance, type Presence } from '../../api/attendance'
import type { Meeting } from '../../api/meeting'
import { usePeopleOf } from '../../group/people'
import { startsEarly } from '../../meeting/sitting'
import { useMeetingChange } from '../../meeting/use-change'
import { Avatar } from '../../ui/avatar'
import { inputClass, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Row, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { toasts } from '../../ui/toast-store'
import css from './meeting.module.css'
import { lines, there } from './presence'

const kinds: readonly Presence[] = ['present', 'remote', 'delegate', 'observer', 'regrets']

/** Who comes, or came: read by everybody, written by who writes the minutes. */
export function AttendanceList({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const people = usePeopleOf(meeting.group)
  // Before the day there are regrets to be read, and nothing to be noted.
  const writes = meeting.can.includes('note_attendance') && (meeting.record !== 'none' || !startsEarly(meeting, new Date()))
  const attendance = meeting.attendance ?? []
  const rows = lines(attendance, writes ? people : [])
  const came = there(attendance)
  const all = Math.max(people.length, rows.length)
  const begun = meeting.record !== 'none' || came > 0
  if (rows.length === 0 && !begun && Date.parse(meeting.start) < Date.now()) return null
  return (
    <Section title={<Trans>Attendance</Trans>} end={begun && <span className="meta">{t`${came} of ${all}`}</span>}>
      {rows.length === 0 ? (
        <p className="muted">
          <Trans>Nobody has sent regrets.</Trans>
        </p>
      ) : (
        <Rows label={t`Attendance`}>
          {rows.map(({ person, line }) => (
            <Row key={person.id} start={<Avatar {...person} />} end={writes ? <Choose meeting={meeting} person={person} line={line} /> : line && <Word of={line.presence} />}>
              <bdi>{person.name}</bdi>
              {line?.note !== undefined && (
                <span className="meta" dir="auto">
                  {line.note}
                </span>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

function useWords(): Record<Presence, string> {
  const { t } = useLingui()
  return { present: t`present`, remote: t`online`, delegate: t`by a delegate`, observer: t`as an observer`, regrets: t`regrets` }
}

function Word({ of }: { of: Presence }) {
  return <span className="muted">{useWords()[of]}</span>
}

/** How one person took part, chosen at once; a delegate is asked for by name. */
function Choose({ meeting, person, line }: { meeting: Meeting; person: { id: string; name: string }; line: Attendance | undefined }) {
  const { t } = useLingui()
  const words = useWords()
  const { name } = person
  const [delegating, delegate] = useState(false)
  const note = useMeetingChange((presence: Presence | undefined) => noteAttendance(meeting.id, person.id, presence))
  return (
    <>
      <select
        className={`${inputClass} ${css.presence ?? ''}`}
        aria-label={t`How ${name} took part`}
        aria-busy={note.isPending}
        value={line?.presence ?? ''}
        onChange={(event) => {
          const chosen = kinds.find((kind) => kind === event.target.value)
          if (chosen === 'delegate') delegate(true)
          else note.mutate(chosen, { onError: (error) => toasts.show(error.message) })
        }}
      >
        <option value="">{t`not noted`}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words[kind]}
          </option>
        ))}
      </select>
      {delegating && <DelegateDialog meeting={meeting} person={person} before={line?.note ?? ''} close={() => delegate(false)} />}
    </>
  )
}

function DelegateDialog({ meeting, person, before, close }: { meeting: Meeting; person: { id: string; name: string }; before: string; close: () => void }) {
  const { t } = useLingui()
  const { name } = person
  const [delegate, setDelegate] = useState(before)
  const note = useMeetingChange(() => noteAttendance(meeting.id, person.id, 'delegate', delegate.trim() === '' ? undefined : delegate.trim()), close)
  return (
    <FormDialog title={<Trans>A delegate came</Trans>} act={<Trans>Note it</Trans>} busy={note.isPending} refused={note.error?.message} onSubmit={() => note.mutate()} onClose={close}>
      <TextField label={t`Who came for ${name}`} dir="auto" maxLength={500} value={delegate} onChange={(event) => setDelegate(event.target.value)} />
    </FormDialog>
  )
}
