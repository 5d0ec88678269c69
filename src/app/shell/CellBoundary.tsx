import { Component, type ReactNode } from 'react';
import { Notice } from '../../ui/Notice.tsx';

interface CellBoundaryProps {
  title: string;
  children: ReactNode;
}

/** A view that fails takes its own cell down, not the notebook. */
export class CellBoundary extends Component<CellBoundaryProps, { failure: string | null }> {
  override state = { failure: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.failure === null) return this.props.children;
    return (
      <Notice
        level="bad"
        action={
          <button type="button" className="button" onClick={() => this.setState({ failure: null })}>
            Draw again
          </button>
        }
      >
        {this.props.title} could not be drawn: {this.state.failure}
      </Notice>
    );
  }
}
