import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import type { KeybindingsText } from "../../../jobs/api/window-contract.ts";
import type { LogLine } from "../../../jobs/model/log.ts";
import { createTopic } from "./topics.ts";

const api = implement(contract);
const path = "/home/ada/.local/share/jobdeck/keybindings.json";

export type SampleWindowOptions = {
  readonly now: () => number;
  /** The text of keybindings.json. */
  readonly keybindings?: string;
  /** Whether the host has written anything into its log. Default: it has. */
  readonly quietHost?: boolean;
};

/** `keybindings.json` and the host's log, in memory. */
export function sampleWindowHandlers(options: SampleWindowOptions) {
  const files = createTopic<KeybindingsText>();
  let count = 1;
  let file: KeybindingsText = { path, text: options.keybindings ?? "", version: "1", problem: null };
  const lines = options.quietHost ? [] : hostLines(options.now());
  return {
    keybindings: {
      follow: api.keybindings.follow.handler(async function* ({ signal }) {
        const news = files.listen(signal);
        yield file;
        yield* news;
      }),
      save: api.keybindings.save.handler(({ input: { text, version } }) => {
        if (version !== file.version) throw new ORPCError("NOT_ALLOWED", { message: `${path} was changed elsewhere.` });
        count += 1;
        file = { ...file, text, version: String(count) };
        files.tell(file);
        return { version: file.version };
      }),
    },
    hostLog: api.hostLog.handler(async function* ({ signal }) {
      const nothing = createTopic<{ lines: LogLine[] }>().listen(signal);
      yield { lines };
      yield* nothing;
    }),
  };
}

function hostLines(now: number): LogLine[] {
  const texts: readonly (readonly [LogLine["level"], string])[] = [
    ["info", "Host started for /home/ada/.local/share/jobdeck { version: '0.1.0', pid: 4711, zone: 'Europe/Berlin' }"],
    ["info", "Daily backup daily-2026-11-23 was made and verified (20.1 MB)"],
    ["warn", "Changes in /home/ada/.local/share/jobdeck/tasks are noticed at the next start only: too many watchers"],
    [
      "error",
      "A call failed unexpectedly Error: connect ECONNREFUSED 127.0.0.1:9000\n    at TCPConnectWrap.afterConnect (node:net:1637:16)",
    ],
    ["info", "The computer was asleep for 2 h 4 m; 3 due times are looked at"],
  ];
  return texts.map(([level, message], index) => ({ seq: index + 1, at: now - (6 - index) * 900_000, level, message }));
}
