import type { LookupAddress } from "node:dns";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createAddressGuard } from "../../../../jobs/services/http/address-guard.ts";
import { createHttpClient, type GetOptions, type HttpClient } from "../../../../jobs/services/http/http-client.ts";
import type { ServiceError } from "../../../../jobs/services/service-error.ts";
import {
  cut,
  document,
  endless,
  inTurn,
  type Outside,
  redirect,
  serveOutside,
  stalled,
  status,
} from "../../../support/outside.ts";

const mib = 1_048_576;
const tries = { limit: 3, delayMs: 1, longestWaitMs: 2_000, backoff: true };

const clientFor = (...outside: readonly Outside[]): HttpClient =>
  createHttpClient({ allowedHosts: outside.map(({ host }) => host), tries });

function get(client: HttpClient, url: string, options: Partial<GetOptions> = {}) {
  return client.get(url, { signal: new AbortController().signal, maxBytes: 10 * mib, timeoutMs: 5_000, ...options });
}

/** What it fails with. */
async function failure(client: HttpClient, url: string, options: Partial<GetOptions> = {}): Promise<ServiceError> {
  return get(client, url, options).then(
    () => expect.fail("It succeeded"),
    (error: ServiceError) => error,
  );
}

async function text(client: HttpClient, url: string, options: Partial<GetOptions> = {}): Promise<string> {
  const fetched = await get(client, url, options);
  return fetched.kind === "document" ? Buffer.from(fetched.bytes).toString() : fetched.kind;
}

describe("a document from outside", () => {
  it("comes with its type and validators, to one who says who he is", async () => {
    const outside = await serveOutside();
    const headers = { "content-type": "text/xml", etag: '"1"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT" };
    const url = outside.at("/feed", document("<rss/>", headers));
    expect(await get(clientFor(outside), `${url}#part`)).toMatchObject({
      ...{ kind: "document", url, movedTo: null, contentType: "text/xml" },
      validators: { etag: '"1"', lastModified: headers["last-modified"] },
    });
    expect(outside.asked[0]).toMatchObject({
      path: "/feed",
      headers: { "user-agent": expect.stringMatching(/^Jobdeck\/\d/) },
    });
    expect(outside.asked[0]?.headers).not.toHaveProperty("cookie");
  });

  it("that has not changed costs a question", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", (request, response) =>
      response.writeHead(request.headers["if-none-match"] === '"1"' ? 304 : 200).end("new"),
    );
    const known = { etag: '"1"', lastModified: "Mon, 01 Jan 2024 00:00:00 GMT" };
    expect(await get(clientFor(outside), url, { known })).toMatchObject({ kind: "unchanged" });
    expect(outside.asked[0]?.headers["if-modified-since"]).toBe(known.lastModified);
  });

  it("is asked for without a validator that no header can have", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", document("all"));
    expect(await text(clientFor(outside), url, { known: { etag: "a\r\nx: y", lastModified: "\u0000" } })).toBe("all");
    expect(outside.asked[0]?.headers).not.toHaveProperty("x");
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
    ["GZIP", gzipSync],
  ])("is unpacked from %s", async (coding, pack) => {
    const outside = await serveOutside();
    const body = "Grüße ".repeat(10_000);
    const url = outside.at("/feed", document(pack(body), { "content-encoding": coding }));
    expect(await text(clientFor(outside), url)).toBe(body);
  });

  it("may be just as large as is allowed", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", document(Buffer.alloc(mib)));
    expect(await text(clientFor(outside), url, { maxBytes: mib })).toHaveLength(mib);
  });
});

describe("a redirect", () => {
  it.each([
    [[301], "/new"],
    [[308, 301], "/new"],
    [[301, 302], "/1"],
    [[302, 301], null],
    [[303], null],
  ])("by %j moves the address for good to %s", async (statuses, moved) => {
    const outside = await serveOutside();
    statuses.forEach((code, index) => {
      outside.at(`/${index}`, redirect(code, index === statuses.length - 1 ? "/new" : `/${index + 1}`));
    });
    outside.at("/new", document("there"));
    expect(await get(clientFor(outside), `${outside.url}/0`)).toMatchObject({
      ...{ kind: "document", url: `${outside.url}/new`, movedTo: moved && outside.url + moved },
    });
  });

  it("is followed five times and no more", async () => {
    const outside = await serveOutside();
    outside.at("/6", document("there"));
    for (let index = 0; index < 6; index += 1) outside.at(`/${index}`, redirect(302, `/${index + 1}`));
    expect(await text(clientFor(outside), `${outside.url}/1`)).toBe("there");
    expect((await failure(clientFor(outside), `${outside.url}/0`)).message).toMatch(/redirects more than 5 times/);
  });

  it.each([
    "http:///",
    "file:///etc/passwd",
    "ftp://example.org/",
    "data:text/xml,<rss/>",
    "http://me:pw@example.org/",
  ])("to %s is not followed", async (location) => {
    const outside = await serveOutside();
    const error = await failure(clientFor(outside), outside.at("/feed", redirect(302, location)));
    expect(error).toMatchObject({ kind: "item", message: expect.stringContaining("which is not followed") });
  });
});

