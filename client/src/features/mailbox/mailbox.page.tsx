import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { mails, type Mail } from '../../api/mailbox'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Empty } from '../../ui/empty'
import { Icon } from '../../ui/icon'
import { Page } from '../../ui/page'
import { Row, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import css from './mailbox.module.css'
import { pieces } from './pieces'

/** The letters the demo would have sent: none of them leaves this machine. */
function MailboxPage() {
  const { t } = useLingui()
  const { data, refetch, isFetching } = useSuspenseQuery(mails())
  const [open, setOpen] = useState<Mail>()
  return (
    <Page
      narrow
      title={t`Mailbox of the demo`}
      meta={<Trans>Letters the demo would have sent. None of them leaves this machine.</Trans>}
      actions={
        <Button icon="sync" busy={isFetching} onClick={() => void refetch()}>
          <Trans>Look again</Trans>
        </Button>
      }
    >
      <Section title={<Trans>Letters</Trans>} count={data.length} lead>
        {data.length === 0 ? (
          <Empty title={<Trans>No letter yet.</Trans>}>
            <Trans>Invite somebody to a seat, and the letter with the link appears here.</Trans>
          </Empty>
        ) : (
          <Rows label={t`Letters`}>
            {data.map((mail) => (
              <Row key={mail.id} start={<Icon name="mail" />}>
                <Button kind="link" onClick={() => setOpen(mail)}>
                  <bdi>{mail.subject}</bdi>
                </Button>
                <Facts of={mail} />
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      {open && (
        <Dialog wide title={<bdi>{open.subject}</bdi>} onClose={() => setOpen(undefined)}>
          <Facts of={open} />
          <div className={css.letter} dir="auto">
            {pieces(open.text).map((piece, index) =>
              piece.link ? (
                <a key={index} href={piece.words}>
                  {piece.words}
                </a>
              ) : (
                piece.words
              ),
            )}
          </div>
        </Dialog>
      )}
    </Page>
  )
}

function Facts({ of: mail }: { of: Mail }) {
  const clock = useClock()
  const made = momentOf(clock, new Date(mail.made))
  return (
    <span className="meta">
      <Trans>
        to <bdi dir="ltr">{mail.to}</bdi>, {made}
      </Trans>
    </span>
  )
}

export const route = createLazyRoute('/mailbox')({ component: MailboxPage })
