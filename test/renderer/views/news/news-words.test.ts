import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import { withoutTitle } from "../../../../renderer/views/news/briefs/without-title.ts";
import {
  levelWord,
  providerLabel,
  sentimentWord,
  sourceMark,
  visibleTitle,
} from "../../../../renderer/views/news/news-words.ts";
import { previewOpml } from "../../../../renderer/views/news/sources/opml.ts";
import { sourceLine } from "../../../../renderer/views/news/sources/source-words.ts";
import { sampleSource } from "../../../support/window/sample-news.ts";

const now = Date.UTC(2026, 4, 1, 12);
const times = createTimeFormat("UTC");

describe("words of the news", () => {
  it.each([
    [-0.9, "clearly negative"],
    [-0.2, "negative"],
    [0.1, "neutral"],
    [0.3, "positive"],
    [1, "clearly positive"],
  ])("calls a sentiment of %s %s", (value, word) => expect(sentimentWord(value)).toBe(word));

  it.each([
    [0, "low"],
    [50, "medium"],
    [100, "high"],
  ])("calls %s of 100 %s", (value, word) => expect(levelWord(value)).toBe(word));

  it("labels what plain methods made as local", () => {
    expect(providerLabel({ provider: "local", model: "extractive" })).toBe("local, extractive");
    expect(providerLabel({ provider: "openai", model: "gpt-5" })).toBe("gpt-5");
  });

  it("has a word for a title of which nothing can be seen", () => {
    expect(visibleTitle("\u200B \u2060\u202E")).toBe("Untitled");
    expect(visibleTitle("News")).toBe("News");
  });

  it("takes away what turns the direction of a title, by which one file looks like another", () => {
    expect(visibleTitle("Refund \u202Egnp.exe")).toBe("Refund gnp.exe");
  });
});

describe("sourceLine", () => {
  it("says since when a source is well", () => {
    expect(sourceLine(sampleSource(1, now), times, now)).toBe("Fetched 4 m ago");
  });

  it("says why a source fails and when it is tried again", () => {
    const failing = sampleSource(1, now, {
      ...{ failures: 3, lastError: "503 from example.com", nextFetchAt: now + 20 * 60_000 },
    });
    expect(sourceLine(failing, times, now)).toBe("Failed 3 times in a row; tries again in 20 m: 503 from example.com");
    expect(sourceMark(failing)).toBe("failed");
  });

  it("says why a source is off", () => {
    const off = sampleSource(1, now, { enabled: false, disabledReason: "it is gone (410)" });
    expect(sourceLine(off, times, now)).toBe("Off: it is gone (410)");
  });
});

describe("previewOpml", () => {
  it("tells new feeds from known ones and from what is no address, each once", () => {
    const outlines = ["https://a.example/feed", "https://a.example/feed", "https://b.example", "javascript:alert(1)"];
    const preview = previewOpml(
      outlines.map((xmlUrl) => ({ xmlUrl, title: "" })),
      new Set(["https://b.example"]),
    );
    expect(preview.fresh.map(({ url }) => url)).toEqual(["https://a.example/feed"]);
    expect(preview.known.map(({ url }) => url)).toEqual(["https://b.example/"]);
    expect(preview.refused).toEqual(["javascript:alert(1)"]);
  });
});

describe("withoutTitle", () => {
  it("takes the heading away that the page says already, and no other", () => {
    expect(withoutTitle("# Brief\n\nText", "Brief")).toBe("Text");
    expect(withoutTitle("# Other\n\nText", "Brief")).toBe("# Other\n\nText");
  });
});
