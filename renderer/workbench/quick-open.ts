import { linesOf } from "../../jobs/model/lines.ts";
import { createStore } from "../state/store.ts";
import type { App } from "./app.ts";
import type { Command } from "./commands.ts";
import { type FuzzyMatch, fuzzyMatch } from "./fuzzy.ts";

/** What the quick open's text begins with when it looks for commands. */
export const commandPrefix = ">";

export type QuickItem = {
  readonly id: string;
  readonly label: string;
  readonly icon: string | null;
  /** What stands behind the label: the heading of a job, its id. */
  readonly description: string;
  /** As they are printed on the keyboard; empty when there are none. */
  readonly keys: string;
  /** @param stay the editor is to stay open, and not be a preview */
  readonly run: (stay: boolean) => void;
};

export type FoundItem = QuickItem & { readonly places: FuzzyMatch["places"] };

/** The quick open: what was typed, or null while it is closed; and the commands that were chosen last, newest first. */
export function createQuickOpen() {
  const text = createStore<string | null>(null);
  const recent: string[] = [];
  return {
    text,
    recent: (): readonly string[] => recent,
    remember: (commandId: string): void => {
      const known = recent.indexOf(commandId);
      if (known >= 0) recent.splice(known, 1);
      recent.unshift(commandId);
    },
  };
}

export type QuickOpen = ReturnType<typeof createQuickOpen>;

/** What fits what was typed, best first: commands after a ">", else jobs. */
export function quickItems(app: App, typed: string): readonly FoundItem[] {
  return typed.startsWith(commandPrefix)
    ? fitting(commandItems(app), typed.slice(commandPrefix.length))
    : fitting(jobItems(app), typed);
}

function fitting(items: readonly QuickItem[], query: string): readonly FoundItem[] {
  const found = items.flatMap((item) => {
    const match = fuzzyMatch(query, item.label);
    return match ? [{ item: { ...item, places: match.places }, score: match.score }] : [];
  });
  // Without a query everything is as good; the order is that of the items then.
  if (query.trim() !== "") found.sort((a, b) => b.score - a.score);
  return found.map(({ item }) => item);
}

function commandItems({ commands, quickOpen }: App): readonly QuickItem[] {
  const recent = quickOpen.recent();
  const rank = ({ id }: Command) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return commands
    .all()
    .filter((command) => !command.needsSubject && command.enabled?.(undefined) !== false)
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
    .map((command) => ({
      id: command.id,
      label: command.title,
      icon: null,
      description: recent.includes(command.id) ? "recently used" : "",
      keys: commands.keys(command.id),
      run: () => {
        quickOpen.remember(command.id);
        commands.execute(command.id);
      },
    }));
}

function jobItems(app: App): readonly QuickItem[] {
  return linesOf({ jobs: app.live()?.jobs ?? [] }).map((job) => ({
    id: job.taskId,
    label: job.title,
    icon: "symbol-event",
    description: job.category,
    keys: "",
    run: (stay) => app.open({ kind: "job", id: job.taskId }, { preview: !stay }),
  }));
}

/** What opens it. */
export function quickOpenCommands({ quickOpen }: Pick<App, "quickOpen">): readonly Command[] {
  return [
    {
      id: "workbench.showCommands",
      title: "Show all commands",
      keys: ["f1", "mod+shift+p"],
      run: () => quickOpen.text.set(commandPrefix),
    },
    { id: "workbench.quickOpen", title: "Go to job", keys: "mod+p", run: () => quickOpen.text.set("") },
  ];
}
