import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { keys } from '../../api/keys'
import { makeToken, revokeToken, tokens, type Scope, type Token } from '../../api/people'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Empty } from '../../ui/empty'
import { Choice, Choices, formClass, Select, TextField } from '../../ui/field'
import { Row, Rows } from '../../ui/rows'
import { Chip } from '../../ui/state'
import { toasts } from '../../ui/toast-store'
import { Secret } from './secret'

const scopes = {
  read: msg`Read`,
  write: msg`Read and change`,
  collab: msg`Take part in live documents`,
} as const

const scopeCodes: readonly Scope[] = ['read', 'write', 'collab']

/** Keys for programs that act in this person's name. */
export function Tokens() {
  const { data } = useSuspenseQuery(tokens())
  const [making, setMaking] = useState(false)
  const make = (
    <Button icon="key" onClick={() => setMaking(true)}>
      <Trans>Make a token</Trans>
    </Button>
  )
  return (
    <>
      {data.length === 0 ? (
        <Empty title={<Trans>No program acts in your name.</Trans>} action={make}>
          <Trans>A token lets a script or another program read or write here as you, until you revoke it.</Trans>
        </Empty>
      ) : (
        <>
          <Rows>
            {data.map((token) => (
              <OneToken key={token.id} token={token} />
            ))}
          </Rows>
          <br />
          {make}
        </>
      )}
      {making && <MakeDialog close={() => setMaking(false)} />}
    </>
  )
}

function OneToken({ token }: { token: Token }) {
  const { t, i18n } = useLingui()
  const clock = useClock()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.tokens() })
      toasts.show(t`The token is revoked.`)
    },
  })
  const ends = momentOf(clock, new Date(token.ends))
  const used = token.used === undefined ? undefined : momentOf(clock, new Date(token.used))
  return (
    <Row
      end={
        <Button size="small" kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()} aria-label={t`Revoke ${token.name}`}>
          <Trans>Revoke</Trans>
        </Button>
      }
    >
      <b dir="auto">{token.name}</b> {token.scopes.map((scope) => <Chip key={scope}>{i18n._(scopes[scope])}</Chip>)}
      <span className="meta">
        {used === undefined ? <Trans>Never used; ends {ends}</Trans> : <Trans>Last used {used}; ends {ends}</Trans>}
      </span>
      {revoke.error && <span className="late">{revoke.error.message}</span>}
    </Row>
  )
}

function MakeDialog({ close }: { close: () => void }) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly Scope[]>(['read'])
  const [days, setDays] = useState(30)
  const make = useMutation({
    mutationFn: () => makeToken({ name: name.trim(), scopes: [...chosen], days }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.tokens() }),
  })
  if (make.data) return <Secret secret={make.data.secret} name={make.data.token.name} close={close} />
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && chosen.length > 0) make.mutate()
  }
  const toggle = (scope: Scope, on: boolean) => setChosen(scopeCodes.filter((code) => (code === scope ? on : chosen.includes(code))))
  return (
    <Dialog title={<Trans>Make a token</Trans>} onClose={close}>
      <form className={formClass} onSubmit={submit}>
        <TextField label={t`What is it for?`} hint={t`So that you recognise it when you want to revoke it.`} value={name} maxLength={80} required onChange={(event) => setName(event.target.value)} />
        <Choices label={t`It may`}>
          {scopeCodes.map((scope) => (
            <Choice key={scope} checked={chosen.includes(scope)} onChange={(event) => toggle(scope, event.target.checked)}>
              {i18n._(scopes[scope])}
            </Choice>
          ))}
        </Choices>
        <Select label={t`It ends`} value={days} onChange={(event) => setDays(Number(event.target.value))}>
          <option value={1}>{t`tomorrow`}</option>
          <option value={30}>{t`in 30 days`}</option>
          <option value={90}>{t`in 90 days`}</option>
          <option value={366}>{t`in a year`}</option>
        </Select>
        {make.error && <p className="late">{make.error.message}</p>}
        <Button kind="primary" type="submit" busy={make.isPending} disabled={chosen.length === 0}>
          <Trans>Make it</Trans>
        </Button>
      </form>
    </Dialog>
  )
}
