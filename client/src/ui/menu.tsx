import { createContext, useContext, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icons'
import css from './menu.module.css'

const Close = createContext<() => void>(() => undefined)

type Trigger = { id: string; 'aria-haspopup': 'menu'; 'aria-expanded': boolean; 'aria-controls': string; onClick: () => void }

type Props = {
  /** The button; it takes these properties. */
  trigger: (props: Trigger) => ReactNode
  label: string
  /** Where it opens: at the end of its button and below it, unless said otherwise. */
  align?: 'start' | 'end'
  side?: 'below' | 'above'
  children: ReactNode
}

/** A menu button: arrows, Home, End and first letters move, Escape and leaving close it. */
export function Menu({ trigger, label, align = 'end', side = 'below', children }: Props) {
  const [open, setOpen] = useState(false)
  const wrap = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    items(wrap.current)[0]?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !wrap.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  const close = () => {
    setOpen(false)
    document.getElementById(`${id}-button`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') setOpen(false)
    else if (move(items(wrap.current), event.key)) event.preventDefault()
  }
  return (
    <div ref={wrap} className={css.wrap} onKeyDown={onKeyDown}>
      {trigger({ id: `${id}-button`, 'aria-haspopup': 'menu', 'aria-expanded': open, 'aria-controls': id, onClick: () => setOpen(!open) })}
      {open && (
        <div id={id} role="menu" aria-label={label} className={classes(css.menu, align === 'start' && css.start, side === 'above' && css.up)}>
          <Close value={close}>{children}</Close>
        </div>
      )}
    </div>
  )
}

const items = (root: HTMLElement | null) => [...(root?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]

/** Moves the focus among the items by a key; false for a key that moves nothing. */
function move(list: HTMLElement[], key: string): boolean {
  const at = list.findIndex((item) => item === document.activeElement)
  const steps: Record<string, number> = { ArrowDown: (at + 1) % list.length, ArrowUp: (at - 1 + list.length) % list.length, Home: 0, End: list.length - 1 }
  const step = steps[key] ?? (key.length === 1 && key !== ' ' ? byLetter(list, at, key) : -1)
  list[step]?.focus()
  return step >= 0
}

function byLetter(list: HTMLElement[], at: number, letter: string): number {
  const turned = list.map((_, index) => (at + 1 + index) % list.length)
  return turned.find((index) => list[index]?.textContent.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase())) ?? -1
}

type ItemProps = { icon?: IconName; onSelect: () => void; danger?: boolean; /** For one of several: whether it is the chosen one. */ chosen?: boolean; lang?: string; children: ReactNode }

/** One act, or with `chosen` one of several. Choosing it closes the menu. */
export function MenuItem({ icon, onSelect, danger = false, chosen, lang, children }: ItemProps) {
  const close = useContext(Close)
  const choice = chosen !== undefined
  return (
    <button
      type="button"
      role={choice ? 'menuitemradio' : 'menuitem'}
      aria-checked={chosen}
      tabIndex={-1}
      lang={lang}
      className={classes(css.item, danger && css.danger)}
      onClick={() => {
        close()
        onSelect()
      }}
    >
      {choice ? chosen ? <Icon name="check" /> : <span className={css.gap} /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** Words above the items, such as who is signed in. */
export function MenuHead({ children }: { children: ReactNode }) {
  return (
    <div className={css.head} role="presentation">
      {children}
    </div>
  )
}

export function MenuSeparator() {
  return <div role="separator" className={css.separator} />
}
