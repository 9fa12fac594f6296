import type { App, Dialog } from "electron";
import { type StartProblem, startProblem } from "./start-problem.ts";

export type TellProblemOptions = {
  readonly app: Pick<App, "relaunch" | "exit" | "isReady">;
  /** null where there is no screen. */
  readonly dialog: Pick<Dialog, "showErrorBox" | "showMessageBoxSync"> | null;
  readonly home: string;
  readonly write: (text: string) => void;
  /** Puts that backup in place. */
  readonly goBack: (backup: string) => Promise<void>;
};

/** Says why the app cannot start, in the terminal and in one dialog, which offers a backup where there is one; then ends. */
export async function tellProblem(problem: StartProblem, options: TellProblemOptions): Promise<void> {
  const { app, dialog, write } = options;
  const { title, text, exitCode, backup } = problem;
  write(`${title}: ${text}\n`);
  const canOffer = dialog !== null && backup !== null && app.isReady();
  if (canOffer && wantsBackup(dialog, problem)) await startAgainFrom(backup, options);
  else {
    if (!canOffer) dialog?.showErrorBox(title, text);
    app.exit(exitCode);
  }
}

async function startAgainFrom(backup: string, options: TellProblemOptions): Promise<void> {
  try {
    await options.goBack(backup);
  } catch (error) {
    return tellProblem({ ...startProblem(error, options.home), backup: null }, options);
  }
  options.app.relaunch();
  options.app.exit(0);
}

function wantsBackup(dialog: Pick<Dialog, "showMessageBoxSync">, { title, text }: StartProblem): boolean {
  const answer = dialog.showMessageBoxSync({
    ...{ type: "error", title, message: title, detail: text },
    ...{ buttons: ["Quit", "Restore the newest backup"], defaultId: 0, cancelId: 0, noLink: true },
  });
  return answer === 1;
}
