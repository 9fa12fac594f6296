import { once } from "node:events";
import { expect, it } from "vitest";
import { z } from "zod";
import { runCli, startCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

const rowsSchema = z.array(
  z.object({
    scheduledAt: z.iso.datetime(),
    outcome: z.string(),
    reason: z.string().nullable(),
    runId: z.string().nullable(),
  }),
);
const runsSchema = z.array(z.object({ scheduledAt: z.iso.datetime().nullable() }));

async function ask<T>(schema: z.ZodType<T>, args: readonly string[], home: string): Promise<T> {
  const { stdout, stderr, code } = await runCli([...args, "--json"], { home });
  expect(code, stderr).toBe(0);
  return schema.parse(JSON.parse(stdout));
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 100));
}

it("the ledger has one row for every second, with hosts that begin at once and are killed", {
  timeout: 90_000,
}, async () => {
  const home = tempHome();
  const args = [
    "schedule",
    "add",
    "command",
    "* * * * * *",
    "--payload",
    '{"shell":":"}',
    "--policies",
    '{"overlap":"allow"}',
  ];
  const { id } = await ask(z.object({ id: z.string() }), args, home);
  const ledger = (...more: string[]) =>
    ask(rowsSchema, ["ledger", "command", "--schedule", id, "--since", "7d", ...more], home);
  for (let round = 0; round < 3; round++) {
    const before = (await ledger()).filter(({ runId }) => runId !== null).length;
    const hosts = [startCli(["start"], { home }), startCli(["start"], { home })];
    const ended = hosts.map((host) => once(host, "exit"));
    await until(async () => (await ledger()).filter(({ runId }) => runId !== null).length >= before + 3);
    for (const host of hosts) host.kill("SIGKILL");
    await Promise.all(ended);
  }
  await runCli(["schedule", "pause", id], { home });
  const rows = await ledger();
  const times = rows.map(({ scheduledAt }) => Date.parse(scheduledAt)).reverse();
  const [first = 0] = times;
  expect(times).toEqual(times.map((_, index) => first + index * 1_000));
  expect(times.length).toBeGreaterThanOrEqual(9);
  expect(new Set(rows.map(({ outcome }) => outcome))).toContain("ran");
  const runs = await ask(runsSchema, ["runs", "--task", "command", "--limit", "1000"], home);
  expect(runs).toHaveLength(rows.filter(({ runId }) => runId !== null).length);
  expect(await ledger("--limit", "2")).toHaveLength(2);
});
