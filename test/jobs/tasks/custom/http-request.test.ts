import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { readBody, serveLocally } from "../../../../jobs/demo/local-server.ts";
import { httpRequest } from "../../../../jobs/tasks/custom/http-request.ts";
import { executeInProcess } from "../../../support/execute-in-process.ts";
import { linesOf, openBuiltIn, runToEnd } from "../../../support/run-in-engine.ts";

type Asked = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of the test's own that remembers what it was asked. */
async function serve(answer: Answer) {
  const asked: Asked[] = [];
  const server = await serveLocally(async (request, response) => {
    const body = (await readBody(request)).toString();
    asked.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    answer(request, response);
  });
  onTestFinished(server.close);
  return { url: server.url, asked };
}

const run = (payload: unknown, secrets?: Readonly<Record<string, string>>) =>
  executeInProcess(httpRequest, payload, secrets);

describe("a request", () => {
  it("shows and gives back the answer", async () => {
    const { url, asked } = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"up":true}'),
    );
    const ended = await run({ url: `${url}/health?a=1` });
    expect(asked).toMatchObject([{ method: "GET", url: "/health?a=1", body: "" }]);
    expect(ended.run).toMatchObject({
      ...{ status: "completed", summary: "200 OK" },
      output: {
        ...{ status: 200, statusText: "OK", url: `${url}/health?a=1`, redirects: 0, contentType: "application/json" },
        ...{ body: '{"up":true}', bodyBytes: 11, truncated: false, durationMs: expect.any(Number) },
      },
    });
    expect(linesOf(ended, "info")).toEqual([expect.stringMatching(/^200 OK \(11 bytes in \d+ ms\)$/), '{"up":true}']);
  });

  it.each([
    ["text", "eins\nzwei", "text/plain; charset=utf-8", "eins\nzwei"],
    ["an object", { a: [1, null] }, "application/json", '{"a":[1,null]}'],
    ["a number", 7, "application/json", "7"],
  ])("sends %s as its body", async (_what, body, type, sent) => {
    const { url, asked } = await serve((_request, response) => response.end());
    await run({ method: "post", url, body });
    expect(asked).toMatchObject([{ method: "POST", body: sent, headers: { "content-type": type } }]);
    expect(asked[0]?.headers["idempotency-key"]).toBe("the-run");
  });

  it("sends the headers that it is given over its own, and shows no secret", async () => {
    const { url, asked } = await serve((request, response) =>
      response.end(`you sent ${request.headers.authorization}`),
    );
    const headers = { "User-Agent": "me", Authorization: { secret: "custom.token", prefix: "Bearer " } };
    const ended = await run({ url, headers }, { "custom.token": "tok-0123456789" });
    expect(asked[0]?.headers).toMatchObject({ "user-agent": "me", authorization: "Bearer tok-0123456789" });
    expect(ended.run.output).toMatchObject({ body: "you sent Bearer [custom.token]" });
    expect(JSON.stringify(ended)).not.toContain("tok-0123456789");
  });

  it.each([
    [204, undefined, true],
    [404, undefined, false],
    [404, 404, true],
    [418, ["2xx", 418], true],
    [201, 200, false],
    [302, [302], true],
    [503, "5xx", true],
  ])("of status %s is as expected by %j: %s", async (status, expectStatus, good) => {
    const { url } = await serve((_request, response) => response.writeHead(status, { location: "/other" }).end());
    const { run: ended } = await run({ url, expectStatus });
    expect(ended.status === "completed").toBe(good);
  });

  it.each([
    ["up", true],
    ["down", false],
    [{ contains: "is up" }, true],
    [{ matches: "^it\\s+IS", flags: "i" }, true],
    [{ matches: "down$" }, false],
  ])("of the body 'it is up' is as expected by %j: %s", async (expectBody, good) => {
    const { url } = await serve((_request, response) => response.end("it is up"));
    const { run: ended } = await run({ url, expectBody });
    expect(ended.status === "completed").toBe(good);
  });

  it("gives up a pattern that takes too long, and does not try it again", async () => {
    const { url } = await serve((_request, response) => response.end(`${"a".repeat(50)}!`));
    const { run: ended } = await run({ url, expectBody: { matches: "^(a+)+$" } });
    expect(ended).toMatchObject({ status: "failed" });
    expect(ended.error?.message).toMatch(/took more than 1000 ms/);
  });

  it.each([400, 401, 403, 404, 410, 422])("does not ask again after %s", async (status) => {
    const { url, asked } = await serve((_request, response) => response.writeHead(status).end());
    const { run: ended } = await run({ url });
    expect(ended).toMatchObject({ status: "failed" });
    expect(ended.error?.message).toContain(`answered ${status}`);
    expect(asked).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503])("asks again after %s", async (status) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end());
    expect((await run({ url })).run).toMatchObject({ status: "retry" });
  });

  it.each([429, 503])("asks again after %s when the server wants it to", async (status) => {
    const { url } = await serve((_request, response) => response.writeHead(status, { "retry-after": "120" }).end());
    const before = Date.now();
    const { dueAt = 0 } = (await run({ url })).run;
    expect(dueAt - before).toBeGreaterThanOrEqual(120_000);
    expect(dueAt - before).toBeLessThan(150_000);
  });

  it("succeeds with a later try", async () => {
    let count = 0;
    const { url } = await serve((_request, response) => {
      count += 1;
      response.writeHead(count === 1 ? 500 : 200).end();
    });
    expect((await runToEnd(openBuiltIn(), "http-request", { url })).run).toMatchObject({
      ...{ status: "completed", attempts: 2 },
    });
  });

  it("says when nothing listens, and asks again", async () => {
    const { url } = await serve((_request, response) => response.end());
    const free = await serveLocally(async () => undefined);
    await free.close();
    expect(free.url).not.toBe(url);
    const { run: ended } = await run({ url: free.url });
    expect(ended).toMatchObject({ status: "retry" });
    expect(ended.error?.message).toMatch(/nothing listens at 127\.0\.0\.1:\d+/);
  });

  it("says when an answer breaks off", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setImmediate(() => response.destroy());
    });
    expect((await run({ url })).run.error?.message).toMatch(/closed the connection/);
  });

  it("waits no longer than it is told to, for the beginning and for the end", async () => {
    const silent = await serve(() => undefined);
    expect((await run({ url: silent.url, timeoutMs: 100 })).run.error?.message).toMatch(
      /no whole answer within its limit of 100 ms/,
    );
    const slow = await serve((_request, response) => void response.writeHead(200).write("a"));
    expect((await run({ url: slow.url, timeoutMs: 100 })).run.error?.message).toMatch(
      /no whole answer within its limit of 100 ms/,
    );
  });

  it("ends when it is cancelled", async () => {
    const engine = openBuiltIn();
    let onAsked: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const { url } = await serve(() => onAsked());
    const { id } = await engine.commands.run("http-request", { url });
    await begun;
    await engine.commands.cancel(id);
    expect(await engine.settled(id)).toMatchObject({ status: "cancelled" });
  });

  it("reads no more than a MiB, and keeps less", async () => {
    const { url } = await serve((_request, response) => {
      const more = () => response.write("x".repeat(65_536), () => response.destroyed || more());
      more();
    });
    const { run: ended } = await run({ url });
    expect(ended.output).toMatchObject({ status: 200, bodyBytes: 1_048_576, truncated: true });
    expect((ended.output as { body: string }).body.length).toBeLessThan(66_000);
  });

  it("tears no secret apart where it cuts the body", async () => {
    const { url } = await serve((_request, response) => response.end(`${"x".repeat(65_530)}tok-0123456789 and more`));
    const headers = { "x-token": { secret: "custom.token" } };
    const ended = await run({ url, headers }, { "custom.token": "tok-0123456789" });
    expect(JSON.stringify(ended)).not.toContain("tok-01");
  });

  it.each([
    ["gzip", gzipSync("grün")],
    ["br", brotliCompressSync("grün")],
  ])("reads an answer in %s", async (encoding, bytes) => {
    const { url } = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(bytes),
    );
    expect((await run({ url })).run.output).toMatchObject({ body: "grün" });
  });

  it("reads other charsets, and takes no picture for text", async () => {
    const { url } = await serve((request, response) =>
      request.url === "/picture"
        ? response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from([0x89, 0x50, 0, 0xff]))
        : response.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" }).end(Buffer.from([0x67, 0xfc])),
    );
    expect((await run({ url })).run.output).toMatchObject({ body: "gü" });
    expect((await run({ url: `${url}/picture` })).run.output).toMatchObject({ body: null, bodyBytes: 4 });
  });
});

