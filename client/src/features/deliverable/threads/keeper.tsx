import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { blocksOf, passageHere, showBlock } from '../../../editor/passages'
import { showMarks } from '../../../editor/threadMarks'
import type { Bench } from '../../../text/panel'
import { IconButton } from '../../../ui/button'
import { toasts } from '../../../ui/toast-store'
import { isSettled, openOn } from './order'
import { useHere } from './sight'
import type { Desk } from './use-desk'

/** Milliseconds of quiet after which the places of the blocks are read again. */
const QUIET = 250

/** Holds the text and the threads together, whether the panel is open or not. */
export function Keeper({ desk, bench, wanted }: { desk: Desk; bench: Bench; wanted: string | undefined }) {
  useMarks(desk, bench)
  useReading(desk, bench)
  useShortcut(desk, bench)
  useWanted(desk, bench, wanted)
  return null
}

function useMarks(desk: Desk, bench: Bench): void {
  const { i18n } = useLingui()
  const items = desk.list?.items
  const counts = useMemo(() => openOn(items ?? []), [items])
  const asked = desk.asking?.about?.block
  const here = useHere(desk.sight)
  const said = items?.some((thread) => thread.anchor.block === here && isSettled(thread) === (desk.segment === 'resolved')) ?? false
  const looked = here !== null && said ? here : null
  const lit = asked ?? looked
  const open = useEffectEvent((block: string) => {
    const thread = items?.find((one) => one.anchor.block === block && !isSettled(one))
    if (!thread) return
    bench.open()
    desk.choose(thread)
  })
  const { editor } = bench
  useEffect(() => {
    const label = (count: number) => i18n._(plural(count, { one: '# open thread', other: '# open threads' }))
    showMarks(editor, { counts, lit, label, open: (block) => open(block) })
  }, [editor, counts, lit, i18n, i18n.locale])
}

/** Which blocks there are, in what order, and which of them the caret is in. */
function useReading(desk: Desk, { editor }: Bench): void {
  const read = useEffectEvent(() => {
    if (!editor.isDestroyed) desk.sight.setPlaces(blocksOf(editor))
  })
  const moved = useEffectEvent(() => desk.sight.look(passageHere(editor)?.block ?? null))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        read()
      }, QUIET)
    }
    const onMoved = () => moved()
    read()
    editor.on('update', later)
    editor.on('selectionUpdate', onMoved)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
      editor.off('selectionUpdate', onMoved)
    }
  }, [editor])
}

/** Begins a thread about what the caret or the selection is in. */
export function Start({ desk, bench }: { desk: Desk; bench: Bench }) {
  const { t } = useLingui()
  return <IconButton icon="comment" label={t`Comment on this passage`} aria-keyshortcuts="Control+Alt+M Meta+Alt+M" onClick={() => startHere(desk, bench)} />
}

function startHere(desk: Desk, bench: Bench): void {
  bench.open()
  desk.ask(passageHere(bench.editor))
}

/** Ctrl or ⌘ with Alt and M, in a text that is only read too. */
function useShortcut(desk: Desk, bench: Bench): void {
  const start = useEffectEvent(() => startHere(desk, bench))
  const { mayOpen } = desk
  useEffect(() => {
    if (!mayOpen) return
    const onKey = (event: KeyboardEvent) => {
      // AltGr with m is a letter on some keyboards; with ⌥ it is one on a Mac.
      const letter = event.key.toLowerCase() === 'm' || event.key === 'µ'
      if (!letter || !event.altKey || !(event.ctrlKey || event.metaKey) || event.getModifierState('AltGraph')) return
      event.preventDefault()
      start()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [mayOpen])
}

/** A link may lead to one thread: ?thread=… */
function useWanted(desk: Desk, bench: Bench, wanted: string | undefined): void {
  const { t } = useLingui()
  const loaded = desk.list !== undefined
  const lead = useEffectEvent(() => {
    const thread = desk.list?.items.find((one) => one.id === wanted)
    if (!thread) {
      toasts.show(t`There is no such thread, or you may not see it.`)
      return
    }
    bench.open()
    desk.choose(thread)
    const { block } = thread.anchor
    if (block !== undefined) requestAnimationFrame(() => showBlock(bench.editor, block))
  })
  useEffect(() => {
    if (wanted !== undefined && loaded) lead()
  }, [wanted, loaded])
}
