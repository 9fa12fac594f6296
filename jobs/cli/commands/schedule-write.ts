import path from "node:path";
import { type Command, Option } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { Missed } from "../../model/missed.ts";
import type { ScheduleView } from "../../model/read-models/schedules.ts";
import { type PolicyChange, policyChangeSchema } from "../../model/schedule.ts";
import { askMissed, missedOption } from "../ask-missed.ts";
import type { CliContext } from "../context.ts";
import { parsePayload } from "../payload.ts";
import { localTime, parseDuration } from "../words.ts";

type WriteOptions = {
  readonly zone?: string;
  readonly title?: string;
  readonly payload?: string;
  readonly missed?: PolicyChange["missed"];
  readonly overlap?: PolicyChange["overlap"];
  readonly jitter?: string;
  readonly spread?: string;
  readonly weekdaysOnly?: boolean;
  readonly holidays?: string;
  readonly keepAwake?: boolean;
  readonly policies?: string;
};

/** `add`, `edit`, `rm`, `skip`, `pause`, `resume`, `reset`: what changes a schedule. */
export function addScheduleWriting(schedule: Command, context: CliContext): void {
  const { output, withHost } = context;
  const change = (apply: (client: JobdeckClient) => Promise<ScheduleView>) =>
    withHost(async ({ client }) => say(context, await apply(client)));

  withPolicyOptions(
    schedule
      .command("add")
      .argument("<task>", "id of the task that it runs")
      .argument("<pattern>", 'cron pattern, "every 15m", an ISO time for once, or words: "weekdays at 7:30"')
      .description("make a schedule of your own")
      .option("--paused", "make it, but do not start it yet"),
  ).action((taskId: string, when: string, options: WriteOptions & { paused?: boolean }) =>
    change((client) =>
      client.schedules.create({ taskId, when, ...written(options), ...(options.paused ? { paused: true } : {}) }),
    ),
  );

  withPolicyOptions(
    schedule
      .command("edit")
      .argument("<schedule>", "id of the schedule, as `jobdeck list --json` shows it")
      .argument("[pattern]", 'new cron pattern, "every 15m", an ISO time, or words; default: as it is')
      .description("change when a job runs, with what, and how"),
  ).action((scheduleId: string, when: string | undefined, options: WriteOptions) =>
    change((client) =>
      client.schedules.update({ scheduleId, ...(when === undefined ? {} : { when }), ...written(options) }),
    ),
  );

  const byId = (name: string, description: string) =>
    schedule
      .command(name)
      .argument("<schedule>", "id of the schedule, as `jobdeck list --json` shows it")
      .description(description);

  byId("rm", "remove a schedule of your own; its history stays").action((scheduleId: string) =>
    withHost(async ({ client }) => {
      await client.schedules.remove({ scheduleId });
      output.json({ id: scheduleId, removed: true });
      output.line(`${scheduleId} is removed.`);
    }),
  );
  byId("skip", "leave out the next time")
    .option("--undo", "do not leave it out after all")
    .action((scheduleId: string, options: { undo?: boolean }) =>
      change((client) => client.schedules.skipNext({ scheduleId, skip: !options.undo })),
    );
  byId("pause", "skip its times until resumed")
    .option("--for <time>", "go on by itself after 90s, 30m, 1h, 2d")
    .action((scheduleId: string, options: { for?: string }) =>
      change((client) =>
        client.schedules.pause({
          scheduleId,
          ...(options.for === undefined ? {} : { until: Date.now() + parseDuration(options.for) }),
        }),
      ),
    );
  byId("resume", "go on; what the pause has skipped stays so, unless asked for")
    .addOption(missedOption())
    .action((scheduleId: string, options: { missed?: Missed }) =>
      change(async (client) => {
        const jobs = await client.jobs.list({});
        const view = jobs.flatMap(({ schedules }) => schedules).find(({ id }) => id === scheduleId);
        const missed = await askMissed(context, view?.skippedByPause ?? 0, options.missed);
        return client.schedules.resume({ scheduleId, missed });
      }),
    );
  byId("reset", "back to what the task itself asks for: times, policies and payload").action((scheduleId: string) =>
    change((client) => client.schedules.reset({ scheduleId })),
  );
}

function withPolicyOptions(command: Command): Command {
  return command
    .option("--zone <zone>", "IANA time zone")
    .option("--title <text>", "a name of its own, where a task has several")
    .option("--payload <json>", "its payload: one JSON object")
    .addOption(
      new Option("--missed <how>", "times missed while off or asleep").choices(["run-once", "run-all", "skip"]),
    )
    .addOption(
      new Option("--overlap <how>", "when the last run still goes on").choices([
        "skip",
        "queue-one",
        "cancel-previous",
        "allow",
      ]),
    )
    .option("--jitter <time>", "begin up to so much later, differently each time")
    .option("--spread <time>", "begin up to so much later, the same each time")
    .option("--weekdays-only", "leave out Saturdays and Sundays")
    .option("--holidays <file>", 'calendar file (.ics) of days without runs; "" for none')
    .option("--keep-awake", "let the computer not sleep before and during a run, while it is plugged in")
    .option("--policies <json>", "all other policies, as docs/schedules.md names them");
}

function written(options: WriteOptions) {
  const { zone, title, payload, missed, overlap, jitter, spread, weekdaysOnly, holidays, keepAwake } = options;
  const policies: PolicyChange = {
    ...(options.policies === undefined ? {} : parsePolicies(options.policies)),
    ...(missed && { missed }),
    ...(overlap && { overlap }),
    ...(jitter === undefined ? {} : { jitterMs: parseDuration(jitter) }),
    ...(spread === undefined ? {} : { spreadMs: parseDuration(spread) }),
    ...(weekdaysOnly && { weekdaysOnly }),
    ...(keepAwake && { keepAwake }),
    ...(holidays === undefined ? {} : { holidays: holidays === "" ? null : path.resolve(holidays) }),
  };
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(title === undefined ? {} : { title }),
    ...(payload === undefined ? {} : { payload: parsePayload([payload]) }),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  };
}

function parsePolicies(text: string): PolicyChange {
  const parsed = policyChangeSchema.safeParse(parsePayload([text]));
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues
    .map(({ path, message }) => `${path.join(".") || "policies"}: ${message}`)
    .join("; ");
  throw new JobdeckError("BAD_INPUT", `The policies ${text} cannot be used. ${words}`);
}

function say({ output }: CliContext, view: ScheduleView): void {
  output.json({ ...view, next: view.next.map((at) => new Date(at).toISOString()) });
  const paused = view.paused ? ", paused" : "";
  output.line(`${view.id}: ${view.meaning} (${view.zone})${paused}. Next: ${localTime(view.next[0] ?? null)}`);
  for (const problem of view.problems) output.note(problem);
}
