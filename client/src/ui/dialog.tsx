import { useLingui } from '@lingui/react/macro'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { IconButton } from './button'
import { classes } from './classes'
import css from './dialog.module.css'

type Props = {
  title: ReactNode
  /** Called on Escape, on the close button, and never twice. */
  onClose: () => void
  /** Buttons: the act first, then the way out. */
  actions?: ReactNode
  wide?: boolean
  children?: ReactNode
}

/**
 * A question that has to be answered first. It is there while it is rendered;
 * the browser keeps the focus inside and gives it back, which it can only while
 * the dialog is still on the page.
 */
export function Dialog({ title, onClose, actions, wide = false, children }: Props) {
  const { t } = useLingui()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    // What is asked first, rather than the cross above it.
    dialog?.querySelector<HTMLElement>(`.${css.body} :is(input:not([type="hidden"]), select, textarea):not(:disabled)`)?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={classes(css.dialog, wide && css.wide)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={css.close}>
        <IconButton icon="x" label={t`Close`} onClick={onClose} />
      </div>
      <h2 id={id}>{title}</h2>
      <div className={css.body}>{children}</div>
      {actions !== undefined && <div className={css.foot}>{actions}</div>}
    </dialog>
  )
}
