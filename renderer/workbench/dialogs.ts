import { createStore } from "../state/store.ts";

export type Question = {
  readonly title: string;
  readonly message: string;
  /** The button that goes on, named by what it does: "Remove demo". */
  readonly confirm: string;
  /** The button that does not; default: "Cancel", null for none. */
  readonly decline?: string | null;
  readonly severity: "info" | "warning";
};

export type OpenQuestion = Question & { readonly answer: (yes: boolean) => void };

/** Questions that must be answered before something goes on; one at a time, in the order they were asked. */
export function createDialogs() {
  const open = createStore<readonly OpenQuestion[]>([]);
  return {
    get: open.get,
    subscribe: open.subscribe,
    /** True when the user agreed; false when they declined or closed the question. */
    confirm: (question: Question): Promise<boolean> =>
      new Promise((resolve) => {
        const entry: OpenQuestion = {
          ...question,
          answer: (yes) => {
            open.update((known) => known.filter((each) => each !== entry));
            resolve(yes);
          },
        };
        open.update((known) => [...known, entry]);
      }),
  };
}

export type Dialogs = ReturnType<typeof createDialogs>;
