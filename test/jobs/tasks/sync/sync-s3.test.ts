import { randomBytes } from "node:crypto";
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  type Fault,
  type OpenAiStandIn,
  type OpenAiStandInOptions,
  startOpenAiStandIn,
} from "../../../../jobs/demo/openai-stand-in.ts";
import { type CephRgw, startCephRgw } from "../../../support/ceph-rgw.ts";
import { isLeftOut } from "../../../support/left-out.ts";
import { type RecordingProxy, startRecordingProxy } from "../../../support/recording-proxy.ts";
import { runSync } from "../../../support/run-sync.ts";
import { tempHome } from "../../../support/temp-home.ts";

const tenMiB = 10 * 1024 * 1024;

describe.skipIf(isLeftOut("s3"))("sync-s3 against a real S3 server", () => {
  let rgw: CephRgw;
  let proxy: RecordingProxy;
  let buckets = 0;

  beforeAll(async () => {
    rgw = await startCephRgw();
    proxy = await startRecordingProxy(rgw.endpoint);
  }, 90_000);

  afterAll(async () => {
    await proxy?.close();
    await rgw?.stop();
  });

  type Files = Readonly<Record<string, string | Uint8Array>>;

  /** A bucket and a vector store of the test's own. */
  async function workspace(files: Files, options: OpenAiStandInOptions = {}) {
    buckets += 1;
    const bucket = `notes-${buckets}`;
    await rgw.client.send(new CreateBucketCommand({ Bucket: bucket }));
    const put = (more: Files) =>
      Promise.all(
        Object.entries(more).map(([Key, Body]) => rgw.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))),
      );
    await put(files);
    const openai = await startOpenAiStandIn({ apiKey: "sk-test", ...options });
    onTestFinished(openai.close);
    const settings = {
      "s3.bucket": bucket,
      "s3.endpoint": proxy.url,
      "s3.region": rgw.region,
      "s3.accessKeyId": rgw.accessKeyId,
      "s3.secretAccessKey": rgw.secretAccessKey,
      "openai.apiKey": "sk-test",
      "openai.baseUrl": openai.url,
      "openai.vectorStoreName": "notes",
    };
    const home = tempHome();
    const sync = (payload: Record<string, unknown> = {}, changed: Record<string, string> = {}) =>
      runSync({ home, settings: { ...settings, ...changed }, payload });
    const remove = (Key: string) => rgw.client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    return { openai, sync, put, remove, settings, home };
  }

  it("takes Markdown in any case, keeps the base name, and stores the whole key with each file", async () => {
    const { openai, sync } = await workspace({
      "a.md": "one",
      "deep/er/B.MD": "two",
      "c.Markdown": "three",
      "d.txt": "no",
      md: "no",
      "e.md.bak": "no",
    });
    const { output, report } = await sync();
    expect(output).toMatchObject({ listed: 6, markdown: 3, uploaded: 3, bytes: 11, failed: 0, skipped: 0 });
    expect(report).toEqual({ summary: "3 uploaded" });
    expect(inside(openai)).toEqual({ "a.md": "a.md", "c.Markdown": "c.Markdown", "deep/er/B.MD": "B.MD" });
  });

  it("costs only the listing when nothing has changed", async () => {
    const { openai, sync } = await workspace({ "a.md": "one", "b.md": "two" });
    await sync();
    const [s3Before, openaiBefore] = [proxy.requests.length, openai.calls.length];
    const { output } = await sync();
    expect(output).toMatchObject({ unchanged: 2, uploaded: 0, bytes: 0 });
    expect(proxy.requests.slice(s3Before).map(({ method, path }) => `${method} ${path.split("?")[0]}`)).toHaveLength(1);
    expect(openai.calls.slice(openaiBefore)).toEqual([{ method: "GET", path: "/vector_stores" }]);
  });

  it("pages through more than 1,000 keys", async () => {
    const names = Array.from(
      { length: 1_205 },
      (_, index) => `n/${String(index).padStart(5, "0")}.${index % 400 === 0 ? "md" : "txt"}`,
    );
    const { sync } = await workspace(Object.fromEntries(names.map((name) => [name, "x"])));
    expect((await sync()).output).toMatchObject({ listed: 1_205, markdown: 4, uploaded: 4 });
  }, 60_000);

  it("takes exactly 10 MiB, skips one byte more, and skips what is empty", async () => {
    const { sync } = await workspace({
      "limit.md": randomBytes(tenMiB),
      "over.md": randomBytes(tenMiB + 1),
      "empty.md": "",
    });
    const { output } = await sync();
    expect(output).toMatchObject({ uploaded: 1, bytes: tenMiB, skipped: 2, failed: 0 });
    expect(output.skippedFiles).toEqual([
      { key: "empty.md", reason: "empty file" },
      { key: "over.md", reason: `${tenMiB + 1} bytes is over the limit of ${tenMiB}` },
    ]);
  }, 30_000);

  it("takes keys as strange as they come", async () => {
    const strange = [
      "a b.md",
      "ü/ñ/日本.md",
      "plus+and&more.md",
      "100%.md",
      "a%2Fb.md",
      "q?x#y.md",
      "'quoted'.md",
      "emoji 🎉.md",
      "dots/../x.md",
      "semi;colon=,.md",
    ];
    const { openai, sync } = await workspace(Object.fromEntries(strange.map((key) => [key, key])));
    const { output } = await sync();
    expect(output).toMatchObject({ uploaded: strange.length, failedFiles: [] });
    expect(Object.keys(inside(openai)).sort()).toEqual([...strange].sort());
  });

  it("reports a key that is too long for an attribute and takes the others", async () => {
    const long = `${"x".repeat(600)}.md`;
    const { sync } = await workspace({ [long]: "no", "a.md": "yes" });
    const { output, report } = await sync();
    expect(output).toMatchObject({ uploaded: 1, failed: 1 });
    expect(output.failedFiles[0]).toMatchObject({ key: long, error: expect.stringContaining("603 characters") });
    expect(report.outcome).toBe("warnings");
  });

  it("sends none of the checksum headers that Backblaze B2 refuses", async () => {
    const { sync } = await workspace({ "a.md": "one" });
    const before = proxy.requests.length;
    await sync();
    const headers = proxy.requests.slice(before).flatMap((request) => Object.keys(request.headers));
    expect(headers.length).toBeGreaterThan(0);
    expect(
      headers.filter((name) => name.startsWith("x-amz-checksum") || name.startsWith("x-amz-sdk-checksum")),
    ).toEqual([]);
  });

  it("replaces a changed file and leaves no old version behind", async () => {
    const { openai, sync, put } = await workspace({ "a.md": "old", "b.md": "same" });
    await sync();
    await put({ "a.md": "new!" });
    expect((await sync()).output).toMatchObject({ uploaded: 1, unchanged: 1 });
    expect(contents(openai)).toEqual(["new!", "same"]);
    expect(openai.state.files.size).toBe(2);
  });

  it("removes what left the bucket only when asked to, and never what it did not put there", async () => {
    const { openai, sync, remove } = await workspace({ "a.md": "one", "b.md": "two" });
    await sync();
    const [store] = openai.state.stores.values();
    store?.files.set("foreign", { fileId: "foreign", attributes: { key: "b.md" } });
    await remove("b.md");
    expect((await sync()).output).toMatchObject({ deleted: 0 });
    expect((await sync({ mirrorDeletes: true })).output).toMatchObject({ deleted: 1, unchanged: 1 });
    expect([...(store?.files.keys() ?? [])]).toContain("foreign");
    expect(contents(openai)).toEqual(["one"]);
  });

  it("changes nothing anywhere in a dry run", async () => {
    const { openai, sync } = await workspace({ "a.md": "one", "b.md": "two" });
    const { output } = await sync({ dryRun: true });
    expect(output).toMatchObject({ uploaded: 0, dryRun: { wouldUpload: 2, wouldDelete: 0 } });
    expect(openai.state.stores.size).toBe(0);
    expect(openai.calls.every(({ method }) => method === "GET")).toBe(true);
    expect((await sync()).output.uploaded).toBe(2);
  });

  it("takes everything again when asked for a full sync, without doubling it", async () => {
    const { openai, sync } = await workspace({ "a.md": "one" });
    await sync();
    expect((await sync({ full: true })).output).toMatchObject({ uploaded: 1, unchanged: 0 });
    expect(openai.state.files.size).toBe(1);
  });

  it("syncs only what begins with the prefix", async () => {
    const { sync } = await workspace({ "x/a.md": "one", "y/b.md": "two" });
    expect((await sync({ prefix: "x/" })).output).toMatchObject({ listed: 1, uploaded: 1 });
    expect((await sync({ prefix: "y/", mirrorDeletes: true })).output).toMatchObject({ uploaded: 1, deleted: 0 });
  });

  it("fills a new vector store when the old one has vanished", async () => {
    const { openai, sync } = await workspace({ "a.md": "one" });
    await sync();
    openai.state.stores.clear();
    expect((await sync()).output).toMatchObject({ uploaded: 1, unchanged: 0 });
  });

  it("refuses to guess between two stores of the same name", async () => {
    const { openai, sync } = await workspace({ "a.md": "one" });
    openai.state.stores.set("vs_1", { name: "notes", files: new Map() });
    openai.state.stores.set("vs_2", { name: "notes", files: new Map() });
    await expect(sync()).rejects.toThrow(/2 vector stores are called "notes": vs_2 and vs_1/);
  });

  it.each([
    ["a wrong bucket", { "s3.bucket": "nowhere" }, /there is no bucket "nowhere"/],
    ["an unknown access key", { "s3.accessKeyId": "AKIAWRONG" }, /access key ID "AKIA…" is unknown/],
    ["a wrong secret", { "s3.secretAccessKey": "wrong" }, /secret access key does not fit/],
    ["a wrong API key", { "openai.apiKey": "sk-wrong" }, /API key is not accepted/],
  ])("fails at once with what to do on %s", async (_what, changed, message) => {
    const { sync } = await workspace({ "a.md": "one" });
    await expect(sync({}, changed as Record<string, string>)).rejects.toMatchObject({
      name: "NonRetryableError",
      message: expect.stringMatching(message),
    });
  });

  it("fails so that a retry can help when nothing answers", async () => {
    const { sync } = await workspace({ "a.md": "one" });
    await expect(sync({}, { "s3.endpoint": "http://127.0.0.1:9" })).rejects.toMatchObject({
      code: "TASK_FAILED",
      message: expect.stringContaining("cannot be reached"),
    });
  });

  const uploads = (call: { method: string; path: string }) => call.method === "POST" && call.path === "/files";

  it.each<[string, Fault]>([
    ["500", { kind: "status", status: 500 }],
    ["429 with a wait", { kind: "status", status: 429, retryAfter: "0.2" }],
    ["a cut connection", { kind: "reset" }],
  ])("tries an upload three times through %s", async (_what, fault) => {
    let left = 2;
    const { openai, sync } = await workspace(
      { "a.md": "one" },
      { fault: (call) => (uploads(call) && left-- > 0 ? fault : undefined) },
    );
    expect((await sync()).output).toMatchObject({ uploaded: 1, failed: 0 });
    expect(openai.calls.filter(uploads)).toHaveLength(3);
  });

  it("leaves no orphan when an upload was stored and its answer lost", async () => {
    let lost = 1;
    const { openai, sync } = await workspace(
      { "a.md": "one", "b.md": "two" },
      { fault: (call) => (uploads(call) && lost-- > 0 ? { kind: "lost-answer" } : undefined) },
    );
    expect((await sync()).output).toMatchObject({ uploaded: 2, failed: 0 });
    expect(contents(openai)).toEqual(["one", "two"]);
    expect(openai.state.files.size).toBe(2);
  });

  it("reports a file whose processing fails and takes the other files of its batch", async () => {
    const { openai, sync } = await workspace(
      { "a.md": "one", "b.md": "two", "c.md": "three" },
      { processing: (file) => (file.filename === "b.md" ? "unsupported content" : undefined) },
    );
    const { output } = await sync();
    expect(output).toMatchObject({
      uploaded: 2,
      failed: 1,
      failedFiles: [{ key: "b.md", error: "unsupported content" }],
    });
    expect(contents(openai)).toEqual(["one", "three"]);
    expect(openai.state.files.size).toBe(2);
  });

  it.each([400, 401, 403, 404])("never repeats a call that was answered %i", async (status) => {
    const { openai, sync } = await workspace(
      { "a.md": "one" },
      { fault: (call) => (uploads(call) ? { kind: "status", status } : undefined) },
    );
    await sync().catch(() => undefined);
    expect(openai.calls.filter(uploads)).toHaveLength(1);
  });

  it("does not retry when the quota is spent", async () => {
    const fault: Fault = { kind: "status", status: 429, code: "insufficient_quota" };
    const { openai, sync } = await workspace(
      { "a.md": "one" },
      { fault: (call) => (uploads(call) ? fault : undefined) },
    );
    await expect(sync()).rejects.toMatchObject({
      name: "NonRetryableError",
      message: expect.stringContaining("quota"),
    });
    expect(openai.calls.filter(uploads)).toHaveLength(1);
  });

  it("comes back when the service says, if that is long", async () => {
    const fault: Fault = { kind: "status", status: 429, retryAfter: "120" };
    const { sync } = await workspace({ "a.md": "one" }, { fault: (call) => (uploads(call) ? fault : undefined) });
    await expect(sync()).rejects.toMatchObject({ name: "RetryAfterError", after: 120_000 });
  });

  it("resumes where it was after the service broke down in the middle", async () => {
    const files = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`n${index}.md`, `text ${index}`]));
    let down = false;
    let done = 0;
    const fault = (call: { method: string; path: string }): Fault | undefined => {
      if (uploads(call)) done += 1;
      down ||= done > 25;
      return down && call.method === "POST" ? { kind: "reset" } : undefined;
    };
    let working = false;
    const { openai, sync } = await workspace(files, { fault: (call) => (working ? undefined : fault(call)) });
    await sync().catch(() => undefined);
    const before = openai.calls.filter(uploads).length;
    working = true;
    const { output } = await sync();
    expect(output.uploaded + output.unchanged).toBe(45);
    expect(output.unchanged).toBe(20);
    expect(openai.calls.filter(uploads).length - before).toBe(25);
    expect(openai.state.files.size).toBe(45);
    expect(new Set(contents(openai)).size).toBe(45);
  }, 30_000);
});

/** Key and file name of everything that is searchable. */
function inside({ state }: OpenAiStandIn): Record<string, string> {
  const [store] = state.stores.values();
  const entries = [...(store?.files.values() ?? [])].map(({ fileId, attributes }) => [
    String(attributes.key),
    state.files.get(fileId)?.filename ?? "gone",
  ]);
  return Object.fromEntries(entries);
}

function contents({ state }: OpenAiStandIn): readonly string[] {
  const stores = [...state.stores.values()];
  const ids = stores.flatMap((store) => [...store.files.keys()]);
  return ids.flatMap((id) => state.files.get(id)?.content.toString() ?? []).sort();
}
