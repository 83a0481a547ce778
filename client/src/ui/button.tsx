import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import css from './button.module.css'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icons'

type Look = {
  /** One primary button a view. */
  kind?: 'primary' | 'secondary' | 'danger' | 'quiet' | 'link'
  size?: 'small' | 'normal' | 'big'
  wide?: boolean
  icon?: IconName
}

const look = ({ kind = 'secondary', size = 'normal', wide }: Look, more?: string | false) =>
  classes(css.button, kind !== 'secondary' && css[kind], size !== 'normal' && css[size], wide && css.wide, more)

type ButtonProps = Look & { busy?: boolean; children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }

/** Its label says the act. While busy it cannot be pressed again, but keeps the focus. */
export function Button({ kind, size, wide, icon, busy = false, children, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(look({ kind, size, wide }, busy && css.busy), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Icon name="sync" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'wide'> & { icon: IconName; label: string }

/** An icon alone; the label is its name and shows on hover. */
export function IconButton({ icon, label, kind = 'quiet', size, busy, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      className={classes(look({ kind, size }, css.square), busy && css.busy, className)}
      aria-label={label}
      aria-busy={busy}
    >
      <Icon name={busy ? 'sync' : icon} />
    </button>
  )
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

/** A link that looks like a button, to another site or a file. */
export function AnchorButton({ kind, size, wide, icon, children, className, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classes(look({ kind, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link to a page of ours that looks like a button. */
export const LinkButton = createLink(AnchorButton)

/** Buttons side by side; they wrap. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>
}
