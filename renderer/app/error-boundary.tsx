// Catches what breaks while drawing: the screen says so, the rest of the window lives on. Nothing typed is lost that was saved.
import { Component, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import './error-boundary.css'
import { ErrorNotice } from '../design/notice.tsx'

type State = { readonly error: unknown; readonly failed: boolean }

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, failed: false }

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="error-boundary">
        <ErrorNotice
          error={this.state.error}
          action={
            <Button size="small" onClick={() => this.setState({ error: null, failed: false })}>
              Try again
            </Button>
          }
        />
      </div>
    )
  }
}
