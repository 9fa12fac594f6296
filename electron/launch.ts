import type { WindowTarget } from "../jobs/api/shell.ts";

/** What a start of the program asks for. A second start hands it to the first. */
export type Launch = {
  /** Only the tray, as at login. */
  readonly hidden: boolean;
  readonly demo: boolean;
  readonly target: WindowTarget | null;
};

/** The scheme of links to runs: `jobdeck://run/<id>`. */
export const linkScheme = "jobdeck";

/** Reads the arguments of a start. What it does not know is Chromium's or the system's, and is left alone. */
export function parseLaunch(args: readonly string[]): Launch {
  const link = args.find((arg) => arg.startsWith(`${linkScheme}:`));
  return {
    hidden: args.includes("--hidden"),
    demo: args.includes("--demo"),
    target: link === undefined ? null : parseLink(link),
  };
}

/** Where a link leads, or null when it is not exactly one of ours: any web page may open such a link. */
export function parseLink(link: string): WindowTarget | null {
  const runId = /^jobdeck:\/\/run\/([\w-]{1,64})\/?$/.exec(link)?.[1];
  return runId === undefined ? null : { view: "run", runId };
}
