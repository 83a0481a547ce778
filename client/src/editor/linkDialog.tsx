import { Trans, useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { Actions, Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'
import { allowedLink } from './extensions'

/** Asks where a link goes. Without selected words the address itself is put in. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useLingui()
  const before: unknown = editor.getAttributes('link')['href']
  const [href, setHref] = useState(typeof before === 'string' ? before : '')
  const [error, setError] = useState<string>()

  const done = (act: () => void) => {
    onClose()
    act()
  }
  const save = () => {
    const address = complete(href.trim())
    if (address === '' || !allowedLink(address)) {
      setError(t`Write an address such as https://u4ssc.itu.int or an e-mail address.`)
      return
    }
    done(() => {
      const chain = editor.chain().focus().extendMarkRange('link')
      if (editor.state.selection.empty && !editor.isActive('link')) {
        chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run()
      } else chain.setLink({ href: address }).run()
    })
  }
  return (
    <Dialog
      title={<Trans>Link</Trans>}
      onClose={onClose}
      actions={
        <Actions>
          <Button kind="primary" onClick={save}>
            <Trans>Set the link</Trans>
          </Button>
          {before !== undefined && before !== null && (
            <Button kind="quiet" onClick={() => done(() => editor.chain().focus().extendMarkRange('link').unsetLink().run())}>
              <Trans>Remove the link</Trans>
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </Actions>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={t`Address`}
          type="text"
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          value={href}
          error={error}
          onChange={(event) => {
            setHref(event.target.value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}

/** What people leave out of an address. */
function complete(address: string): string {
  if (/^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(address)) return `mailto:${address}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('/') || address.startsWith('#') || address === '') return address
  return `https://${address}`
}
