import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/field'

/** The one time a token's secret is seen. */
export function Secret({ secret, name, close }: { secret: string; name: string; close: () => void }) {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false), // not allowed here: the field can still be copied by hand
    )
  }
  return (
    <Dialog
      title={<Trans>Copy the token now</Trans>}
      onClose={close}
      actions={
        <>
          <Button kind="primary" icon={copied ? 'check' : 'link'} onClick={copy}>
            {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
          </Button>
          <Button onClick={close}>
            <Trans>I have kept it</Trans>
          </Button>
        </>
      }
    >
      <TextField label={t`Token ${name}`} value={secret} readOnly dir="ltr" onFocus={(event) => event.target.select()} />
      <Banner tone="warn" title={<Trans>It is shown this once.</Trans>}>
        <p>
          <Trans>We keep only its fingerprint. Whoever has it can act as you: keep it like a password, and revoke it here if it gets out.</Trans>
        </p>
      </Banner>
    </Dialog>
  )
}
