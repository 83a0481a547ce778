import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { Meeting } from '../../api/meeting'
import { describeMeeting } from '../../api/meetings'
import { DetailsFields, detailsOf } from '../../meeting/details-fields'
import { useMeetingChange } from '../../meeting/use-change'
import { FormDialog } from '../../ui/form-dialog'

/** Other words for a meeting, another place or link. */
export function DescribeDialog({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const [typed, setTyped] = useState({ title: meeting.title, mode: meeting.mode, link: meeting.join_link ?? '', place: meeting.place ?? '' })
  const save = useMeetingChange(() => describeMeeting(meeting.id, detailsOf(typed)), close)
  return (
    <FormDialog title={<Trans>Change title, place or link</Trans>} act={<Trans>Save</Trans>} busy={save.isPending} refused={save.error?.message} onSubmit={() => save.mutate()} onClose={close}>
      <DetailsFields value={typed} set={setTyped} />
    </FormDialog>
  )
}
