import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acceptItem, placeItem, removeItem, restoreItem, type AgendaItem, type AgendaPaper } from '../../api/agenda'
import { addressOf } from '../../api/files'
import type { Meeting } from '../../api/meeting'
import { useMeetingChange } from '../../meeting/use-change'
import { usePerson } from '../../session/use-session'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Menu, MenuItem } from '../../ui/menu'
import { Lone, LoneLink, What } from '../../ui/rows'
import { toasts } from '../../ui/toast-store'
import { CarryDialog } from './carry-dialog'
import { ItemDialog } from './item-dialog'
import css from './meeting.module.css'
import { placeAfter } from './order'
import { usePurposes } from './purposes'

type Props = { meeting: Meeting; item: AgendaItem }

/** One item; without a number it is a proposal nobody has taken on yet. */
export function Item({ meeting, item, number }: Props & { number?: number }) {
  const purposes = usePurposes()
  const { minutes } = item
  return (
    <li className={number === undefined ? css.proposed : undefined}>
      <span className={css.number}>{number}</span>
      <div>
        <What>{item.title}</What>
        <span className="meta">
          <span className={css.facts}>
            <span>{purposes[item.purpose]}</span>
            {item.presenter && <bdi>{item.presenter.name}</bdi>}
            {number === undefined && (
              <span>
                <Trans>
                  proposed by <bdi>{item.by.name}</bdi>
                </Trans>
              </span>
            )}
            {item.carried_from !== undefined && (
              <LoneLink to="/meetings/$meeting" params={{ meeting: item.carried_from }}>
                <Trans>carried over</Trans>
              </LoneLink>
            )}
          </span>
        </span>
        <Papers papers={item.papers} />
      </div>
      <div className={css.end}>
        {minutes > 0 && (
          <span className="num">
            <Trans>{minutes} min</Trans>
          </span>
        )}
        {number === undefined && meeting.can.includes('edit_agenda') && <Accept meeting={meeting} item={item} />}
        <ItemMenu meeting={meeting} item={item} proposed={number === undefined} />
      </div>
    </li>
  )
}

function Papers({ papers }: { papers: readonly AgendaPaper[] }) {
  const { t } = useLingui()
  if (papers.length === 0) return null
  return (
    <ul className={css.papers} aria-label={t`Papers`}>
      {papers.map((paper) => (
        <li key={paper.ref}>
          <Icon name={paper.kind === 'file' ? 'download' : 'doc'} />
          {paper.kind === 'file' ? (
            <Lone href={addressOf(paper.ref)} download>
              <bdi>{paper.title}</bdi>
            </Lone>
          ) : (
            <LoneLink to="/deliverables/$deliverable" params={{ deliverable: paper.ref }}>
              <bdi>{paper.title}</bdi>
            </LoneLink>
          )}
        </li>
      ))}
    </ul>
  )
}

function Accept({ meeting, item }: Props) {
  const { t } = useLingui()
  const accept = useMeetingChange(
    () => acceptItem(meeting.id, item.id),
    () => toasts.show(t`It is on the agenda.`),
  )
  return (
    <Button size="small" icon="check" busy={accept.isPending} onClick={() => accept.mutate(undefined, { onError: (error) => toasts.show(error.message) })}>
      <Trans>Accept</Trans>
    </Button>
  )
}

/** What can be done with an item: everything by who plans the meeting, a proposal also by who made it. */
function ItemMenu({ meeting, item, proposed }: Props & { proposed: boolean }) {
  const { t } = useLingui()
  const { title } = item
  const me = usePerson()?.id
  const [asking, ask] = useState<'words' | 'carry'>()
  const refused = { onError: (error: Error) => toasts.show(error.message) }
  const restore = useMeetingChange(() => restoreItem(meeting.id, item.id))
  const remove = useMeetingChange(
    () => removeItem(meeting.id, item.id),
    () => toasts.show(t`“${title}” is off the agenda.`, () => restore.mutate(undefined, refused)),
  )
  const place = useMeetingChange((after: string | undefined) => placeItem(meeting.id, item.id, after))
  const plans = meeting.can.includes('edit_agenda')
  const close = () => ask(undefined)
  if (!plans && !(proposed && item.by.id === me && meeting.can.includes('add_item'))) return null
  const list = meeting.agenda?.items ?? []
  const up = placeAfter(list, item.id, 'up')
  const down = placeAfter(list, item.id, 'down')
  return (
    <>
      <Menu label={t`More for “${title}”`} trigger={(props) => <IconButton {...props} icon="more" size="small" label={t`More for “${title}”`} />}>
        <MenuItem icon="pencil" onSelect={() => ask('words')}>
          <Trans>Change</Trans>
        </MenuItem>
        {plans && up !== null && (
          <MenuItem onSelect={() => place.mutate(up, refused)}>
            <Trans>Move up</Trans>
          </MenuItem>
        )}
        {plans && down !== null && (
          <MenuItem onSelect={() => place.mutate(down, refused)}>
            <Trans>Move down</Trans>
          </MenuItem>
        )}
        {plans && !proposed && (
          <MenuItem icon="moved" onSelect={() => ask('carry')}>
            <Trans>Carry over to another meeting</Trans>
          </MenuItem>
        )}
        <MenuItem danger icon="x" onSelect={() => remove.mutate(undefined, refused)}>
          <Trans>Take off the agenda</Trans>
        </MenuItem>
      </Menu>
      {asking === 'words' && <ItemDialog meeting={meeting} item={item} close={close} />}
      {asking === 'carry' && <CarryDialog meeting={meeting} item={item} close={close} />}
    </>
  )
}
