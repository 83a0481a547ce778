import { useLingui } from '@lingui/react/macro'
import { lazy, useEffect } from 'react'
import { keys } from '../../../api/keys'
import { ThreadMarks } from '../../../editor/threadMarks'
import { useFollow } from '../../../realtime/useFollow'
import { Part } from '../../../session/part'
import type { Panel } from '../../../text/panel'
import { IconButton } from '../../../ui/button'
import { Keeper, startHere } from './keeper'
import { isSettled } from './order'
import { useDesk } from './use-desk'

// Fetched beside the page, which is there the sooner, and before somebody asks for it without a line.
const panel = () => import('./threads-panel')
const ThreadsPanel = lazy(async () => ({ default: (await panel()).ThreadsPanel }))

/** The threads of a deliverable as a panel beside its text. */
export function useThreads(deliverable: string, me: string, wanted: string | undefined): Panel {
  const { t } = useLingui()
  const desk = useDesk(deliverable, me)
  useFollow(({ kind, document }) => {
    if (kind.startsWith('thread.')) return [keys.threads(deliverable)]
    return kind.startsWith('deliverable.') && document === deliverable ? [keys.deliverable(deliverable)] : []
  })
  useEffect(() => {
    panel().catch(() => undefined) // tried again when it is opened
  }, [])
  const { mayOpen } = desk
  return {
    key: 'threads',
    label: t`Comments`,
    icon: 'comment',
    count: desk.list?.items.filter((thread) => !isSettled(thread)).length,
    tool: mayOpen
      ? (bench) => <IconButton icon="comment" label={t`Comment on this passage`} aria-keyshortcuts="Control+Alt+M Meta+Alt+M" onClick={() => startHere(desk, bench)} />
      : undefined,
    keeper: (bench) => <Keeper desk={desk} bench={bench} wanted={wanted} />,
    extensions: [ThreadMarks],
    body: (bench) => (
      <Part lines={5}>
        <ThreadsPanel desk={desk} bench={bench} />
      </Part>
    ),
  }
}
