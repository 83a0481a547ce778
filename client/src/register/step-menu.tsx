import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../api/keys'
import { decisions, stepDecision, type Action, type Decision } from '../api/registers'
import { useWord } from '../group/sign'
import { Button, IconButton } from '../ui/button'
import { Select, TextArea } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { Menu, MenuItem } from '../ui/menu'
import { toasts } from '../ui/toast-store'
import { RewordDialog } from './reword-dialog'
import css from './register.module.css'
import { short } from './short'
import { actionSteps, decisionSteps, type Step } from './steps'
import { sentence, useActionStep } from './use-action-step'
import { actionActs, decisionActs } from './words'

/** What may be done with an action. Each step can be undone. */
export function ActionMenu({
  of: action,
  words = true,
  ticked = false,
}: {
  of: Action
  /** Whether its words can be changed here; in the text they are. */
  words?: boolean
  /** Whether the line has a tick, so that no button for it is needed. */
  ticked?: boolean
}) {
  const { i18n } = useLingui()
  const step = useActionStep(action)
  return (
    <StepMenu
      name={action.title}
      steps={actionSteps(action).filter(({ first }) => !ticked || !first)}
      act={(to) => i18n._(actionActs[to])}
      busy={step.isPending}
      mayReword={words && action.can.includes('change')}
      reword={(close) => <RewordDialog action={action} close={close} />}
      take={(to, note) => step.mutateAsync({ to, note })}
    />
  )
}

/** What may be done with a decision. Until the minutes are approved each step can be undone. */
export function DecisionMenu({ of: decision, words = true }: { of: Decision; words?: boolean }) {
  const { t, i18n } = useLingui()
  const word = useWord()
  const cache = useQueryClient()
  const read = () => cache.invalidateQueries({ queryKey: keys.register() })
  const step = useMutation({
    mutationFn: ({ to, note, later }: { to: Decision['state']; note?: string | undefined; later?: string | undefined }) =>
      stepDecision(decision.id, to, { ...(note !== undefined && { note }), ...(later !== undefined && { superseded_by: later }) }),
    onSuccess: (now) => {
      void read()
      const state = word('decision', now.state)
      const back = () => {
        stepDecision(decision.id, decision.state, { ...(decision.note !== undefined && { note: decision.note }) }).then(read, (refusal: unknown) => toasts.show(sentence(refusal)))
      }
      toasts.show(t`${state}: ${short(decision.title)}`, now.can.includes(decision.state) ? back : undefined)
    },
    onError: (refusal) => toasts.show(refusal.message),
  })
  return (
    <StepMenu
      name={decision.title}
      steps={decisionSteps(decision)}
      act={(to) => i18n._(decisionActs[to])}
      busy={step.isPending}
      mayReword={words && decision.can.includes('change')}
      reword={(close) => <RewordDialog decision={decision} close={close} />}
      take={(to, note, later) => step.mutateAsync({ to, note, later })}
      others={{ group: decision.group, not: decision.id }}
    />
  )
}

interface Props<S extends string> {
  name: string
  steps: Step<S>[]
  act: (to: S) => string
  busy: boolean
  mayReword: boolean
  reword: (close: () => void) => React.ReactNode
  take: (to: S, note?: string, later?: string) => Promise<unknown>
  others?: { group: string; not: string }
}

function StepMenu<S extends string>({ name, steps, act, busy, mayReword, reword, take, others }: Props<S>) {
  const { t } = useLingui()
  const [asking, ask] = useState<Step<S> | 'words'>()
  const close = () => ask(undefined)
  // A refusal is told by who takes the step.
  const choose = (step: Step<S>) => (step.asks === 'nothing' ? void take(step.to).catch(() => undefined) : ask(step))
  const first = steps.find((step) => step.first)
  const rest = steps.filter((step) => step !== first)
  const about = short(name)
  if (steps.length === 0 && !mayReword) return null
  return (
    <span className={css.acts}>
      {first && (
        <Button size="small" busy={busy} aria-label={`${act(first.to)}: ${about}`} onClick={() => choose(first)}>
          {act(first.to)}
        </Button>
      )}
      {(rest.length > 0 || mayReword) && (
        <Menu label={t`More for: ${about}`} trigger={(props) => <IconButton {...props} icon="more" size="small" label={t`More for: ${about}`} />}>
          {rest.map((step) => (
            <MenuItem key={step.to} onSelect={() => choose(step)}>
              {act(step.to)}
            </MenuItem>
          ))}
          {mayReword && (
            <MenuItem icon="pencil" onSelect={() => ask('words')}>
              <Trans>Change the words…</Trans>
            </MenuItem>
          )}
        </Menu>
      )}
      {asking === 'words' && reword(close)}
      {asking !== undefined && asking !== 'words' && <StepDialog name={name} step={asking} act={act(asking.to)} take={take} others={others} close={close} />}
    </span>
  )
}

function StepDialog<S extends string>({ name, step, act, take, others, close }: Pick<Props<S>, 'name' | 'take' | 'others'> & { step: Step<S>; act: string; close: () => void }) {
  const { t } = useLingui()
  const [note, setNote] = useState('')
  const [later, setLater] = useState('')
  const save = useMutation({ mutationFn: () => (step.asks === 'note' ? take(step.to, note.trim()) : take(step.to, undefined, later)), onSuccess: close })
  const empty = step.asks === 'note' ? note.trim() === '' : later === ''
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title={act.replace('…', '')}
      act={act.replace('…', '')}
      busy={save.isPending}
      refused={save.error?.message}
      onSubmit={() => (empty ? setTried(true) : save.mutate())}
      onClose={close}
    >
      <p dir="auto">{name}</p>
      {step.asks === 'note' ? (
        <TextArea
          label={step.to === 'adopted_with_reservations' ? t`What was reserved, and by whom` : t`Why`}
          hint={t`The group reads it in the register.`}
          maxLength={500}
          value={note}
          error={tried && empty ? t`Say it in a sentence.` : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : (
        others && <Successor {...others} value={later} choose={setLater} error={tried && empty ? t`Choose the later decision.` : undefined} />
      )}
    </FormDialog>
  )
}

function Successor({ group, not, value, choose, error }: { group: string; not: string; value: string; choose: (id: string) => void; error: string | undefined }) {
  const { t } = useLingui()
  const { data } = useQuery(decisions({ group }))
  const others = (data?.items ?? []).filter((one) => one.id !== not && one.group === group)
  return (
    <Select label={t`The later decision`} value={value} error={error} onChange={(event) => choose(event.target.value)}>
      <option value="">{t`Choose one`}</option>
      {others.map((one) => (
        <option key={one.id} value={one.id}>
          {one.number === undefined ? short(one.title) : `${one.number} · ${short(one.title)}`}
        </option>
      ))}
    </Select>
  )
}
