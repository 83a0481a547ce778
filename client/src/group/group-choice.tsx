import { useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { groups, type Group } from '../api/groups'
import { Select } from '../ui/field'

/** Which group's register is shown; none is all that one may read. */
export function GroupChoice({ value, choose }: { value: string | undefined; choose: (id: string | undefined) => void }) {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(groups())
  return (
    <Select label={t`Group`} value={value ?? ''} onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}>
      <option value="">{t`All my groups`}</option>
      {data.items.map((group) => (
        <option key={group.id} value={group.id}>
          {group.name}
        </option>
      ))}
    </Select>
  )
}

/** Whose it is, where several groups stand in one list. */
export function GroupOf({ id, of }: { id: string; of: readonly Group[] }) {
  const group = of.find((one) => one.id === id)
  return group ? <bdi>{group.short_name ?? group.name}</bdi> : null
}
