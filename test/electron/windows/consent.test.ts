import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { type Question, questionOf, withConsent } from "../../../electron/windows/consent.ts";
import type { ClosablePort } from "../../../electron/windows/contract-port.ts";
import { requestProblem } from "../../../jobs/api/guard-port.ts";
import { freeTaskIds } from "../../../jobs/model/free-tasks.ts";
import { builtInTasks } from "../../../jobs/tasks/registry.ts";

const call = (path: string, json: unknown) => JSON.stringify({ i: "7", p: { u: path, b: { json } } });
const payload = { shell: "rm -rf ~" };
const dangerous: readonly (readonly [string, unknown])[] = [
  ["/jobs/run", { taskId: "command", payload }],
  ["/jobs/run", { taskId: "http-request", payload: { url: "http://x" } }],
  ["/schedules/create", { taskId: "command", when: "@daily", payload }],
  ["/schedules/update", { scheduleId: "command:12345678", payload }],
  ["/schedules/run", { scheduleId: "command:12345678", payload }],
];

describe("a call from the window", () => {
  it.each(dangerous)("of %s with a command is a question, which shows it", (path, json) => {
    expect(questionOf(call(path, json))?.detail).toMatch(/^ {4}(rm -rf ~|http:\/\/x)$/);
  });

  it.each([
    ["/snapshot", {}],
    ["/jobs/run", { taskId: "sync-s3", payload: { dryRun: true } }],
    ["/jobs/run", { taskId: "command" }],
    ["/schedules/run", { scheduleId: "command:12345678" }],
    ["/runs/retry", { runId: "r" }],
    ["/schedules/update", { scheduleId: "command:12345678", when: "@daily" }],
    ["/schedules/update", { scheduleId: "sync-s3:default", payload: {} }],
  ])("of %s with %j is none", (path, json) => {
    expect(questionOf(call(path, json))).toBeNull();
  });

  it.each(["/jobs/run/", "/jobs/run?x=1", "/jobs/run#x", "//jobs/run", "/%6Aobs/run", "/jobs%2Frun"])(
    "of %s is refused before: the router would know it by another name",
    (path) => {
      expect(requestProblem(call(path, { taskId: "command", payload }))).toBe("not a request");
    },
  );

  it("shows what is hidden, and is refused when it is too long to be read", () => {
    const hidden = questionOf(call("/jobs/run", { taskId: "command", payload: { shell: "a\u202eb\u200bc\nd" } }));
    expect(hidden?.detail).toBe("    a\\u{202e}b\\u{200b}c\n    d");
    expect(
      questionOf(call("/jobs/run", { taskId: "command", payload: { shell: "x".repeat(5_000) } }))?.detail,
    ).toBeNull();
  });

  it("asks once for all lines of a crontab that are to become schedules, and shows their commands", () => {
    const lines = Array.from({ length: 20 }, (_, index) => ({
      importKey: `crontab:${index}`,
      command: `echo ${index}`,
    }));
    const wish = { from: "crontab", lines, paused: false };
    const question = questionOf(call("/takeOver/apply", wish));
    expect(question?.message).toBe("Let schedules run these 20 commands from now on?");
    expect(question?.detail).toMatch(/^echo 0\necho 1\n(.+\n)+and 5 more of the same source$/);
    const hidden = [{ importKey: "k", command: "a\u202eb" }];
    expect(questionOf(call("/takeOver/apply", { ...wish, lines: hidden }))?.detail).toBe("a\\u{202e}b");
    // The host refuses what is no such wish: nobody is asked.
    expect(questionOf(call("/takeOver/apply", { ...wish, lines: [] }))).toBeNull();
    expect(questionOf(call("/takeOver/preview", { from: "crontab" }))).toBeNull();
  });

  it.each([
    ["/content/sources/detect", { address: "news.example/a?b" }, "Fetch news from news.example?", "news.example/a?b"],
    [
      "/content/sources/add",
      { url: "https://a.example:8080/feed" },
      "Fetch news from a.example:8080?",
      "https://a.example:8080/feed",
    ],
    ["/content/sources/add", { url: "@channel" }, "Fetch news from this address?", "@channel"],
    [
      "/content/sources/add",
      { url: "https://good.example@evil.example/" },
      "Fetch news from evil.example?",
      "https://good.example@evil.example/",
    ],
  ])("of %s with %j is a question, which shows the address", (path, json, message, detail) => {
    expect(questionOf(call(path, json))).toMatchObject({ message, detail });
  });

  it("asks once for all feeds of a file, and shows their sites", () => {
    const outlines = Array.from({ length: 30 }, (_, place) => `<outline xmlUrl="https://s${place}.example/feed"/>`);
    const question = questionOf(call("/content/sources/importOpml", { opml: `<opml>${outlines.join("")}</opml>` }));
    expect(question?.message).toBe("Add these 30 feeds?");
    expect(question?.detail).toMatch(/^s0\.example\n(.+\n)+and 5 more sites$/);
    expect(questionOf(call("/content/sources/importOpml", { opml: "" }))).toBeNull();
  });

  it("is asked about for every task that does what its payload says", () => {
    const own = builtInTasks.filter(({ category }) => category === "Scripts").map(({ id }) => id);
    expect(own.length).toBeGreaterThan(0);
    expect(freeTaskIds).toEqual(expect.arrayContaining(own));
  });
});

