import { createContext, type ReactNode, use } from "react";
import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { Live } from "../state/live.ts";
import { useStore } from "../state/store.ts";
import type { App } from "./app.ts";

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

/** What the parts of the window share. */
export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error("This component is drawn outside the workbench");
  return app;
}

/**
 * A part of what is known of the host, drawn anew when it changes. To be used where the first picture is there.
 *
 * @param select must give the same object for the same picture
 */
export function useLive<S>(select: (live: Live) => S): S {
  const { session } = useApp();
  return useStore(session.state, ({ live }) => {
    if (!live) throw new Error("This component is drawn before the host has answered");
    return select(live);
  });
}

/** A text that depends on the time; drawn anew only when the text itself changes. */
export function useTimeText(write: (now: number) => string): string {
  const { ticker } = useApp();
  return useStore(ticker, write);
}

/** Whether a command can do something now, kept right as the host changes. */
export function useEnabled(command: string, subject: string | undefined): boolean {
  const { session, commands } = useApp();
  return useStore(session.state, () => commands.get(command)?.enabled?.(subject) !== false);
}

/** The client of the host; another one after a reconnect. */
export function useClient(): JobdeckClient {
  const { session } = useApp();
  const client = useStore(session.state, (state) => state.client);
  if (!client) throw new Error("This component is drawn before the host has answered");
  return client;
}
