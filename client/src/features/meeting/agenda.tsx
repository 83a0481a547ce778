import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { publishAgenda } from '../../api/agenda'
import type { Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { useMeetingChange } from '../../meeting/use-change'
import { Actions, Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Section } from '../../ui/section'
import { State } from '../../ui/state'
import { toasts } from '../../ui/toast-store'
import { Item } from './item'
import { ItemDialog } from './item-dialog'
import css from './meeting.module.css'
import { minutesOf } from './order'

/** What a meeting is about, in the order it is taken, and what members would like to add. */
export function Agenda({ meeting }: { meeting: Meeting }) {
  const { items, proposals } = meeting.agenda ?? { items: [], proposals: [] }
  const [adding, add] = useState(false)
  const mayEdit = meeting.can.includes('edit_agenda')
  return (
    <>
      <Section lead title={<Trans>Agenda</Trans>} end={items.length > 0 && <Total meeting={meeting} />}>
        {items.length === 0 && proposals.length === 0 ? (
          <Empty title={<Trans>There is no agenda yet.</Trans>}>{meeting.can.includes('add_item') && (mayEdit ? <Trans>Add what the meeting is to inform about, discuss or decide.</Trans> : <Trans>Propose what the meeting should talk about; the co-leaders accept it.</Trans>)}</Empty>
        ) : (
          <ol className={css.agenda}>
            {items.map((item, index) => (
              <Item key={item.id} meeting={meeting} item={item} number={index + 1} />
            ))}
          </ol>
        )}
        <div className={css.under}>
          <Actions>
            {meeting.can.includes('add_item') && (
              <Button icon="plus" onClick={() => add(true)}>
                {mayEdit ? <Trans>Add an item</Trans> : <Trans>Propose an item</Trans>}
              </Button>
            )}
            <Publish meeting={meeting} />
          </Actions>
        </div>
      </Section>
      {proposals.length > 0 && (
        <Section title={<Trans>Proposed for the agenda</Trans>} count={proposals.length}>
          <ul className={css.agenda}>
            {proposals.map((item) => (
              <Item key={item.id} meeting={meeting} item={item} />
            ))}
          </ul>
        </Section>
      )}
      {adding && <ItemDialog meeting={meeting} close={() => add(false)} />}
    </>
  )
}

/** How long the items take together; said loudly where that is longer than the meeting. */
function Total({ meeting }: { meeting: Meeting }) {
  const minutes = minutesOf(meeting.agenda?.items ?? [])
  const over = minutes - meeting.minutes
  if (minutes === 0) return null
  return (
    <span className={css.total}>
      <span className="meta">
        <Plural value={minutes} one="# minute" other="# minutes" />
      </span>
      {over > 0 && (
        <State icon="clock" tone="warn">
          <Plural value={over} one="# minute more than the meeting has" other="# minutes more than the meeting has" />
        </State>
      )}
    </span>
  )
}

function Publish({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const clock = useClock()
  const publish = useMeetingChange(
    () => publishAgenda(meeting.id),
    () => toasts.show(t`The agenda is published. Calendars show it from now on.`),
  )
  const published = meeting.agenda?.published
  if (published !== undefined) {
    const when = momentOf(clock, new Date(published))
    return (
      <State icon="ok" tone="ok">
        <Trans>Published {when}</Trans>
      </State>
    )
  }
  if (!meeting.can.includes('publish_agenda')) return null
  return (
    <Button icon="send" busy={publish.isPending} onClick={() => publish.mutate(undefined, { onError: (error) => toasts.show(error.message) })}>
      <Trans>Publish the agenda</Trans>
    </Button>
  )
}
