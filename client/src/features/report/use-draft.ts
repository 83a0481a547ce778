import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Problem, unreachable } from '../../api/problem'
import { report as reportQuery, writeReport, type Month, type Report } from '../../api/reports'
import { answersOf, type Typed } from './answers'
import { forgetKept, keep, kept } from './kept'

export type Saving = { state: 'untouched' } | { state: 'saving' } | { state: 'saved'; at: Date } | { state: 'kept' } | { state: 'refused'; reason: string }

/** How long nobody types before the draft is saved, and how often a lost line is tried again, in milliseconds. */
const pause = 1_000
const again = 10_000

/**
 * What is typed into a report: on this device at once, and on the server as
 * soon as it takes it. Only a draft is saved by itself: a correction of a
 * report that was sent is seen by others, so it is sent by a button.
 */
export function useDraft(month: Month, first: Typed, saves: boolean) {
  const cache = useQueryClient()
  const [typed, setTyped] = useState(() => kept(month) ?? first)
  const [saving, setSaving] = useState<Saving>(() => (kept(month) ? { state: 'kept' } : { state: 'untouched' }))
  const latest = useRef(typed)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    const sent = latest.current
    setSaving({ state: 'saving' })
    try {
      const now: Report = await writeReport(month, answersOf(sent))
      cache.setQueryData(reportQuery(month).queryKey, now)
      if (latest.current !== sent) return // typed on meanwhile: the next save says it
      forgetKept(month)
      setSaving({ state: 'saved', at: new Date() })
    } catch (problem) {
      const away = problem instanceof Problem && (problem.code === unreachable || problem.status === 401 || problem.status >= 500)
      setSaving(away ? { state: 'kept' } : { state: 'refused', reason: problem instanceof Error ? problem.message : '' })
      if (away) timer.current = setTimeout(() => void save(), again)
    }
  }, [cache, month])

  useEffect(() => {
    if (!saves) return
    const back = () => {
      if (kept(month)) void save()
    }
    back()
    window.addEventListener('online', back)
    return () => {
      clearTimeout(timer.current)
      window.removeEventListener('online', back)
    }
  }, [saves, save, month])

  const change = useCallback(
    (next: Typed) => {
      latest.current = next
      setTyped(next)
      keep(month, next)
      if (!saves) return
      setSaving({ state: 'saving' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), pause)
    },
    [month, saves, save],
  )

  /** After the report was sent there is nothing left to keep here. */
  const sent = useCallback(() => {
    clearTimeout(timer.current)
    forgetKept(month)
  }, [month])

  return { typed, change, saving, sent }
}
