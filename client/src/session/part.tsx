import { Trans } from '@lingui/react/macro'
import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, Suspense, type ReactNode } from 'react'
import { Problem } from '../api/problem'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/empty'

/** A part of a page that loads and fails by itself, so that the rest stays usable. */
export function Part({ lines = 3, children }: { lines?: number; children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Fence reset={reset}>
          <Suspense fallback={<Skeleton lines={lines} />}>{children}</Suspense>
        </Fence>
      )}
    </QueryErrorResetBoundary>
  )
}

type State = { error: unknown }

// React has no other way to catch an error of a part than a class.
class Fence extends Component<{ reset: () => void; children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  private readonly again = () => {
    this.props.reset()
    this.setState({ error: undefined })
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <Banner tone="bad" role="alert" title={<Trans>This part could not be loaded.</Trans>}>
        {error instanceof Problem && error.status < 500 && error.status > 0 && <p>{error.message}</p>}
        <Button size="small" onClick={this.again}>
          <Trans>Try again</Trans>
        </Button>
      </Banner>
    )
  }
}
