import { onMessagePortClose, onMessagePortMessage } from "@orpc/client/message-port";
import { z } from "zod";
import { freeTaskIds } from "../../jobs/model/free-tasks.ts";
import { takeOverWishSchema } from "../../jobs/model/take-over.ts";
import type { ClosablePort } from "./contract-port.ts";
import { payloadWords } from "./payload-words.ts";
import { sourceCalls, sourceQuestion } from "./source-question.ts";

/** What the user is asked before a call goes on. */
export type Question = {
  /** The call's id, to answer it. */
  readonly id: string;
  readonly message: string;
  /** The payload, with nothing left out; null when it is too long to be read in a dialog. */
  readonly detail: string | null;
  /** What is confirmed with it for as long as the window is connected; another question with the same is not asked. */
  readonly site?: string;
};

const longestDetail = 4_000;

/** Stands beneath every question: it comes from outside of the window, which looks as if it were a mistake. */
export const whyAsked =
  "Jobdeck asks here, outside of its window, so that no page can make it run programs or fetch addresses by itself. Allow it if this is what you have just entered.";

const callSchema = z.object({
  i: z.string(),
  p: z.object({
    u: z.enum([
      "/jobs/run",
      "/schedules/run",
      "/schedules/create",
      "/schedules/update",
      "/takeOver/apply",
      ...sourceCalls,
    ]),
    b: z.object({
      json: z.looseObject({
        taskId: z.string().optional(),
        scheduleId: z.string().optional(),
        payload: z.unknown().optional(),
      }),
    }),
  }),
});

/**
 * What the user has to confirm of a call from the window, which may not choose commands and addresses by itself: a run or
 * a schedule of a free task with a payload. Null for every other call. The guard before it takes a path in one spelling only.
 */
export function questionOf(data: string): Question | null {
  const parsed = callSchema.safeParse(JSON.parse(data));
  if (!parsed.success) return null;
  const { u: path, b } = parsed.data.p;
  if (isSourceCall(path)) {
    const question = sourceQuestion(b.json);
    return question && { ...question, id: parsed.data.i, detail: visible(question.detail) };
  }
  if (path === "/takeOver/apply") return takeOverQuestion(parsed.data.i, b.json);
  const { taskId, scheduleId, payload } = b.json;
  const isOfSchedule = path === "/schedules/update" || path === "/schedules/run";
  const task = isOfSchedule ? scheduleId?.split(":")[0] : taskId;
  if (payload === undefined || task === undefined || !freeTaskIds.includes(task)) return null;
  const detail = visible(payloadWords(payload));
  return {
    id: parsed.data.i,
    message: messageOf(path, nouns[task] ?? task),
    detail: detail.length <= longestDetail ? detail : null,
  };
}

const nouns: Readonly<Record<string, string>> = { command: "command", "http-request": "request" };

function messageOf(path: string, noun: string): string {
  if (path === "/jobs/run" || path === "/schedules/run") return `Run this ${noun} now?`;
  return path === "/schedules/create" ? `Make a job of this ${noun}?` : `Let the job run this ${noun} from now on?`;
}

function isSourceCall(path: string): boolean {
  return sourceCalls.some((call) => call === path);
}

/** Lines that are shown; all of them come from the user's own crontab and timers, and the host reads them there. */
const shownLines = 15;

/** Lines of the user's own crontab, or of timers, that are to become schedules: asked once for all of them. */
function takeOverQuestion(id: string, wish: unknown): Question | null {
  const parsed = takeOverWishSchema.safeParse(wish);
  if (!parsed.success) return null;
  const { lines, paused } = parsed.data;
  const shown = lines.slice(0, shownLines).map(({ command }) => visible(command).slice(0, 200));
  const more = lines.length - shown.length;
  const count = lines.length === 1 ? "this command" : `these ${lines.length} commands`;
  return {
    id,
    message: paused ? `Make schedules, paused, for ${count}?` : `Let schedules run ${count} from now on?`,
    detail: [...shown, ...(more > 0 ? [`and ${more} more of the same source`] : [])].join("\n"),
  };
}

/** Characters that are not seen, or that turn around what is, are written out: what is confirmed is what is run. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f\u00ad]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The port, less the calls that the user did not confirm. One question at a time; others are refused meanwhile. */
export function withConsent(port: ClosablePort, ask: (question: Question) => Promise<boolean>): ClosablePort {
  let asking = false;
  const confirmed = new Set<string>();
  const refuse = ({ id }: Question, message: string) => {
    const error = { defined: false, code: "NOT_ALLOWED", status: 409, message };
    port.postMessage(JSON.stringify({ i: id, p: { s: 409, b: { json: error } } }));
  };
  const decide = async (question: Question, goOn: () => void) => {
    if (question.site !== undefined && confirmed.has(question.site)) return goOn();
    if (question.detail === null)
      return refuse(
        question,
        "The payload is too long to be confirmed here. Use the command line: jobdeck schedule add.",
      );
    if (asking) return refuse(question, "Another question is open. Answer that one first.");
    asking = true;
    const allowed = await ask(question).catch(() => false);
    asking = false;
    if (allowed && question.site !== undefined) confirmed.add(question.site);
    if (allowed) goOn();
    else refuse(question, "It was not confirmed; nothing was done.");
  };
  return {
    close: () => port.close(),
    postMessage: (data: unknown) => port.postMessage(data),
    on: (event: string, callback: (event?: { data: unknown }) => void) => {
      if (event === "close") onMessagePortClose(port, () => callback());
      if (event !== "message") return;
      onMessagePortMessage(port, (data: unknown) => {
        const question = typeof data === "string" ? questionOf(data) : null;
        if (question === null) callback({ data });
        else void decide(question, () => callback({ data }));
      });
    },
  };
}
