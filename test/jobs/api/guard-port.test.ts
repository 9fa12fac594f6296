import { MessageChannel } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { guardPort, requestProblem } from "../../../jobs/api/guard-port.ts";

const call = (values: object = {}) => JSON.stringify({ i: "1", p: { u: "/jobs/list", b: { json: {} } }, ...values });

describe("the guard of a port", () => {
  it("lets calls and their end through", () => {
    expect(requestProblem(call())).toBeUndefined();
    expect(requestProblem(JSON.stringify({ i: "1", t: 4 }))).toBeUndefined();
  });

  it.each([
    ["bytes", new Uint8Array([1, 2])],
    ["an object", { i: "1", p: { u: "/x" } }],
    ["no JSON", "{"],
    ["null", "null"],
    ["a call without a path", JSON.stringify({ i: "1", p: {} })],
    ["a call without a body at all", JSON.stringify({ i: "1" })],
    ["another origin", call({ p: { u: "http://evil/", b: {} } })],
    ["headers that choose a decoder", call({ p: { u: "/x", h: { "content-disposition": "attachment" } } })],
    ["another method", call({ p: { u: "/x", m: "GET" } })],
    ["an unknown kind", call({ t: 3 })],
    ["extra keys", call({ __evil: 1 })],
    ["10 MB", call({ p: { u: "/x", b: "x".repeat(10_000_000) } })],
  ])("refuses %s", (_what, message) => {
    expect(requestProblem(message)).toBeDefined();
  });

  it("never throws, whatever is sent", () => {
    fc.assert(
      fc.property(fc.anything(), fc.json(), (value, json) => {
        requestProblem(value);
        requestProblem(json);
      }),
    );
  });

  it("hands on what is well-formed and reports the rest", async () => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const refused: string[] = [];
    const guarded = guardPort(port2 as never, (reason) => refused.push(reason));
    const received = new Promise((resolve) => {
      (guarded as { on: (event: string, listener: (event: { data: unknown }) => void) => void }).on(
        "message",
        (event) => resolve(event.data),
      );
    });
    port2.start();
    port1.postMessage("rubbish");
    port1.postMessage(call());
    expect(await received).toBe(call());
    expect(refused).toEqual(["not JSON"]);
  });
});
