import { useEffect, useId, useRef, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { classes } from './classes'
import css from './field.module.css'
import { Icon } from './icon'

type Frame = { label: ReactNode; hint?: ReactNode; error?: string | undefined }
type Wired = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A label, a hint, what is wrong, and the control, wired for screen readers. */
export function Field({ label, hint, error, id, children }: Frame & { id?: string | undefined; children: (wired: Wired) => ReactNode }) {
  const made = useId()
  const own = id ?? made
  const described = classes(hint !== undefined && `${own}-hint`, error !== undefined && `${own}-error`)
  return (
    <div className={classes(css.field, error !== undefined && css.bad)}>
      <label className={css.label} htmlFor={own}>
        {label}
      </label>
      {hint !== undefined && (
        <span className={css.hint} id={`${own}-hint`}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span className={css.error} id={`${own}-error`}>
          <Icon name="error" />
          {error}
        </span>
      )}
      {children({ id: own, 'aria-describedby': described || undefined, 'aria-invalid': error === undefined ? undefined : true })}
    </div>
  )
}

export function TextField({ label, hint, error, id, className, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wired) => <input {...rest} {...wired} className={classes(css.input, className)} />}
    </Field>
  )
}

/** Text people write, in any language: each turns its own way. */
export function TextArea({ label, hint, error, id, className, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wired) => <textarea dir="auto" {...rest} {...wired} className={classes(css.input, css.area, className)} />}
    </Field>
  )
}

export function Select({ label, hint, error, id, className, children, ...rest }: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wired) => (
        <select {...rest} {...wired} className={classes(css.input, css.select, className)}>
          {children}
        </select>
      )}
    </Field>
  )
}

/** A check box or radio button with its words. */
export function Choice({ children, type = 'checkbox', ...rest }: InputHTMLAttributes<HTMLInputElement> & { type?: 'checkbox' | 'radio' }) {
  return (
    <label className={css.choice}>
      <input {...rest} type={type} className={css.tick} />
      <span>{children}</span>
    </label>
  )
}

/** Choices under one question. */
export function Choices({ label, hint, children }: { label: ReactNode; hint?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : id}>
      <legend className={css.label}>{label}</legend>
      {hint !== undefined && (
        <span className={css.hint} id={id}>
          {hint}
        </span>
      )}
      <div className={css.choices}>{children}</div>
    </fieldset>
  )
}

/** A check box without words of its own, in a row that has them. */
export function Tick({ label, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string }) {
  return <input {...rest} type="checkbox" aria-label={label} className={css.tick} />
}

/** Everything that is wrong in a form, each linked to its field. It takes the focus whenever something else is wrong. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly { field?: string; text: string }[] }) {
  const ref = useRef<HTMLDivElement>(null)
  const said = errors.map((error) => error.text).join('\n')
  useEffect(() => {
    if (said !== '') ref.current?.focus()
  }, [said])
  if (errors.length === 0) return null
  return (
    <div className={css.summary} role="alert" tabIndex={-1} ref={ref}>
      <b>{title}</b>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={text}>{field === undefined ? text : <a href={`#${field}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

/** The rhythm of a form. */
export const formClass = css.form ?? ''

/** The look of an input, for a control a Field is given by hand. */
export const inputClass = css.input ?? ''

/** The look of a select, for one without a Field. */
export const selectClass = classes(css.input, css.select)
