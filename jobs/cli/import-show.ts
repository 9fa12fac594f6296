import type { ShownEntry } from "../api/imports/judge.ts";
import { type NotTaken, shortened } from "../interchange/plan.ts";
import type { CliContext } from "./context.ts";
import { table } from "./output.ts";
import { localTime } from "./words.ts";

type Shown = {
  readonly shown: readonly ShownEntry[];
  readonly notTaken: readonly NotTaken[];
  readonly remarks: readonly string[];
  readonly source: string;
};

/** The table of what would be made, what is worth knowing about it, and every line that stays behind. */
export function showPlan(context: CliContext, { shown, notTaken, remarks, source }: Shown): void {
  const { output } = context;
  output.line(headline(shown, source));
  if (shown.length > 0) showEntries(context, shown);
  if (shown.length > 0) for (const remark of remarks) output.line(output.paint.dim(`All: ${remark}`));
  showNotTaken(context, notTaken);
  output.line();
}

function headline(shown: readonly ShownEntry[], source: string): string {
  if (shown.length === 0) return `${source}: there is nothing to take over.`;
  const there = shown.filter(({ state }) => state === "there").length;
  const left = shown.length - there;
  const made = `${left === 1 ? "1 schedule" : `${left} schedules`} would be made, paused`;
  return `${source}: ${made}${there === 0 ? "" : `; ${there} taken over before`}.`;
}

function showEntries({ output }: CliContext, shown: readonly ShownEntry[]): void {
  const rows = shown.map((entry) => [
    placeOf(entry),
    entry.id === null ? "new" : `there: ${entry.id}`,
    `${entry.meaning} (${entry.zone})`,
    localTime(entry.next[0] ?? null),
    localTime(entry.next[1] ?? null),
    shortened(entry.title, 80),
  ]);
  output.line();
  table(output, ["line", "", "when", "next", "then", "command"], rows);
  const said = new Map<string, string[]>();
  for (const entry of shown)
    for (const note of entry.notes) said.set(note, [...(said.get(note) ?? []), placeOf(entry)]);
  if (said.size > 0) output.line();
  for (const [note, places] of said) output.line(output.paint.yellow(`${placesOf(places)}: ${shortened(note, 500)}`));
}

function showNotTaken({ output }: CliContext, notTaken: readonly NotTaken[]): void {
  if (notTaken.length === 0) return;
  output.line();
  output.line(output.paint.bold("Not taken over:"));
  for (const { text, reason, ...place } of notTaken) {
    output.line(`  ${placeOf(place)}: ${shortened(text)}`);
    output.line(output.paint.dim(`    ${shortened(reason, 500)}`));
  }
}

/** What became of each, after they were made. */
export function made({ output }: CliContext, done: readonly ShownEntry[]): void {
  for (const entry of done) {
    if (entry.state === "created")
      output.line(`${placeOf(entry)}: ${entry.id} is made, paused. ${shortened(entry.title, 80)}`);
    if (entry.state === "failed")
      output.line(output.paint.red(`${placeOf(entry)}: refused. ${shortened(entry.problem ?? "", 500)}`));
  }
  const count = (state: ShownEntry["state"]) => done.filter((entry) => entry.state === state).length;
  output.line(`${count("created")} made, ${count("there")} there before, ${count("failed")} refused.`);
  output.line("`jobdeck schedule resume ID` starts one. Remove it where it came from, or it runs twice.");
}

function placeOf({ file, line }: Pick<NotTaken, "file" | "line">): string {
  return file === null ? String(line) : `${file}:${line}`;
}

function placesOf(places: readonly string[]): string {
  const some = places.slice(0, 8).join(", ");
  return `Line ${places.length > 8 ? `${some} and ${places.length - 8} more` : some}`;
}
