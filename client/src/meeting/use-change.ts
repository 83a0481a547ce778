import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keys } from '../api/keys'
import { meeting as meetingQuery, type Meeting } from '../api/meeting'

/** Does something to a meeting and shows it as it is then; lists of meetings are read again. */
export function useMeetingChange<Input = void>(change: (input: Input) => Promise<Meeting>, done?: (now: Meeting, input: Input) => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (now, input) => {
      cache.setQueryData(meetingQuery(now.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.anyMeetings(), predicate: ({ queryKey }) => queryKey[1] !== 'one' })
      done?.(now, input)
    },
  })
}
