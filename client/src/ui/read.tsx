import type { ReactNode } from 'react'
import css from './read.module.css'

/** What the group wrote, as against what the tool says. */
export function Read({ lang, children }: { lang?: string | undefined; children: ReactNode }) {
  return (
    <div className={css.read} lang={lang} dir="auto">
      {children}
    </div>
  )
}
