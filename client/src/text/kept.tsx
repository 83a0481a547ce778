import { Trans, useLingui } from '@lingui/react/macro'
import type { LiveDocument } from '../realtime/liveDocument'
import type { LiveState } from '../realtime/state'
import { Banner } from '../ui/banner'
import { Actions, Button } from '../ui/button'
import { toasts } from '../ui/toast-store'
import { useRefusalWords } from './refusals'

interface Props {
  state: LiveState
  live: LiveDocument | undefined
  restart: () => void
}

/** What happened to words that are not simply saved, and how to keep them. */
export function Kept({ state, live, restart }: Props) {
  const words = useRefusalWords()
  const { save, rescues } = state
  return (
    <>
      {save.state === 'kept' && (
        <Banner tone="warn" icon="offline" role="status" title={<Trans>The line is down.</Trans>}>
          <p>
            <Trans>You can keep writing. Your changes stay on this device and are sent when it is back.</Trans>
          </p>
        </Banner>
      )}
      {save.state === 'closed' && (
        <Banner tone="warn" role="alert" title={words(save.refusal).what}>
          <Actions>
            <Button size="small" onClick={restart}>
              <Trans>Open again</Trans>
            </Button>
          </Actions>
        </Banner>
      )}
      {save.state === 'refused' && (
        <Banner tone="bad" role="alert" title={<Trans>The server did not take your last changes.</Trans>}>
          <p>{words(save.refusal).what}</p>
          <OwnWords text={save.text} live={live} restart={restart} />
        </Banner>
      )}
      {rescues.length > 0 && (
        <Banner tone="on" role="status" title={<Trans>Words of yours met a change to their paragraph.</Trans>}>
          <p>
            <Trans>They stand in a paragraph of their own, right after it:</Trans>
          </p>
          <ul>
            {rescues.map((rescue, index) => (
              <li key={index} dir="auto">
                “{rescue.text}”
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => live?.dismissRescues()}>
            <Trans>I have seen it</Trans>
          </Button>
        </Banner>
      )}
    </>
  )
}

/** One's own words in safety: to copy or as a file, before a fresh copy of the text is opened. */
function OwnWords({ text, live, restart }: { text: string; live: LiveDocument | undefined; restart: () => void }) {
  const { t } = useLingui()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toasts.show(t`Copied`)
  }
  const save = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'rapporteur-text.txt'
    link.click()
    URL.revokeObjectURL(url)
  }
  const again = async () => {
    await live?.discard()
    restart()
  }
  return (
    <>
      {text !== '' && (
        <blockquote dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </blockquote>
      )}
      <Actions>
        {text !== '' && (
          <>
            <Button size="small" onClick={() => void copy()}>
              <Trans>Copy my text</Trans>
            </Button>
            <Button size="small" onClick={save}>
              <Trans>Save it as a file</Trans>
            </Button>
          </>
        )}
        <Button size="small" kind="quiet" onClick={() => void again()}>
          <Trans>Open the text as the server has it</Trans>
        </Button>
      </Actions>
    </>
  )
}