describe("a redirect of a request", () => {
  it("is followed within the origin with everything", async () => {
    const { url, asked } = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(307, { location: "/b" }).end() : response.end("there"),
    );
    const headers = { "x-token": { secret: "custom.token" } };
    const ended = await run(
      { method: "PUT", url: `${url}/a`, headers, body: "text" },
      { "custom.token": "tok-0123456789" },
    );
    expect(ended.run.output).toMatchObject({ url: `${url}/b`, redirects: 1, body: "there" });
    expect(asked[1]).toMatchObject({ method: "PUT", body: "text", headers: { "x-token": "tok-0123456789" } });
  });

  it("takes no secret to another origin, nor back from there", async () => {
    const home = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(302, { location: `${other.url}/b` }).end() : response.end("back"),
    );
    const other = await serve((_request, response) => response.writeHead(302, { location: `${home.url}/c` }).end());
    const headers = {
      ...{ "x-token": { secret: "custom.token" }, Authorization: "Basic plain", Cookie: "a=b" },
      "x-plain": "kept",
    };
    const ended = await run({ url: `${home.url}/a`, headers }, { "custom.token": "tok-0123456789" });
    expect(ended.run).toMatchObject({ status: "completed", output: { body: "back", redirects: 2 } });
    for (const { headers: sent } of [other.asked[0], home.asked[1]].flatMap((each) => each ?? [])) {
      expect(sent).toMatchObject({ "x-plain": "kept" });
      for (const name of ["x-token", "authorization", "cookie"]) expect(sent).not.toHaveProperty(name);
    }
  });

  it.each([
    [303, "PUT", "GET"],
    [302, "POST", "GET"],
    [302, "PUT", "PUT"],
    [308, "POST", "POST"],
    [303, "HEAD", "HEAD"],
  ])("of status %s makes of a %s a %s", async (status, method, after) => {
    const { url, asked } = await serve((request, response) =>
      request.url === "/" ? response.writeHead(status, { location: "/b" }).end() : response.end(),
    );
    await run({ method, url, ...(method !== "HEAD" && { body: "text" }) });
    expect(asked[1]).toMatchObject({ method: after, body: after === "GET" || after === "HEAD" ? "" : "text" });
    if (after === "GET") expect(asked[1]?.headers).not.toHaveProperty("content-type");
  });

  it("is followed five times, and then no more", async () => {
    const { url, asked } = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("there");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await run({ url: `${url}/5` })).run).toMatchObject({ status: "completed", output: { redirects: 5 } });
    const { run: ended } = await run({ url: `${url}/6` });
    expect(ended).toMatchObject({ status: "failed" });
    expect(ended.error?.message).toMatch(/more than 5 times/);
    expect(asked).toHaveLength(12);
  });

  it.each(["file:///etc/passwd", "http://user:pass@127.0.0.1/", "http://["])(
    "to %s is not followed",
    async (location) => {
      const { url } = await serve((_request, response) => response.writeHead(302, { location }).end());
      const { run: ended } = await run({ url });
      expect(ended).toMatchObject({ status: "failed" });
      expect(ended.error?.message).toMatch(/not followed/);
    },
  );
});

