import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { keys } from '../../api/keys'
import { endOtherSessions, endSession, sessions, type SignedInAt } from '../../api/people'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { Actions, Button } from '../../ui/button'
import { Row, Rows } from '../../ui/rows'
import { Chip } from '../../ui/state'
import { toasts } from '../../ui/toast-store'
import { deviceOf } from './device'

/** Every browser this person is signed in with; all but this one can be signed out from here. */
export function Sessions() {
  const { t } = useLingui()
  const queries = useQueryClient()
  const { data } = useSuspenseQuery(sessions())
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.sessions() })
      toasts.show(t`Signed out everywhere else.`)
    },
  })
  return (
    <>
      <Rows>
        {data.map((one) => (
          <OneSession key={one.id} session={one} />
        ))}
      </Rows>
      {data.length > 2 && (
        <Actions>
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            <Trans>Sign out everywhere else</Trans>
          </Button>
        </Actions>
      )}
    </>
  )
}

function OneSession({ session }: { session: SignedInAt }) {
  const { t } = useLingui()
  const clock = useClock()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.sessions() })
      toasts.show(t`Signed out there.`)
    },
  })
  const seen = momentOf(clock, new Date(session.seen))
  const since = momentOf(clock, new Date(session.created))
  const { browser, system } = deviceOf(session.agent)
  return (
    <Row
      end={
        session.current ? (
          <Chip tone="on">
            <Trans>this one</Trans>
          </Chip>
        ) : (
          <Button size="small" busy={end.isPending} onClick={() => end.mutate()} aria-label={t`Sign out ${browser}, ${system}`}>
            <Trans>Sign out</Trans>
          </Button>
        )
      }
    >
      <b>
        <bdi>
          {browser}, {system}
        </bdi>
      </b>
      <span className="meta">
        <Trans>
          Last used {seen}, signed in {since}
        </Trans>
      </span>
      {end.error && <span className="late">{end.error.message}</span>}
    </Row>
  )
}
