import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { followFeed, type Told } from './feed'

/** How long news are gathered before they are read again, in milliseconds: who types makes many. */
const gather = 400

/** Reads again what the feed says has changed; `about` names what an event is about. */
export function useFollow(about: (told: Told) => readonly QueryKey[]): void {
  const cache = useQueryClient()
  const waiting = useRef(new Map<string, QueryKey>())
  const heard = useEffectEvent((told: Told) => {
    for (const key of about(told)) waiting.current.set(JSON.stringify(key), key)
    return waiting.current.size > 0
  })
  useEffect(() => {
    const news = waiting.current
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      for (const queryKey of news.values()) void cache.invalidateQueries({ queryKey })
      news.clear()
    }
    const stop = followFeed(
      (told) => {
        if (heard(told)) timer ??= setTimeout(read, gather)
      },
      () => void cache.invalidateQueries(),
    )
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [cache])
}
