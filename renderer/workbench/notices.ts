import { createStore } from "../state/store.ts";

export type Notice = {
  readonly id: number;
  readonly severity: "info" | "error";
  readonly message: string;
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
};

const shownAtOnce = 4;

/** Messages in the corner of the window. They never take the focus; the oldest gives way to the newest. */
export function createNotices() {
  const list = createStore<readonly Notice[]>([]);
  let lastId = 0;

  const add = (severity: Notice["severity"], message: string, actions: Notice["actions"] = []): void => {
    lastId += 1;
    const notice: Notice = { id: lastId, severity, message, actions };
    // The same thing said again moves to the front instead of filling the corner.
    list.update((known) => [...known.filter((each) => each.message !== message), notice].slice(-shownAtOnce));
  };

  return {
    get: list.get,
    subscribe: list.subscribe,
    info: (message: string, actions?: Notice["actions"]): void => add("info", message, actions),
    error: (message: string, actions?: Notice["actions"]): void => add("error", message, actions),
    dismiss: (id: number): void => list.update((known) => known.filter((notice) => notice.id !== id)),
  };
}

export type Notices = ReturnType<typeof createNotices>;
