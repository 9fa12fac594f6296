import { implement } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import type { TakeOverEntry } from "../../../jobs/model/take-over.ts";
import { hour, zone } from "./sample-jobs.ts";

const api = implement(contract).takeOver;

/** A crontab with good lines, one that was taken over before, and some that stay behind. */
export function takeOverHandlers(now: () => number) {
  const made = new Map<string, TakeOverEntry["state"]>([["crontab:3", "there"]]);
  const entries = (): TakeOverEntry[] =>
    lines.map(({ line, command, when, meaning, inMs, everyMs, notes = [] }) => {
      const importKey = `crontab:${line}`;
      const state = made.get(importKey) ?? "planned";
      return {
        ...{ file: null, line, importKey, command, when, zone, meaning, notes: [...notes], state, problem: null },
        next: [0, 1, 2].map((index) => now() + inMs + index * everyMs),
        scheduleId: state === "planned" ? null : `command:${line}`,
      };
    });
  return {
    preview: api.preview.handler(({ input }) => {
      if (input.from === "systemd") return { source: "~/.config/systemd/user", entries: [], notTaken: [], remarks: [] };
      return { source: "Your crontab", entries: entries(), notTaken: [...notTaken], remarks: [remark] };
    }),
    apply: api.apply.handler(({ input }) => {
      for (const { importKey } of input.lines) made.set(importKey, "created");
      return entries().filter(({ importKey }) => input.lines.some((line) => line.importKey === importKey));
    }),
  };
}

const day = 24 * hour;
type SampleLine = Pick<TakeOverEntry, "line" | "command" | "when" | "meaning"> & {
  readonly inMs: number;
  readonly everyMs: number;
  readonly notes?: readonly string[];
};

const lines: readonly SampleLine[] = [
  {
    ...{ line: 3, command: "/usr/local/bin/backup --all", when: "0 2 * * *", meaning: "Every day at 02:00" },
    ...{ inMs: 5.2 * hour, everyMs: day },
  },
  {
    ...{ line: 5, command: "cd ~/notes && git pull --quiet && git push --quiet", when: "*/20 8-18 * * 1-5" },
    ...{ meaning: "Every 20 minutes, from 08:00 to 18:59, Monday to Friday", inMs: 11.2 * hour, everyMs: hour / 3 },
  },
  {
    ...{ line: 6, command: "curl -fsS https://example.org/ping > /dev/null", when: "@hourly", meaning: "Every hour" },
    ...{ inMs: hour / 5, everyMs: hour },
  },
  {
    ...{
      line: 9,
      command: "/home/ada/bin/report --month",
      when: "0 7 1 * *",
      meaning: "On day 1 of the month, at 07:00",
    },
    ...{ inMs: 7 * day + 10.2 * hour, everyMs: 30 * day },
    notes: ["REPORT_TOKEN looks like a secret and would be kept as plain text."],
  },
];

const remark = "A command has the environment of Jobdeck, where cron has little more than PATH=/usr/bin:/bin.";
const notTaken = [
  {
    ...{ file: null, line: 7, text: "@reboot /home/ada/bin/mount-disks" },
    reason: "There is no schedule that means “when the computer starts”. Use your session's autostart.",
  },
  { file: null, line: 11, text: "61 * * * * /bin/never", reason: "The minute is 61; it must be from 0 to 59." },
];
