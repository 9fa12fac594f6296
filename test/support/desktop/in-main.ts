import type { ElectronApplication } from "playwright-core";

/**
 * Runs a function in the main process of an app and brings back what it returns, which must be plain data.
 *
 * V8 holds what Playwright waits for weakly, and once in a great while collects it although the function has run (seen
 * while an app started). It is asked again then, so the function must do no harm when it runs twice.
 */
export async function inMain<Result, Argument = undefined>(
  app: ElectronApplication,
  run: (electron: typeof Electron.CrossProcessExports, argument: Argument) => Result | Promise<Result>,
  argument?: Argument,
): Promise<Result> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await app.evaluate(run as never, argument as never);
    } catch (error) {
      if (asked === 3 || !String(error).includes("promise was garbage collected")) throw error;
    }
  }
}
