import { Trans } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Button } from './button'
import { TextField } from './field'

/** Something to take along: it can be copied by the button or by hand. */
export function CopyField({ label, value }: { label: ReactNode; value: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false), // not allowed here: the field can still be copied by hand
    )
  }
  return (
    <>
      <TextField label={label} value={value} readOnly dir="ltr" onFocus={(event) => event.target.select()} />
      <div>
        <Button icon={copied ? 'check' : 'link'} onClick={copy}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
        </Button>
      </div>
    </>
  )
}
