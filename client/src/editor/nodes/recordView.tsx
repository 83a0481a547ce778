import { Trans, useLingui } from '@lingui/react/macro'
import { NodeViewContent, NodeViewWrapper, type NodeViewProps } from '@tiptap/react'
import { useContext, type KeyboardEvent, type ReactNode } from 'react'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import css from '../record.module.css'
import { Records, type RecordKind } from '../records'

/** A decision where it is taken: its words, when it is looked at again, and where it stands. */
export function DecisionView(props: NodeViewProps) {
  const { t } = useLingui()
  return (
    <Frame {...props} kind="decision" label={t`Decision`}>
      <DayFact {...props} name="reviewOn" label={t`Review on`} said={(day) => t`to be reviewed on ${day}`} />
    </Frame>
  )
}

/** An action where it is given: what, who, until when. */
export function ActionView(props: NodeViewProps) {
  const { t } = useLingui()
  const records = useContext(Records)
  return (
    <Frame {...props} kind="action" label={t`Action`}>
      <Owner {...props} />
      <DayFact {...props} name="due" label={t`Due on`} said={(day) => t`due ${day}`} />
      {props.node.content.size === 0 && records?.editable === true && (
        <span>
          <Trans>In the line too: @name, and a day at its end.</Trans>
        </span>
      )}
    </Frame>
  )
}

function Frame({ node, editor, getPos, kind, label, children }: NodeViewProps & { kind: RecordKind; label: string; children: ReactNode }) {
  const records = useContext(Records)
  const id: unknown = node.attrs['id']
  // Back to the end of the words, where one goes on typing.
  const onKeyDown = (event: KeyboardEvent) => {
    const at = getPos()
    if (event.key !== 'Escape' || at === undefined) return
    event.stopPropagation()
    // At once: the next key may follow within a frame.
    editor.commands.setTextSelection(at + node.nodeSize - 1)
    editor.view.focus()
  }
  return (
    <NodeViewWrapper className={classes(css.record, kind === 'action' && css.action)} data-id={typeof id === 'string' ? id : undefined} role="group" aria-label={label}>
      <span className={css.label} contentEditable={false}>
        <Icon name={kind} />
        {label}
      </span>
      <NodeViewContent className={css.words} dir="auto" />
      <div className={css.facts} contentEditable={false} onKeyDown={onKeyDown}>
        {children}
        {typeof id === 'string' && <span className={css.beside}>{records?.beside(id, kind)}</span>}
      </div>
    </NodeViewWrapper>
  )
}

function Owner({ node, updateAttributes }: NodeViewProps) {
  const { t } = useLingui()
  const records = useContext(Records)
  const people = records?.people ?? []
  const owner = textOf(node.attrs['owner'])
  const name = people.find((person) => person.id === owner)?.name
  if (records?.editable !== true) {
    return (
      <span>
        <Icon name="person" />
        {owner === '' ? t`Nobody yet` : <bdi>{name ?? t`Somebody no longer here`}</bdi>}
      </span>
    )
  }
  return (
    <span className={classes(css.fact, owner === '' && css.open)}>
      <Icon name="person" />
      <select aria-label={t`Owner`} value={owner} onChange={(event) => updateAttributes({ owner: event.target.value === '' ? null : event.target.value })}>
        <option value="">{t`Nobody yet`}</option>
        {owner !== '' && name === undefined && <option value={owner}>{t`Somebody no longer here`}</option>}
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </span>
  )
}

function DayFact({ node, updateAttributes, name, label, said }: NodeViewProps & { name: 'due' | 'reviewOn'; label: string; said: (day: string) => string }) {
  const clock = useClock()
  const records = useContext(Records)
  const day = textOf(node.attrs[name])
  if (records?.editable !== true) {
    return day === '' ? null : (
      <span>
        <Icon name="calendar" />
        {said(dateOf(clock.language, day))}
      </span>
    )
  }
  return (
    <label className={classes(css.fact, day === '' && css.open)}>
      {label}
      <input type="date" value={day} max="9999-12-31" onChange={(event) => updateAttributes({ [name]: event.target.value === '' ? null : event.target.value })} />
    </label>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
