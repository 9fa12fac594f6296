import { execFile } from "node:child_process";

const patienceMs = 3_000;

export type Answer = { readonly code: number; readonly text: string };

/** What a program of the system says, in English where it can; undefined when it is not there or does not answer in time. */
export function askProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Answer | undefined> {
  const options = { env: { ...env, LC_ALL: "C.UTF-8" }, timeout: patienceMs, maxBuffer: 2 ** 20, windowsHide: true };
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout) => {
      const code = error === null ? 0 : error.code;
      resolve(typeof code === "number" ? { code, text: stdout } : undefined);
    });
  });
}
