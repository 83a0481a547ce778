import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Seat } from '../api/groups'
import { invite, type Invitation } from '../api/invitations'
import type { Office } from '../api/offices'
import { keys } from '../api/keys'
import { useClock } from '../i18n/clock'
import { isLanguage, languageCodes, languages, type Language } from '../i18n/language'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { CopyField } from '../ui/copy-field'
import { Dialog } from '../ui/dialog'
import { Select, TextField } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'

/** Invites somebody by e-mail to a vacant seat. */
export function InviteDialog({ seat, close }: { seat: Pick<Seat, 'id' | 'title'>; close: () => void }) {
  return (
    <InviteTo
      to={{ seat: seat.id }}
      title={
        <Trans>
          Invite to the seat <bdi>{seat.title}</bdi>
        </Trans>
      }
      close={close}
    />
  )
}

/** Asks for the address and the language of the letter, and shows what became of it. */
export function InviteTo({ to, title, children, close }: { to: { seat: string } | { office: Office }; title: ReactNode; children?: ReactNode; close: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<Language>(clock.language)
  const send = useMutation({
    mutationFn: () => invite({ ...to, email: email.trim(), locale: language }),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.anyInvitations() }), queries.invalidateQueries({ queryKey: keys.groups() })])
    },
  })
  if (send.data) return <Invited invitation={send.data} close={close} />
  return (
    <FormDialog
      title={title}
      act={<Trans>Invite</Trans>}
      busy={send.isPending}
      refused={send.error?.message}
      onSubmit={() => send.mutate()}
      onClose={close}
    >
      {children}
      <TextField label={t`E-mail address`} hint={t`The letter holds a link that works once, for fourteen days.`} type="email" required maxLength={254} dir="ltr" autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} />
      <Select
        label={t`Language of the letter`}
        value={language}
        onChange={(event) => {
          if (isLanguage(event.target.value)) setLanguage(event.target.value)
        }}
      >
        {languageCodes.map((code) => (
          <option key={code} value={code} lang={code}>
            {languages[code].name}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}

/** What became of an invitation: the letter is on its way, or here is the link. */
export function Invited({ invitation, close }: { invitation: Invitation; close: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog
      title={<Trans>Invited</Trans>}
      onClose={close}
      actions={
        <Button kind="primary" onClick={close}>
          <Trans>Done</Trans>
        </Button>
      }
    >
      {invitation.link === undefined ? (
        <p>
          <Trans>
            A letter to <bdi dir="ltr">{invitation.email}</bdi> is on its way.
          </Trans>
        </p>
      ) : (
        <>
          <Banner tone="warn" title={<Trans>No mail leaves this installation.</Trans>}>
            <p>
              <Trans>
                Send this link to <bdi dir="ltr">{invitation.email}</bdi> yourself. It is shown this once; whoever opens it may take the seat.
              </Trans>
            </p>
          </Banner>
          <CopyField label={t`Link of the invitation`} value={invitation.link} />
        </>
      )}
    </Dialog>
  )
}
