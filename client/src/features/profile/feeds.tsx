import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endFeed, feeds, makeFeed, renewFeed, type Feed } from '../../api/calendar'
import { keys } from '../../api/keys'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { Banner } from '../../ui/banner'
import { Actions, Button } from '../../ui/button'
import { CopyField } from '../../ui/copy-field'
import { Dialog } from '../../ui/dialog'
import { Empty } from '../../ui/empty'
import { FormDialog } from '../../ui/form-dialog'
import { Row, Rows } from '../../ui/rows'
import { toasts } from '../../ui/toast-store'

/** The meetings of one's groups, in one's own calendar. */
export function Feeds() {
  const { data } = useSuspenseQuery(feeds())
  const queries = useQueryClient()
  const make = useMutation({ mutationFn: makeFeed, onSuccess: () => queries.invalidateQueries({ queryKey: keys.feeds() }) })
  const act = (
    <Button icon="calendar" busy={make.isPending} onClick={() => make.mutate()}>
      <Trans>Make a calendar address</Trans>
    </Button>
  )
  return (
    <>
      {data.length === 0 ? (
        <Empty title={<Trans>No calendar follows your meetings.</Trans>} action={act}>
          <Trans>Give your calendar an address of its own: it then shows every meeting of your groups, and follows when one is moved.</Trans>
        </Empty>
      ) : (
        <>
          <Rows>
            {data.map((feed) => (
              <OneFeed key={feed.id} feed={feed} />
            ))}
          </Rows>
          <br />
          {act}
        </>
      )}
      {make.error && <p className="late">{make.error.message}</p>}
      {make.data && <Address url={make.data.url} close={() => make.reset()} />}
    </>
  )
}

function OneFeed({ feed }: { feed: Feed }) {
  const { t } = useLingui()
  const clock = useClock()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'renew' | 'end'>()
  const read = () => queries.invalidateQueries({ queryKey: keys.feeds() })
  const renew = useMutation({
    mutationFn: () => renewFeed(feed.id),
    onSuccess: async () => {
      setAsked(undefined)
      await read()
    },
  })
  const end = useMutation({
    mutationFn: () => endFeed(feed.id),
    onSuccess: async () => {
      await read()
      toasts.show(t`The calendar address has ended.`)
    },
  })
  const made = momentOf(clock, new Date(feed.renewed ?? feed.created))
  const used = feed.used === undefined ? undefined : momentOf(clock, new Date(feed.used))
  return (
    <Row
      end={
        <Actions>
          <Button size="small" onClick={() => setAsked('renew')}>
            <Trans>New address</Trans>
          </Button>
          <Button size="small" kind="danger" onClick={() => setAsked('end')}>
            <Trans>End it</Trans>
          </Button>
        </Actions>
      }
    >
      <b>
        <Trans>All meetings of my groups</Trans>
      </b>
      <span className="meta">{used === undefined ? <Trans>Address of {made}; not fetched yet</Trans> : <Trans>Address of {made}; last fetched {used}</Trans>}</span>
      {asked === 'renew' && (
        <FormDialog title={<Trans>Give this calendar a new address?</Trans>} act={<Trans>New address</Trans>} busy={renew.isPending} refused={renew.error?.message} onSubmit={() => renew.mutate()} onClose={() => setAsked(undefined)}>
          <p>
            <Trans>The address you have now ends at once. Put the new one into your calendar in its place.</Trans>
          </p>
        </FormDialog>
      )}
      {asked === 'end' && (
        <FormDialog danger title={<Trans>End this calendar address?</Trans>} act={<Trans>End it</Trans>} busy={end.isPending} refused={end.error?.message} onSubmit={() => end.mutate()} onClose={() => setAsked(undefined)}>
          <p>
            <Trans>Your calendar stops following the meetings. What it shows already may stay until you remove the subscription there.</Trans>
          </p>
        </FormDialog>
      )}
      {renew.data && <Address url={renew.data.url} close={() => renew.reset()} />}
    </Row>
  )
}

/** The one time the address of a feed is seen. */
function Address({ url, close }: { url: string; close: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog
      title={<Trans>The address for your calendar</Trans>}
      onClose={close}
      actions={
        <Button kind="primary" onClick={close}>
          <Trans>I have kept it</Trans>
        </Button>
      }
    >
      <CopyField label={t`Address`} value={url} />
      <p>
        <a href={url.replace(/^https?:/, 'webcal:')}>
          <Trans>Open in the calendar of this device</Trans>
        </a>
      </p>
      <p>
        <Trans>In Outlook: Add calendar, From the web. In Google Calendar: Other calendars, From URL. In Apple Calendar: File, New calendar subscription.</Trans>
      </p>
      <Banner tone="warn" title={<Trans>It is shown this once.</Trans>}>
        <p>
          <Trans>Whoever has the address sees your meetings and how to join them. It can be replaced or ended here at any time.</Trans>
        </p>
      </Banner>
    </Dialog>
  )
}
