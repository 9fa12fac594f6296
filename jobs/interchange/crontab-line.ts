import { shortened } from "./plan.ts";

export type CronLine = {
  /** The five fields, or a nickname alone. */
  readonly times: readonly string[];
  /** Everything behind, as it stands there. */
  readonly command: string;
  readonly notes: readonly string[];
};

type LineOptions = { readonly system: boolean; readonly user: string };

/** Takes a line apart without judging its times; a text says why it is no job. */
export function splitLine(content: string, { system, user }: LineOptions): CronLine | string {
  const notes: string[] = [];
  let rest = content;
  if (rest.startsWith("-")) {
    notes.push("The - that keeps cron from logging has no meaning here: a run always has its log.");
    rest = rest.slice(1);
  }
  const times: string[] = [];
  const count = rest.startsWith("@") ? 1 : 5;
  while (times.length < count) {
    const field = /^[^ \t]+/.exec(rest)?.[0];
    if (field === undefined) return missing(content, times.length, count);
    times.push(field);
    rest = rest.slice(field.length).replace(/^[ \t]+/, "");
  }
  const owned = system ? withoutUser(rest, user) : rest;
  if (typeof owned !== "string") return owned.reason;
  const command = withoutOptions(owned, notes);
  if (command.trim() === "") return "it has times, but no command";
  if (command.startsWith("*"))
    return "its command begins with *. cron has five fields and no seconds; write the schedule with `jobdeck schedule add` if six were meant";
  return { times, command, notes };
}

function missing(content: string, found: number, count: number): string {
  if (count === 1) return "it has no command";
  return /^[A-Za-z_]+\s*=/.test(content)
    ? "it sets a variable, but its quotes do not end where the value does"
    : `it is neither a job (five fields and a command) nor NAME=value: it has ${found} ${found === 1 ? "field" : "fields"}`;
}

function withoutUser(rest: string, user: string): string | { readonly reason: string } {
  const owner = /^[^ \t]*/.exec(rest)?.[0] ?? "";
  if (owner === "") return { reason: "it has no user, and no command" };
  // A user may carry a group and a login class: root:wheel, root/daemon.
  if (owner.split(/[:/]/)[0] === user) return rest.slice(owner.length).replace(/^[ \t]+/, "");
  return { reason: `it runs as ${shortened(owner, 40)}, and Jobdeck runs everything as you (${user})` };
}

/** cronie's only option of a command. */
function withoutOptions(text: string, notes: string[]): string {
  if (!/^-n[ \t]/.test(text)) return text;
  notes.push("cron's option -n (mail only when it fails) is replaced by Jobdeck's notifications.");
  return text.replace(/^-n[ \t]+/, "");
}
