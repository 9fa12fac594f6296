import type { TakeOverPlan, TakeOverSource } from "../../../jobs/model/take-over.ts";
import { counted } from "../../format/number.ts";
import { explain } from "../../state/errors.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { type Choice, chosenLines, firstChoice, withMade } from "./choice.ts";

type State = {
  readonly from: TakeOverSource | null;
  readonly busy: "reading" | "making" | null;
  readonly plan: TakeOverPlan | null;
  readonly choice: Choice;
  readonly paused: boolean;
  readonly problem: string | null;
  /** What came of it. */
  readonly outcome: string | null;
};

const nothing: State = {
  ...{ from: null, busy: null, plan: null, choice: new Set(), paused: true },
  ...{ problem: null, outcome: null },
};

/** Reading a source, choosing among its lines, and making them. Kept while the tab is open. */
export function useTakeOver(onMade: () => void) {
  const client = useClient();
  const [state, update] = useKeptState<State>("welcome:/import", nothing);
  const set = (change: Partial<State>) => update((known) => ({ ...known, ...change }));

  const read = async (from: TakeOverSource) => {
    set({ from, busy: "reading", plan: null, problem: null, outcome: null });
    try {
      const plan = await client.takeOver.preview({ from });
      set({ plan, choice: firstChoice(plan), busy: null });
    } catch (error) {
      set({ problem: explain(error), busy: null });
    }
  };

  const make = async ({ from, plan, choice, paused }: State) => {
    if (from === null || plan === null) return;
    const lines = chosenLines(plan, choice);
    set({ busy: "making", problem: null, outcome: null });
    try {
      const made = await client.takeOver.apply({ from, lines, paused });
      const failed = made.filter(({ state: became }) => became === "failed").length;
      const gone = lines.length - made.length;
      const created = made.length - failed;
      const words = [
        `${counted(created, "schedule")} ${created === 1 ? "was" : "were"} made${paused ? ", paused" : ""}`,
        failed > 0 ? `${failed} refused` : "",
        gone > 0 ? `${gone} changed since they were shown: look again` : "",
      ];
      set({ plan: withMade(plan, made), choice: new Set(), outcome: words.filter(Boolean).join("; "), busy: null });
      onMade();
    } catch (error) {
      set({ problem: explain(error), busy: null });
    }
  };

  return {
    ...state,
    read: (from: TakeOverSource) => void read(from),
    make: () => void make(state),
    choose: (choice: Choice) => set({ choice }),
    setPaused: (paused: boolean) => set({ paused }),
  };
}

export type TakingOver = ReturnType<typeof useTakeOver>;
