import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../jobs/model/log.ts";
import { createLogBuffer } from "../../../jobs/pool/log-buffer.ts";

function record(count: number, keepEachEnd: number) {
  const lines: LogLine[] = [];
  let dropped = 0;
  const buffer = createLogBuffer({
    lastSeq: 0,
    now: () => 7,
    keepEachEnd,
    send: (batch, lost) => {
      lines.push(...batch);
      dropped = Math.max(dropped, lost);
    },
  });
  for (let line = 1; line <= count; line++) buffer.add("info", `line ${line}`, undefined);
  buffer.close();
  return { seqs: lines.map((line) => line.seq), dropped };
}

describe("the log buffer", () => {
  it("keeps both ends in order and accounts for every line", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), (count, keep) => {
        const { seqs, dropped } = record(count, keep);
        expect(seqs.length + dropped).toBe(count);
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
        expect(seqs.slice(0, keep)).toEqual(Array.from({ length: Math.min(count, keep) }, (_, index) => index + 1));
        if (count > 0) expect(seqs.at(-1)).toBe(count);
      }),
    );
  });

  it("cuts a line that is far too long and says by how much", () => {
    const lines: LogLine[] = [];
    const buffer = createLogBuffer({ lastSeq: 0, now: () => 0, send: (batch) => lines.push(...batch) });
    buffer.add("info", "x".repeat(20_000), undefined);
    buffer.close();
    expect(lines[0]?.message).toMatch(/x… \(3616 more characters\)$/);
  });

  it("sends a burst on before it is over", () => {
    const sizes: number[] = [];
    const buffer = createLogBuffer({ lastSeq: 0, now: () => 7, send: (batch) => sizes.push(batch.length) });
    for (let line = 0; line < 1_001; line++) buffer.add("info", "x", undefined);
    expect(sizes).toEqual([500, 500]);
    buffer.close();
    expect(sizes).toEqual([500, 500, 1]);
  });
});
