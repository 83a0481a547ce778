import { useLingui } from '@lingui/react/macro'
import type { MeetingDetails, MeetingMode } from '../api/meetings'
import { Choice, Choices, TextField } from '../ui/field'
import { useModes } from './modes'

export type DetailsTyped = { title: string; mode: MeetingMode; link: string; place: string }

const modes: readonly MeetingMode[] = ['remote', 'in_person', 'hybrid']

/** What a meeting or a series is called, how people come together and where. */
export function DetailsFields({ value, set }: { value: DetailsTyped; set: (value: DetailsTyped) => void }) {
  const { t } = useLingui()
  const words = useModes()
  return (
    <>
      <TextField label={t`Title`} required maxLength={300} dir="auto" value={value.title} onChange={(event) => set({ ...value, title: event.target.value })} />
      <Choices label={t`How people come together`}>
        {modes.map((mode) => (
          <Choice key={mode} type="radio" name="mode" checked={value.mode === mode} onChange={() => set({ ...value, mode })}>
            {words[mode]}
          </Choice>
        ))}
      </Choices>
      {value.mode !== 'in_person' && (
        <TextField
          label={t`Link to the call`}
          hint={t`Begins with https://. May stay empty. Only members see it.`}
          type="url"
          pattern="https://.+"
          maxLength={2000}
          dir="ltr"
          value={value.link}
          onChange={(event) => set({ ...value, link: event.target.value })}
        />
      )}
      {value.mode !== 'remote' && <TextField label={t`Place`} maxLength={500} dir="auto" value={value.place} onChange={(event) => set({ ...value, place: event.target.value })} />}
    </>
  )
}

/** What is sent; what the chosen way of meeting has no use for is left out. */
export function detailsOf({ title, mode, link, place }: DetailsTyped): MeetingDetails {
  return {
    title: title.trim(),
    mode,
    ...(mode !== 'in_person' && link.trim() !== '' && { join_link: link.trim() }),
    ...(mode !== 'remote' && place.trim() !== '' && { place: place.trim() }),
  }
}