describe("the payload of a request", () => {
  const url = "http://127.0.0.1/";
  it.each([
    ["no URL", {}],
    ["a URL of another kind", { url: "file:///etc/passwd" }],
    ["a password in the URL", { url: "https://user:pass@example.org" }],
    ["a method that there is not", { url, method: "BREW" }],
    ["a line break in a header", { url, headers: { a: "b\r\nc: d" } }],
    ["a name that no header can have", { url, headers: { "a b": "c" } }],
    ["a header twice", { url, headers: { Accept: "a", accept: "b" } }],
    ["a length of the user's own", { url, headers: { "Content-Length": "3" } }],
    ["a pattern that is none", { url, expectBody: { matches: "(" } }],
    ["a status that there is not", { url, expectStatus: "7xx" }],
    ["a secret that cannot be", { url, headers: { a: { secret: "nope" } } }],
  ])("is refused with %s", async (_what, payload) => {
    await expect(openBuiltIn().commands.run("http-request", payload)).rejects.toMatchObject({ code: "BAD_PAYLOAD" });
  });

  it.each(["command", "http-request"])("of %s can be described to a form", (taskId) => {
    expect(openBuiltIn().queries.payloadSchema(taskId)).toMatchObject({ type: "object", additionalProperties: false });
  });
});
