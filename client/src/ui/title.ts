import { useEffect } from 'react'

/** Names the browser's tab while a page is there. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Rapporteur`
  }, [title])
}
