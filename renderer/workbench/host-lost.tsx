import { useEffect, useRef } from "react";
import { Icon } from "../components/icon.tsx";
import { useStore } from "../state/store.ts";
import { useApp } from "./app-context.tsx";

/** The connection to the host is gone: what is beneath is the last picture, and cannot be used. */
export function HostLost() {
  const { session, reconnect } = useApp();
  const message = useStore(session.state, (state) => state.message);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="host-lost appears-late">
      <div
        className="host-lost-box"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="host-lost-title"
        aria-describedby="host-lost-message"
      >
        <Icon name="debug-disconnect" className="host-lost-icon" />
        <h2 id="host-lost-title">Connection lost</h2>
        <p id="host-lost-message">
          {message} Runs that were active are taken up again when a host starts; nothing that was recorded is lost.
        </p>
        <button type="button" className="button" ref={button} onClick={reconnect}>
          <Icon name="debug-restart" />
          Reconnect
        </button>
      </div>
    </div>
  );
}
