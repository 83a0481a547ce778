import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keys } from '../../api/keys'
import { report as reportQuery, type Month, type Report } from '../../api/reports'

/** Does something to a report and shows it as it is then, here and wherever its pilot is listed. */
export function useReportAct<Input = void>(month: Month, act: (input: Input) => Promise<Report>, done?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (now) => {
      cache.setQueryData(reportQuery(month).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.anyPilots() })
      done?.()
    },
  })
}
