import { Trans, useLingui } from '@lingui/react/macro'
import { Banner } from '../../ui/banner'
import { Button } from '../../ui/button'
import { CopyField } from '../../ui/copy-field'
import { Dialog } from '../../ui/dialog'

/** The one time a token's secret is seen. */
export function Secret({ secret, name, close }: { secret: string; name: string; close: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog
      title={<Trans>Copy the token now</Trans>}
      onClose={close}
      actions={
        <Button kind="primary" onClick={close}>
          <Trans>I have kept it</Trans>
        </Button>
      }
    >
      <CopyField label={t`Token ${name}`} value={secret} />
      <Banner tone="warn" title={<Trans>It is shown this once.</Trans>}>
        <p>
          <Trans>We keep only its fingerprint. Whoever has it can act as you: keep it like a password, and revoke it here if it gets out.</Trans>
        </p>
      </Banner>
    </Dialog>
  )
}
