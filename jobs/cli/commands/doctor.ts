import { accessSync, constants, mkdirSync } from "node:fs";
import type { Command } from "commander";
import { JobdeckError, messageOf } from "../../model/errors.ts";
import type { Check } from "../../model/read-models/host.ts";
import type { CliContext } from "../context.ts";
import { openAccess } from "../host-access.ts";
import { Exit } from "../output.ts";

/** Looks at everything that keeps Jobdeck from working, and also when no host can start. */
export function addDoctor(program: Command, { output, home }: CliContext): void {
  program
    .command("doctor")
    .description("check home, databases, keychain, credentials and clock, and say what to do")
    .action(async () => {
      const checks = [nodeCheck(), homeCheck(home()), clockCheck(), ...(await hostChecks(home()))];
      output.json(checks);
      const { paint } = output;
      const marks = { ok: paint.green("ok     "), warning: paint.yellow("warning"), problem: paint.red("problem") };
      for (const check of checks) {
        output.line(`${marks[check.status]}  ${paint.bold(check.title)}: ${check.message}`);
        if (check.remedy) output.line(`         ${paint.dim(check.remedy)}`);
      }
      if (checks.some((check) => check.status === "problem")) throw new Exit(1);
    });
}

function nodeCheck(): Check {
  return { id: "node", title: "Node.js", status: "ok", message: process.versions.node, remedy: null };
}

function homeCheck(home: string): Check {
  const base = { id: "home", title: "Home" } as const;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK);
    return { ...base, status: "ok", message: home, remedy: null };
  } catch (error) {
    const remedy = "Give your user the right to write there, or choose another folder with --home or JOBDECK_HOME.";
    return { ...base, status: "problem", message: `${home} cannot be written (${messageOf(error)}).`, remedy };
  }
}

function clockCheck(): Check {
  const base = { id: "clock", title: "Clock" } as const;
  const now = new Date();
  if (now.getUTCFullYear() >= 2026) return { ...base, status: "ok", message: now.toISOString(), remedy: null };
  return {
    ...base,
    status: "problem",
    message: `It is ${now.toISOString()}, which cannot be.`,
    remedy: "Set the computer's clock.",
  };
}

async function hostChecks(home: string): Promise<readonly Check[]> {
  const base = { id: "host", title: "Host" } as const;
  try {
    const access = await openAccess(home);
    try {
      const message = access.isHost ? "None was running; one could be started." : "One is running and answers.";
      return [{ ...base, status: "ok", message, remedy: null }, ...(await access.client.doctor({}))];
    } finally {
      await access.close();
    }
  } catch (error) {
    const remedy = error instanceof JobdeckError ? null : "Please report this with the text above.";
    return [{ ...base, status: "problem", message: messageOf(error), remedy }];
  }
}
