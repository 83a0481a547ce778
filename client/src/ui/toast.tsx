import { Trans } from '@lingui/react/macro'
import { useEffect, useState, useSyncExternalStore } from 'react'
import css from './toast.module.css'
import { toastLife, toasts, type Toast, type ToastStore } from './toast-store'

/** Where messages appear. Once a page; always there, so that a screen reader hears the first one too. */
export function Toasts({ store = toasts }: { store?: ToastStore }) {
  const list = useSyncExternalStore(store.subscribe, store.list)
  return (
    <div className={css.place} role="status">
      {list.map((toast) => (
        <OneToast key={toast.id} toast={toast} store={store} />
      ))}
    </div>
  )
}

function OneToast({ toast, store }: { toast: Toast; store: ToastStore }) {
  const { id } = toast
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => store.dismiss(id), toastLife)
    return () => clearTimeout(timer)
  }, [held, store, id])
  return (
    <div className={css.toast} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span>{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            store.dismiss(id)
            toast.undo?.()
          }}
        >
          <Trans>Undo</Trans>
        </button>
      )}
    </div>
  )
}
