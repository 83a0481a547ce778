import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { keys } from '../../api/keys'
import { officeInvitations, officers, withdrawOffice, type Office, type Officer } from '../../api/offices'
import { InvitationRows } from '../../group/invitation-row'
import { InviteTo } from '../../group/invite-dialog'
import { useWordOfRole } from '../../group/role'
import { usePerson } from '../../session/use-session'
import { Avatar } from '../../ui/avatar'
import { Actions, Button } from '../../ui/button'
import { Select } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Page, Stack } from '../../ui/page'
import { Row, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { toasts } from '../../ui/toast-store'

/** Who stands over the whole installation: for administrators. */
function OfficesPage() {
  const { t } = useLingui()
  const [{ data: holders }, { data: invited }] = useSuspenseQueries({ queries: [officers(), officeInvitations()] })
  const [inviting, setInviting] = useState(false)
  return (
    <Page
      narrow
      title={t`Offices`}
      meta={<Trans>The secretariat stands over all groups. Administrators run the installation and see no content.</Trans>}
      actions={
        <Button kind="primary" icon="plus" onClick={() => setInviting(true)}>
          <Trans>Invite to an office</Trans>
        </Button>
      }
    >
      <Stack>
        <Section title={<Trans>Who holds one</Trans>} count={holders.length} lead>
          <Rows label={t`Who holds one`}>
            {holders.map((one) => (
              <OneOfficer key={one.id} officer={one} />
            ))}
          </Rows>
        </Section>
        <Section title={<Trans>Invitations</Trans>}>
          <InvitationRows of={invited} label={t`Invitations`} />
        </Section>
      </Stack>
      {inviting && <InviteOfficer close={() => setInviting(false)} />}
    </Page>
  )
}

function OneOfficer({ officer }: { officer: Officer }) {
  const roleWord = useWordOfRole()
  const { t } = useLingui()
  const me = usePerson()
  const [withdrawing, setWithdrawing] = useState<Office>()
  return (
    <Row
      start={<Avatar id={officer.id} name={officer.name} />}
      end={
        <Actions>
          {officer.offices.map((office) => (
            <Button key={office} size="small" onClick={() => setWithdrawing(office)} aria-label={t`Withdraw ${roleWord(office)} from ${officer.name}`}>
              {officer.offices.length > 1 ? t`Withdraw ${roleWord(office)}` : t`Withdraw`}
            </Button>
          ))}
        </Actions>
      }
    >
      <b>
        <bdi>{officer.name}</bdi>
      </b>{' '}
      {officer.id === me?.id && (
        <span className="muted">
          <Trans>(you)</Trans>
        </span>
      )}{' '}
      <Sample of={officer} />
      <span className="meta">
        {officer.offices.map(roleWord).join(', ')}
        {officer.email !== '' && (
          <>
            {' · '}
            <bdi dir="ltr">{officer.email}</bdi>
          </>
        )}
      </span>
      {withdrawing !== undefined && <WithdrawDialog officer={officer} office={withdrawing} close={() => setWithdrawing(undefined)} />}
    </Row>
  )
}

function WithdrawDialog({ officer, office, close }: { officer: Officer; office: Office; close: () => void }) {
  const { t } = useLingui()
  const roleWord = useWordOfRole()
  const queries = useQueryClient()
  const word = roleWord(office)
  const withdraw = useMutation({
    mutationFn: () => withdrawOffice(office, officer.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.officers() })
      toasts.show(t`The office is withdrawn.`)
      close()
    },
  })
  return (
    <FormDialog
      danger
      title={
        <Trans>
          Withdraw {word} from <bdi>{officer.name}</bdi>?
        </Trans>
      }
      act={<Trans>Withdraw</Trans>}
      busy={withdraw.isPending}
      refused={withdraw.error?.message}
      onSubmit={() => withdraw.mutate()}
      onClose={close}
    >
      <p>
        <Trans>Their rights of this office end at once, in every window they have open. Seats they hold in groups stay theirs. To give it back, invite them again.</Trans>
      </p>
    </FormDialog>
  )
}

const offices: readonly Office[] = ['secretariat', 'admin']

function InviteOfficer({ close }: { close: () => void }) {
  const { t } = useLingui()
  const roleWord = useWordOfRole()
  const [office, setOffice] = useState<Office>('secretariat')
  return (
    <InviteTo to={{ office }} title={<Trans>Invite to an office</Trans>} close={close}>
      <Select label={t`Office`} value={office} onChange={(event) => setOffice(offices.find((one) => one === event.target.value) ?? 'secretariat')}>
        {offices.map((one) => (
          <option key={one} value={one}>
            {roleWord(one)}
          </option>
        ))}
      </Select>
    </InviteTo>
  )
}

export const route = createLazyRoute('/inside/offices')({ component: OfficesPage })
