import { Duplex } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { framePort } from "../../../jobs/api/frames.ts";

/** A stream of which the test plays the other side. */
function fakeStream() {
  const written: Buffer[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk);
      done();
    },
  });
  return { stream, written };
}

function receive(bytes: Buffer, cuts: readonly number[]) {
  const { stream } = fakeStream();
  const messages: unknown[] = [];
  framePort(stream).on("message", (event) => messages.push(event?.data));
  let start = 0;
  for (const cut of [...cuts, bytes.length].map((at) => Math.min(at, bytes.length)).sort((a, b) => a - b)) {
    if (cut > start) stream.emit("data", bytes.subarray(start, cut));
    start = Math.max(start, cut);
  }
  return { messages, stream };
}

function sent(messages: readonly (string | Uint8Array)[]): Buffer {
  const { stream, written } = fakeStream();
  const port = framePort(stream);
  for (const message of messages) port.postMessage(message);
  return Buffer.concat(written);
}

describe("frames", () => {
  it("bring every message over whole, however the bytes are cut up", () => {
    const message = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array());
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(400)), (messages, cuts) => {
        const wellFormed = messages.filter((each) => typeof each !== "string" || each.isWellFormed());
        expect(receive(sent(wellFormed), cuts).messages).toEqual(wellFormed);
      }),
    );
  });

  it.each([
    ["is larger than any call", Buffer.from([0xff, 0xff, 0xff, 0xff, 0])],
    ["is of an unknown kind", Buffer.from([0, 0, 0, 1, 9, 0])],
  ])("end the connection when one %s", (_what, bytes) => {
    const { messages, stream } = receive(bytes, []);
    expect(messages).toEqual([]);
    expect(stream.destroyed).toBe(true);
  });

  it("survive any garbage", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.nat(200)),
        (bytes, cuts) => void receive(Buffer.from(bytes), cuts),
      ),
    );
  });
});
