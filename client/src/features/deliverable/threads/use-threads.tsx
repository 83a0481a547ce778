import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, type ComponentType } from 'react'
import { keys } from '../../../api/keys'
import { ThreadMarks } from '../../../editor/threadMarks'
import { useFollow } from '../../../realtime/useFollow'
import { Part } from '../../../session/part'
import type { Bench, Panel } from '../../../text/panel'
import { isSettled } from './order'
import { useDesk, type Desk } from './use-desk'

// Fetched beside the page, which is there the sooner, and before somebody asks for it without a line.
const room = () => import('./room')
const ThreadsPanel = lazy(async () => ({ default: (await room()).ThreadsPanel }))
// Without them the text is there all the same; the panel says that something is missing.
const Nothing: ComponentType<{ desk: Desk; bench: Bench; wanted?: string | undefined }> = () => null
const Keeper = lazy(async () => ({ default: (await room().catch(() => null))?.Keeper ?? Nothing }))
const Start = lazy(async () => ({ default: (await room().catch(() => null))?.Start ?? Nothing }))

/** The threads of a deliverable as a panel beside its text. */
export function useThreads(deliverable: string, me: string, wanted: string | undefined): Panel {
  const { t } = useLingui()
  const desk = useDesk(deliverable, me)
  useFollow(({ kind, document }) => {
    if (kind.startsWith('thread.')) return [keys.threads(deliverable)]
    return kind.startsWith('deliverable.') && document === deliverable ? [keys.deliverable(deliverable)] : []
  })
  const { mayOpen } = desk
  return {
    key: 'threads',
    label: t`Comments`,
    icon: 'comment',
    count: desk.list?.items.filter((thread) => !isSettled(thread)).length,
    tool: mayOpen
      ? (bench) => (
          <Suspense fallback={null}>
            <Start desk={desk} bench={bench} />
          </Suspense>
        )
      : undefined,
    keeper: (bench) => (
      <Suspense fallback={null}>
        <Keeper desk={desk} bench={bench} wanted={wanted} />
      </Suspense>
    ),
    extensions: [ThreadMarks],
    body: (bench) => (
      <Part lines={5}>
        <ThreadsPanel desk={desk} bench={bench} />
      </Part>
    ),
  }
}
