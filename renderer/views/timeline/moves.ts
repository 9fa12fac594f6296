import { nextIndex } from "../../components/roving.ts";
import { type LaneMark, nearestMark } from "./marks.ts";

/** Where the keys are: the number of a lane, and of a mark in it; -1 is the name of the job. */
export type Where = { readonly lane: number; readonly mark: number };

type Lanes = readonly { readonly marks: readonly Pick<LaneMark, "x" | "width">[] }[];

/** Where a key leads: along a lane, or to what is nearest in the next one; undefined when it leads nowhere. */
export function moveOf(key: string, lanes: Lanes, { lane, mark }: Where): Where | undefined {
  const marks = lanes[lane]?.marks;
  if (!marks) return undefined;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const next = key === "ArrowUp" ? lane - 1 : lane + 1;
    const target = lanes[next]?.marks;
    if (!target) return undefined;
    const from = marks[mark];
    return { lane: next, mark: from ? nearestMark(target, from.x + from.width / 2) : -1 };
  }
  const along = nextIndex(key, { index: mark + 1, count: marks.length + 1, orientation: "horizontal" });
  return along === undefined ? undefined : { lane, mark: along - 1 };
}
