import { z } from "zod";
import { joinCommand } from "./crontab-command.ts";
import { jobdeckLine, quoted } from "./jobdeck-call.ts";

/** What the task "command" was given. */
const commandSchema = z.strictObject({
  argv: z.array(z.string()).min(1).optional(),
  shell: z.string().optional(),
  cwd: z.string().optional(),
  env: z.record(z.string(), z.union([z.string(), z.object({ secret: z.string() })])).optional(),
  stdin: z.string().optional(),
  okExitCodes: z.array(z.number()).optional(),
  timeoutMs: z.number().optional(),
});

export type CrontabCommand =
  | { readonly ok: true; readonly command: string; readonly differences: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const asJobdeck = "cron must find the program jobdeck in its PATH, and runs the job in the default home";

/** What stands behind the five fields. Every other task than "command" is run through `jobdeck run`. */
export function crontabCommand(taskId: string, payload: unknown): CrontabCommand {
  if (taskId !== "command") return lineOf(jobdeckLine({ taskId, payload }), undefined, [asJobdeck]);
  const parsed = commandSchema.safeParse(payload ?? {});
  if (!parsed.success) return { ok: false, reason: "its payload is none that a command can have" };
  const { argv, shell, cwd, env = {}, stdin, okExitCodes, timeoutMs } = parsed.data;
  const exports: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== "string") return { ok: false, reason: `its variable ${name} is a secret of Jobdeck's` };
    if (!/^[A-Za-z_]\w*$/.test(name)) return { ok: false, reason: `no shell can set the variable ${name}` };
    exports.push(`export ${name}=${quoted(value)}; `);
  }
  const change = cwd === undefined ? "" : `cd ${folder(cwd)} || exit; `;
  const line = shell ?? programLine(argv ?? []);
  return lineOf(`${change}${exports.join("")}${line}`, stdin, [
    ...(okExitCodes === undefined
      ? []
      : [`cron does not look at the exit code (here ${okExitCodes.join(", ")} is good)`]),
    ...(timeoutMs === undefined ? [] : [`cron ends no command (here it is ended after ${timeoutMs} ms)`]),
  ]);
}

function lineOf(shell: string, stdin: string | undefined, differences: readonly string[]): CrontabCommand {
  const command = joinCommand({ shell, stdin });
  return command === undefined
    ? { ok: false, reason: "no line of a crontab can hold its command or its input as they are" }
    : { ok: true, command, differences };
}

/** A name alone may also be that of something in the shell itself, or look like a variable: `exec` takes neither. */
function programLine(argv: readonly string[]): string {
  const words = argv.map(quoted).join(" ");
  return /^[^=]*\/[^=]*$/.test(argv[0] ?? "") ? words : `exec ${words}`;
}

/** Jobdeck's `~/` is the home folder, and only that; a shell knows it unquoted. */
function folder(cwd: string): string {
  if (cwd === "~") return "~";
  return cwd.startsWith("~/") ? `~/${quoted(cwd.slice(2))}` : quoted(cwd.startsWith("-") ? `./${cwd}` : cwd);
}