describe("a failure", () => {
  it.each([400, 401, 403, 404, 410])("of status %s is not tried again", async (code) => {
    const outside = await serveOutside();
    const error = await failure(clientFor(outside), outside.at("/feed", status(code)));
    expect(error).toMatchObject({ status: code, attempts: 1 });
    expect(outside.asked).toHaveLength(1);
  });

  it.each([429, 500, 502, 503])("of status %s is tried three times", async (code) => {
    const outside = await serveOutside();
    const error = await failure(clientFor(outside), outside.at("/feed", status(code)));
    expect(error).toMatchObject({ kind: "unavailable", status: code, attempts: 3 });
    expect(outside.asked).toHaveLength(3);
  });

  it("passes when a later try succeeds, after the wait that the server asks for", async () => {
    const outside = await serveOutside();
    const date = new Date(Date.now() + 1_500).toUTCString();
    const url = outside.at(
      "/feed",
      inTurn(status(429, { "retry-after": "1" }), status(503, { "retry-after": date }), document("up")),
    );
    const startedAt = Date.now();
    expect(await text(clientFor(outside), url)).toBe("up");
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it("with a long wait is told with it, and the host is left alone", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", status(429, { "retry-after": "3600" }));
    const client = clientFor(outside);
    expect(await failure(client, url)).toMatchObject({ kind: "unavailable", retryAfterMs: 3_600_000 });
    expect((await failure(client, `${outside.url}/other`)).message).toMatch(/wants to be left alone until/);
    expect(outside.asked).toHaveLength(1);
  });

  it("in the middle of a body is tried again", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", inTurn(cut("half", 100), document("whole")));
    expect(await text(clientFor(outside), url)).toBe("whole");
  });

  it("of a packed body that is cut is one", async () => {
    const outside = await serveOutside();
    const packed = gzipSync(Buffer.alloc(50_000, "a b c "));
    const url = outside.at("/feed", document(packed.subarray(0, packed.length / 2), { "content-encoding": "gzip" }));
    expect(await failure(clientFor(outside), url)).toMatchObject({ kind: "unavailable" });
  });

  it("ends with the signal that is raised", async () => {
    const outside = await serveOutside();
    const controller = new AbortController();
    const url = outside.at("/feed", (_request, response) => {
      response.writeHead(200).write("beginning");
      controller.abort(new Error("No longer wanted"));
    });
    await expect(get(clientFor(outside), url, { signal: controller.signal })).rejects.toThrow("No longer wanted");
  });
});

describe("a hostile server", () => {
  it.each([
    ["an endless body", endless("x".repeat(16_384)), /larger than 1 MiB/],
    [
      "an endless packed body",
      endless(gzipSync(Buffer.alloc(100_000)), { "content-encoding": "gzip" }),
      /larger than|more than 400 times/,
    ],
    ["a byte more than is allowed", document(Buffer.alloc(mib + 1)), /larger than 1 MiB/],
    ["a length beyond all", stalled("x", { "content-length": "99999999999" }), /larger than 1 MiB/],
  ])("with %s is left early, and not asked again", async (_what, reply, message) => {
    const outside = await serveOutside();
    const error = await failure(clientFor(outside), outside.at("/feed", reply), { maxBytes: mib });
    expect(error).toMatchObject({ kind: "item", message: expect.stringMatching(message) });
    expect(outside.asked).toHaveLength(1);
  });

  it("with a gzip bomb is left long before it is unpacked", async () => {
    const outside = await serveOutside();
    const bomb = gzipSync(Buffer.alloc(64 * mib));
    const url = outside.at("/feed", document(bomb, { "content-encoding": "gzip" }));
    const error = await failure(clientFor(outside), url, { maxBytes: 1_000 * mib });
    expect(error.message).toMatch(/grows to more than 400 times its size/);
  });

  it.each([
    ["that does not answer (slow loris)", () => undefined],
    ["that does not go on", stalled("<rss>")],
  ])("%s is left when the time is over, and not asked again", async (_what, reply) => {
    const outside = await serveOutside();
    const error = await failure(clientFor(outside), outside.at("/feed", reply), { timeoutMs: 200 });
    expect(error).toMatchObject({
      kind: "unavailable",
      message: expect.stringMatching(/did not come whole within 0.2 s/),
    });
    expect(outside.asked).toHaveLength(1);
  });

  it("with a wrong content length is not taken for whole", async () => {
    const outside = await serveOutside();
    expect(await failure(clientFor(outside), outside.at("/feed", cut("short", 500)))).toMatchObject({
      kind: "unavailable",
    });
  });

  it("with endless redirects is left", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", redirect(302, "/feed"));
    expect((await failure(clientFor(outside), url)).message).toMatch(/redirects more than 5 times/);
    expect(outside.asked).toHaveLength(6);
  });

  it("with headers without end is left", async () => {
    const outside = await serveOutside();
    const url = outside.at("/feed", document("x", { "x-long": "y".repeat(100_000) }));
    expect(await failure(clientFor(outside), url)).toMatchObject({ kind: "unavailable" });
  });
});

