import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../jobs/model/log.ts";
import { createOutput, mostRows } from "../../../renderer/state/output.ts";
import { createStore } from "../../../renderer/state/store.ts";
import { createTopic } from "../../support/window/topics.ts";

const line = (seq: number): LogLine => ({ seq, at: seq, level: "info", message: `line ${seq}` });

function setUp() {
  const news = createTopic<{ lines: LogLine[] }>();
  const cleared = createStore(0);
  const client = { hostLog: async () => news.listen(undefined) } as unknown as Parameters<
    typeof createOutput
  >[0]["client"];
  const output = createOutput({ client, cleared, nextFrame: (callback) => callback() });
  const texts = () => output.get().rows.map(({ text }) => text);
  return { news, output, texts, client };
}

describe("createOutput", () => {
  it("follows, and says so even when nothing was written yet", async () => {
    const { news, output, texts } = setUp();
    expect(output.get().phase).toBe("loading");
    await Promise.resolve();
    news.tell({ lines: [] });
    await expect.poll(() => output.get().phase).toBe("following");
    news.tell({ lines: [line(1), line(2)] });
    await expect.poll(texts).toEqual(["line 1", "line 2"]);
  });

  it("is cleared without forgetting where it was", async () => {
    const { news, output, texts } = setUp();
    await Promise.resolve();
    news.tell({ lines: [line(1)] });
    await expect.poll(texts).toEqual(["line 1"]);
    output.clear();
    expect(texts()).toEqual([]);
    news.tell({ lines: [line(1), line(2)] });
    await expect.poll(texts).toEqual(["line 2"]);
  });

  it("keeps the newest rows only", async () => {
    const { news, output } = setUp();
    await Promise.resolve();
    news.tell({ lines: Array.from({ length: mostRows + 10 }, (_, index) => line(index + 1)) });
    await expect.poll(() => output.get().rows.length).toBe(mostRows);
    expect(output.get().rows[0]?.text).toBe("line 11");
  });
});
