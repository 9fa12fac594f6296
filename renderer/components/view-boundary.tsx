import { Component, type ReactNode } from "react";
import { Blank } from "./notes.tsx";

type ViewBoundaryProps = {
  /** For "The side bar could not be shown". */
  readonly what: string;
  /** Something else is shown as soon as this is another: what failed is forgotten. */
  readonly shown?: string | null;
  readonly children: ReactNode;
};

type ViewBoundaryState = { readonly message: string | null; readonly shown: string | null | undefined };

/**
 * What fails within it takes nothing along: the rest of the window goes on, and this part says what happened. It also
 * fails when a part of the program that is loaded later is no longer on the disk, as after an update.
 */
export class ViewBoundary extends Component<ViewBoundaryProps, ViewBoundaryState> {
  override readonly state: ViewBoundaryState = { message: null, shown: undefined };

  static getDerivedStateFromError(error: unknown): Partial<ViewBoundaryState> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ shown }: ViewBoundaryProps, state: ViewBoundaryState): ViewBoundaryState | null {
    return shown === state.shown ? null : { message: null, shown };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert" className="view-failed">
        <Blank icon="error" title={`${this.props.what} could not be shown`}>
          <p className="blank-text">{message}</p>
          <div className="form-buttons">
            <button type="button" className="button" onClick={() => this.setState({ message: null })}>
              Try again
            </button>
            <button type="button" className="button is-secondary" onClick={() => window.location.reload()}>
              Reload the window
            </button>
          </div>
        </Blank>
      </div>
    );
  }
}
