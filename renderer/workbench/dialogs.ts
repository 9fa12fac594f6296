import { createStore } from "../state/store.ts";

export type Question = {
  readonly title: string;
  readonly message: string;
  /** The button that goes on, named by what it does: "Remove demo". */
  readonly confirm: string;
  /** Another way on, named by what it does: "Don't save". */
  readonly alternative?: string;
  /** The button that does not; default: "Cancel", null for none. */
  readonly decline?: string | null;
  readonly severity: "info" | "warning";
};

export type Answer = "confirm" | "alternative" | "decline";

export type OpenQuestion = Question & { readonly answer: (answer: Answer) => void };

/** Questions that must be answered before something goes on; one at a time, in the order they were asked. */
export function createDialogs() {
  const open = createStore<readonly OpenQuestion[]>([]);
  const choose = (question: Question): Promise<Answer> =>
    new Promise((resolve) => {
      const entry: OpenQuestion = {
        ...question,
        answer: (answer) => {
          open.update((known) => known.filter((each) => each !== entry));
          resolve(answer);
        },
      };
      open.update((known) => [...known, entry]);
    });
  return {
    get: open.get,
    subscribe: open.subscribe,
    /** What was answered; a question that was closed was declined. */
    choose,
    /** True when the user agreed; false when they declined or closed the question. */
    confirm: async (question: Omit<Question, "alternative">): Promise<boolean> =>
      (await choose(question)) === "confirm",
  };
}

export type Dialogs = ReturnType<typeof createDialogs>;