describe("an address of this computer or a private network", () => {
  const written = [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
    "localhost",
  ];

  it.each(written)("written as %s is not connected to", async (host) => {
    const outside = await serveOutside();
    const error = await failure(createHttpClient({ tries }), `http://${host}:${outside.port}/feed`);
    expect(error).toMatchObject({
      kind: "item",
      message: expect.stringMatching(/address of this computer.*network\.allowedHosts/),
    });
    expect(outside.connections()).toBe(0);
  });

  it.each(["169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "192.168.0.1", "100.64.0.1"])(
    "such as %s is refused unasked",
    async (host) => {
      expect((await failure(createHttpClient({ tries }), `http://${host}/latest/meta-data`)).message).toMatch(
        /private network/,
      );
    },
  );

  it("is not connected to by a redirect", async () => {
    const outside = await serveOutside();
    const inside = await serveOutside();
    for (const location of [
      `${inside.url}/`,
      `http://localhost:${inside.port}/`,
      `http://2130706433:${inside.port}/`,
      "//[::1]/",
    ]) {
      const error = await failure(clientFor(outside), outside.at("/feed", redirect(302, location)));
      expect(error).toMatchObject({ kind: "item", message: expect.stringMatching(/address of this computer/) });
    }
    expect(inside.connections()).toBe(0);
  });

  it("is not connected to by a name that stands for it", async () => {
    const inside = await serveOutside();
    const client = createHttpClient({ tries, guard: createAddressGuard([], lookupOf(["127.0.0.1"])) });
    const error = await failure(client, `http://rebound.example:${inside.port}/`);
    expect(error.message).toMatch(/rebound\.example:\d+ is an address of this computer/);
    expect(inside.connections()).toBe(0);
  });

  it("is left out of the addresses of a name that has others too", async () => {
    const inside = await serveOutside();
    const guard = createAddressGuard([], lookupOf(["127.0.0.1", "2001:db8::1", "93.184.215.14"]));
    const route = guard.route(new URL(`http://two.example:${inside.port}/`));
    const found = await new Promise((resolve) =>
      route?.lookup("two.example", { all: true }, (_error, list) => resolve(list)),
    );
    expect(found).toEqual([{ address: "93.184.215.14", family: 4 }]);
  });

  it("is noticed on the connection, however it came to that", () => {
    const route = createAddressGuard([]).route(new URL("http://example.org/"));
    expect(() => route?.check("::ffff:127.0.0.1")).toThrow(/address of this computer/);
    expect(() => route?.check("93.184.215.14")).not.toThrow();
  });

  it.each([
    [["127.0.0.1"], true],
    [["127.0.0.1:PORT"], true],
    [["http://127.0.0.1:PORT/feed"], true],
    [["2130706433:PORT"], true],
    [["127.0.0.1:1"], false],
    [["localhost"], false],
  ])("is asked when the user allowed %j: %s", async (allowedHosts, asked) => {
    const outside = await serveOutside();
    outside.at("/feed", document("ours"));
    const hosts = allowedHosts.map((host) => host.replace("PORT", String(outside.port)));
    const fetched = get(createHttpClient({ allowedHosts: hosts, tries }), `${outside.url}/feed`);
    if (asked) await expect(fetched).resolves.toMatchObject({ kind: "document" });
    else await expect(fetched).rejects.toThrow(/address of this computer/);
  });

  it.each([22, 25, 6379, 6667])("is one thing, port %s of the web another", async (port) => {
    expect((await failure(createHttpClient({ tries }), `http://example.org:${port}/`)).message).toMatch(
      /not one of the web/,
    );
  });
});

function lookupOf(addresses: readonly string[]): Parameters<typeof createAddressGuard>[1] {
  const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return ((_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(null, found)) as unknown as NonNullable<Parameters<typeof createAddressGuard>[1]>;
}
