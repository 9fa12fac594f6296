import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";

export type DiskNoticeOptions = { readonly tell: (title: string, body: string) => void };

/** Tells the user once when nothing can be written any more, and once when it can again. */
export function createDiskNotice({ tell }: DiskNoticeOptions) {
  let known: string | null = null;
  const take = (problem: string | null): void => {
    if (problem !== null && known === null) tell("Jobdeck cannot go on", problem);
    if (problem === null && known !== null) tell("Jobdeck goes on", "Its data can be written again.");
    known = problem;
  };
  return {
    begin: ({ engine }: Snapshot): void => take(engine.diskProblem),
    handle: (event: LiveEvent): void => {
      if (event.type === "engine") take(event.engine.diskProblem);
    },
  };
}
