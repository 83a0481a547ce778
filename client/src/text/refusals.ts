import { useLingui } from '@lingui/react/macro'
import type { Refusal } from '../realtime/state'

/** What a refusal means for who meets it, and what to do. */
export function useRefusalWords(): (refusal: Refusal) => { title: string; what: string } {
  const { t } = useLingui()
  return (refusal) => {
    switch (refusal) {
      case 'signed-out':
      case 'token-refused':
        return { title: t`Signed out`, what: t`Your sign-in has ended. Sign in again; your words stay here until then.` }
      case 'rights-lost':
        return { title: t`Closed for you`, what: t`Your seat or the stage has changed, so this page can no longer save.` }
      case 'forbidden':
      case 'read-only':
        return { title: t`Read only`, what: t`At this stage your seat allows reading, not writing.` }
      case 'too-large':
        return { title: t`Too large`, what: t`The change is larger than a text can take at once. Paste it in parts.` }
      case 'too-many':
        return { title: t`Too many windows`, what: t`This text is open in too many windows of yours. Close some and open it again.` }
      case 'schema':
        return { title: t`Old version`, what: t`This page is older than the server. Reload it to go on.` }
      case 'unreadable':
        return { title: t`Cannot be opened`, what: t`The stored text cannot be read whole, so it is not opened. Nothing was changed; tell the administrator.` }
      case 'unavailable':
        return { title: t`Not available`, what: t`The server cannot store anything just now. It is tried again by itself.` }
      case 'not-found':
        return { title: t`Not here`, what: t`There is no such text, or you may not see it.` }
      case 'client-id':
      case 'other':
        return { title: t`Not saved`, what: t`The server did not take the change.` }
    }
  }
}
