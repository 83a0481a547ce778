import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, type RefObject } from 'react'
import { passageHere } from '../../../editor/passages'
import type { Bench } from '../../../text/panel'
import { Button, IconButton } from '../../../ui/button'
import { Empty, Skeleton } from '../../../ui/empty'
import { Segmented } from '../../../ui/tabs'
import { Compose } from './compose'
import { hasDraft } from './drafts'
import { inOrder, isSettled } from './order'
import { usePlaces } from './sight'
import { ThreadCard } from './thread-card'
import css from './threads.module.css'
import type { Desk } from './use-desk'

/** What the group says about the text: what is open, what was settled, and a new comment. */
export function ThreadsPanel({ desk, bench }: { desk: Desk; bench: Bench }) {
  const { t } = useLingui()
  const heading = useRef<HTMLHeadingElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const back = () => {
    const { editor } = bench
    if (editor.isEditable && editor.view.dom.offsetParent !== null) editor.commands.focus(undefined, { scrollIntoView: false })
    else requestAnimationFrame(() => (opener.current ?? heading.current)?.focus())
  }
  return (
    <>
      <div className={css.head}>
        <h2 ref={heading} tabIndex={-1}>
          <Trans>Comments</Trans>
        </h2>
        <IconButton icon="x" label={t`Close the comments`} onClick={bench.close} />
      </div>
      {desk.list && <Choose desk={desk} bench={bench} opener={opener} />}
      {desk.asking && <Compose key={desk.asking.time} desk={desk} bench={bench} about={desk.asking.about} back={back} />}
      <List desk={desk} bench={bench} leave={() => heading.current?.focus()} />
    </>
  )
}

function Choose({ desk, bench, opener }: { desk: Desk; bench: Bench; opener: RefObject<HTMLButtonElement | null> }) {
  const { t } = useLingui()
  const all = desk.list?.items ?? []
  const settled = all.filter(isSettled).length
  const open = all.length - settled
  return (
    <div className={css.choose}>
      <Segmented
        label={t`Show`}
        of={[
          { key: 'open', label: <Trans>Open {open}</Trans> },
          { key: 'resolved', label: <Trans>Resolved {settled}</Trans> },
        ]}
        chosen={desk.segment}
        choose={desk.show}
      />
      {desk.mayOpen && desk.asking === null && (
        <Button ref={opener} size="small" icon="plus" onClick={() => desk.ask(passageHere(bench.editor))}>
          {hasDraft(`${desk.me} ${desk.deliverable} new`) ? <Trans>Go on with your comment</Trans> : <Trans>New comment</Trans>}
        </Button>
      )}
    </div>
  )
}

function List({ desk, bench, leave }: { desk: Desk; bench: Bench; leave: () => void }) {
  const { t } = useLingui()
  const places = usePlaces(desk.sight)
  if (desk.error && !desk.list) {
    return (
      <Empty
        title={desk.error.message}
        action={
          <Button size="small" onClick={desk.again}>
            <Trans>Try again</Trans>
          </Button>
        }
      />
    )
  }
  if (!desk.list) return <Skeleton lines={5} />
  const shown = inOrder(desk.list.items, places).filter(({ thread }) => isSettled(thread) === (desk.segment === 'resolved'))
  if (shown.length === 0) {
    if (desk.asking) return null
    if (desk.segment === 'resolved') return <Empty title={<Trans>Nothing is resolved yet.</Trans>} />
    return (
      <Empty title={<Trans>No open comments.</Trans>}>
        {desk.mayOpen && <Trans>Put the caret into a passage or select words of it, and comment.</Trans>}
      </Empty>
    )
  }
  return (
    <ul className={css.cards} aria-label={desk.segment === 'open' ? t`Open threads` : t`Resolved threads`}>
      {shown.map((one) => (
        <ThreadCard key={one.thread.id} desk={desk} bench={bench} shown={one} leave={leave} />
      ))}
    </ul>
  )
}
