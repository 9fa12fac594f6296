import { duration, elapsed } from "../../format/duration.ts";
import { counted } from "../../format/number.ts";
import type { TimeFormat } from "../../format/time.ts";
import { firstLine, occurrenceInWords } from "../../format/words.ts";
import type { LaneMark, Tone } from "./marks.ts";

/** The word for each tone, as the legend has it. */
export const toneWords: Readonly<Record<Tone, string>> = {
  planned: "planned",
  skipped: "skipped",
  missed: "missed",
  done: "completed",
  "caught-up": "caught up",
  cancelled: "cancelled",
  warnings: "with warnings",
  running: "running",
  failed: "failed",
};

type Context = {
  readonly title: string;
  readonly times: TimeFormat;
  readonly now: number;
  readonly usualMs: number | null;
};

/** All that a mark has to say: the job, the time, the state and the reason. */
export function markInWords(mark: LaneMark, { title, times, now, usualMs }: Context): string {
  const isOne = mark.run !== null || mark.notRun !== null || (mark.count === 1 && !mark.more);
  const words = isOne ? single(mark, now, usualMs) : several(mark);
  const at = times.dayShort(mark.from, now);
  const until = isOne ? "" : ` to ${times.dayShort(mark.to, now)}`;
  return `${title}, ${at}${until}, ${words}`;
}

function single(mark: LaneMark, now: number, usualMs: number | null): string {
  const { run, notRun, tone } = mark;
  if (notRun) return lower(occurrenceInWords(notRun));
  if (tone === "planned") return usualMs === null ? "planned" : `planned, usually takes ${duration(usualMs)}`;
  if (!run) return toneWords[tone];
  const took =
    run.finishedAt === null
      ? `for ${elapsed(Math.max(0, now - run.startedAt))}`
      : `took ${duration(run.finishedAt - run.startedAt)}`;
  const note = run.note === null ? "" : `: ${firstLine(run.note)}`;
  return `${tone === "warnings" ? "completed with warnings" : toneWords[tone]}, ${took}${note}`;
}

function several({ tone, count, failed, cancelled, more }: LaneMark): string {
  if (tone === "planned") return `${more ? "more than " : ""}${counted(count, "planned run")}`;
  if (tone === "missed" || tone === "skipped") return `${counted(count, "due time")}, ${toneWords[tone]}`;
  const bad = [failed > 0 ? `${failed} failed` : "", cancelled > 0 ? `${cancelled} cancelled` : ""].filter(Boolean);
  return [counted(count, "run"), ...(bad.length > 0 ? bad : [toneWords[tone]])].join(", ");
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "A", "A and B", "A, B and C", "A, B, C and 2 more". */
export function listInWords(names: readonly string[], most = 4): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