describe("a port with consent", () => {
  function setUp(answer: (question: Question) => Promise<boolean>) {
    const inner = new EventEmitter();
    const sent: unknown[] = [];
    const port = {
      close: () => undefined,
      postMessage: (data: string) => sent.push(JSON.parse(data)),
      on: (event: string, listener: (event?: { data: unknown }) => void) => inner.on(event, listener),
    } as unknown as ClosablePort;
    const asked: Question[] = [];
    const guarded = withConsent(port, (question) => {
      asked.push(question);
      return answer(question);
    });
    const received: unknown[] = [];
    (guarded as unknown as EventEmitter).on("message", (event: { data: unknown }) => received.push(event.data));
    return { asked, received, sent, send: (data: unknown) => inner.emit("message", { data }) };
  }
  const run = call("/jobs/run", { taskId: "command", payload });
  const refused = (message: unknown) => ({ i: "7", p: { s: 409, b: { json: { code: "NOT_ALLOWED", message } } } });

  it("hands on what the user allowed, and everything else without a question", async () => {
    const { received, asked, send } = setUp(async () => true);
    send(call("/snapshot", {}));
    send(run);
    await expect.poll(() => received).toEqual([call("/snapshot", {}), run]);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["not allowed", async () => false],
    ["that nobody could ask about", () => Promise.reject(new Error("no window"))],
  ])("answers a call %s, and hands nothing on", async (_what, answer) => {
    const { received, sent, send } = setUp(answer);
    send(run);
    await expect.poll(() => sent).toMatchObject([refused(expect.stringContaining("not confirmed"))]);
    expect(received).toEqual([]);
  });

  it("asks about a site once as long as the window is connected", async () => {
    const { received, asked, send } = setUp(async () => true);
    const calls = ["https://a.example/", "https://a.example/feed", "https://b.example/"].map((url) =>
      call("/content/sources/add", { url }),
    );
    for (const [place, each] of calls.entries()) {
      send(each);
      await expect.poll(() => received).toHaveLength(place + 1);
    }
    expect(asked.map(({ site }) => site)).toEqual(["a.example", "b.example"]);
  });

  it("asks one question at a time", async () => {
    const { asked, sent, send } = setUp(() => new Promise(() => undefined));
    send(run);
    send(run);
    expect(asked).toHaveLength(1);
    await expect.poll(() => sent).toMatchObject([refused(expect.stringContaining("Another question"))]);
  });
});
