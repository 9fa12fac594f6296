import type { SupportedMessagePort } from "@orpc/client/message-port";
import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain, WebContents } from "electron";
import { z } from "zod";
import { requestProblem } from "../../jobs/api/guard-port.ts";
import {
  type NativeMenuEntry,
  portMessage,
  type ShellAction,
  shellActions,
  type WindowTarget,
} from "../../jobs/api/shell.ts";
import { messageOf } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import { type ShownTheme, shownThemeSchema } from "../../jobs/model/theme.ts";
import { appOrigin } from "./app-files.ts";
import { frameLimit } from "./frame-limit.ts";
import { menuBarSchema } from "./menu-bar.ts";
import {
  askPort,
  longestFailure,
  nowShowing,
  openTarget,
  pageFailed,
  runCommand,
  saveLog,
  setMenuBar,
  shellAct,
  showTaskFile,
  themeShown,
} from "./shell-messages.ts";

export type ContractPortOptions = {
  readonly ipcMain: IpcMain;
  readonly createChannel: () => MessageChannelMain;
  readonly log: HostLog;
  /** The page that may ask; null while there is none. */
  readonly page: () => WebContents | null;
  /** Serves the contract on a port. */
  readonly serve: (port: ClosablePort) => void | Promise<void>;
  /** The page is there and listens. */
  readonly onReady: () => void;
  readonly onShowing: (target: WindowTarget) => void;
  /** Null: the folder of the task files. */
  readonly onShowTaskFile: (name: string | null) => void;
  readonly onSaveLog: (runId: string) => void;
  readonly onAct: (action: ShellAction) => void;
  /** The page is drawn in this theme now. */
  readonly onTheme: (theme: ShownTheme) => void;
  readonly onMenuBar: (menus: readonly NativeMenuEntry[]) => void;
};

export type ContractOffer = {
  /** Hands the page that has a port another one: the host behind it has changed. */
  readonly renew: () => void;
};

const targetSchema: z.ZodType<WindowTarget> = z.discriminatedUnion("view", [
  z.strictObject({ view: z.literal("jobs") }),
  z.strictObject({ view: z.literal("job"), taskId: z.string().max(200), part: z.literal("run-with").exactOptional() }),
  z.strictObject({ view: z.literal("run"), runId: z.string().max(64) }),
  z.strictObject({ view: z.literal("settings"), group: z.string().max(100).exactOptional() }),
]);

/** A name right in a folder: nothing that leads elsewhere. */
const fileNameSchema = z
  .string()
  .max(255)
  .regex(/^[^/\\\0]+$/)
  .refine((name) => name !== "." && name !== "..")
  .nullable();

/**
 * The one place where messages from a page arrive. Each is taken only from the top frame of our window while it shows our
 * own page; all that follows goes over the port that such a page is handed.
 */
export function offerContract(options: ContractPortOptions): ContractOffer {
  const { ipcMain, log, page } = options;
  let current: MessagePortMain | null = null;

  const trusted = (event: IpcMainEvent): boolean => {
    const ours = isOurPage(event, page());
    if (!ours) log.warn("A message from a page that is not ours was refused", { from: event.senderFrame?.url ?? "" });
    return ours;
  };

  const connect = async (port: MessagePortMain): Promise<void> => {
    try {
      await options.serve(guardedPort(port, log));
      // Not before: what comes in while nobody listens would be lost.
      port.start();
    } catch (error) {
      log.error(`The window could not be connected: ${messageOf(error)}`);
      port.close();
    }
  };

  const handOver = (to: WebContents): void => {
    // A page has one connection: the one before it is of no use to anybody.
    current?.close();
    const { port1, port2 } = options.createChannel();
    current = port1;
    to.postMessage(portMessage, null, [port2]);
    void connect(port1);
  };

  ipcMain.on(askPort, (event) => {
    if (!trusted(event)) return;
    handOver(event.sender);
    options.onReady();
  });

  /** Takes a message of the page's: what is not of its form is nothing that our page would send, and does nothing. */
  const take = <T>(channel: string, schema: z.ZodType<T>, act: (value: T) => void): void => {
    ipcMain.on(channel, (event, value: unknown) => {
      if (!trusted(event)) return;
      const parsed = schema.safeParse(value);
      if (parsed.success) act(parsed.data);
    });
  };
  take(nowShowing, targetSchema, options.onShowing);
  take(showTaskFile, fileNameSchema, options.onShowTaskFile);
  take(saveLog, z.string().min(1).max(64), options.onSaveLog);
  take(shellAct, z.enum(shellActions), options.onAct);
  take(
    pageFailed,
    z.string().min(1).max(longestFailure),
    // No line of it can pass for an entry of its own.
    aFewAMinute((what) => log.error(`The window: ${what.replace(/\r?\n/g, "\n  ")}`)),
  );
  take(setMenuBar, menuBarSchema, options.onMenuBar);
  take(themeShown, shownThemeSchema, options.onTheme);

  return {
    renew: () => {
      const shown = page();
      if (shown !== null && current !== null) handOver(shown);
    },
  };
}

const failuresAMinute = 10;

/** A page that fails with every frame fills no disk. */
function aFewAMinute(tell: (what: string) => void): (what: string) => void {
  let told: readonly number[] = [];
  return (what) => {
    told = told.filter((at) => at > Date.now() - 60_000);
    if (told.length >= failuresAMinute) return;
    told = [...told, Date.now()];
    tell(what);
  };
}

/** Asks the page to show something. */
export function sendTarget(page: WebContents, target: WindowTarget): void {
  page.send(openTarget, target);
}

/** Asks the page to run a command, which was chosen in the system's menu bar. */
export function sendCommand(page: WebContents, command: string, subject: string | undefined): void {
  page.send(runCommand, command, subject);
}

/** What is looked at of a message's sender. */
export type Sender = Pick<IpcMainEvent, "senderFrame" | "sender">;

/** True for the top frame of our window, showing a page of our origin. */
export function isOurPage({ sender, senderFrame }: Sender, page: WebContents | null): boolean {
  if (page === null || sender !== page || senderFrame === null) return false;
  return senderFrame === page.mainFrame && senderFrame.origin === appOrigin;
}

/** A port that can be closed from this side. */
export type ClosablePort = SupportedMessagePort & { readonly close: () => void };

/**
 * The host's end of the port. A frame that our own client would not have sent closes it: the page, whoever runs in it now,
 * has to load anew to get another.
 */
export function guardedPort(
  port: Pick<MessagePortMain, "on" | "postMessage" | "close">,
  log: HostLog,
  now: () => number = Date.now,
): ClosablePort {
  const withinLimit = frameLimit(now);
  let closed = false;
  const refuse = (reason: string): void => {
    closed = true;
    log.warn(`The window's connection was closed because of a message: ${reason}`);
    port.close();
  };
  return {
    close: () => port.close(),
    postMessage: (data: unknown) => {
      if (!closed) port.postMessage(data);
    },
    on: (event: string, callback: (event?: { data: unknown }) => void) => {
      if (event === "close") port.on("close", () => callback());
      if (event !== "message") return;
      port.on("message", ({ data }) => {
        if (closed) return;
        const problem = requestProblem(data);
        if (problem !== undefined) refuse(problem);
        else if (withinLimit()) callback({ data });
        else refuse("more calls than a page of ours ever makes");
      });
    },
  };
}
