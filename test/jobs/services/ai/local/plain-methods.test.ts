import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePlainly } from "../../../../../jobs/services/ai/local/analyse.ts";
import { embedText } from "../../../../../jobs/services/ai/local/embed-text.ts";
import { createLocalAi } from "../../../../../jobs/services/ai/local/local-ai.ts";
import { namesOf } from "../../../../../jobs/services/ai/local/names.ts";
import { isTelling, sentencesOf } from "../../../../../jobs/services/ai/local/sentences.ts";
import { sentimentOf } from "../../../../../jobs/services/ai/local/sentiment.ts";
import { tickersOf } from "../../../../../jobs/services/ai/local/tickers.ts";
import { topicsOf } from "../../../../../jobs/services/ai/local/topics.ts";
import { termsOf } from "../../../../../jobs/services/ai/local/words.ts";
import { passagesOf } from "../../../../../jobs/services/ai/passages.ts";
import { cosine } from "../../../../../jobs/services/ai/vector.ts";
import { sampleArticle, sampleArticles } from "../../../../support/sample-articles.ts";
import { threadCpuMs } from "../../../../support/thread-cpu.ts";

describe("sentences", () => {
  it("stand where they say, word for word", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        for (const sentence of sentencesOf(text)) expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
      }),
    );
  });

  it("do not end at abbreviations, initials and figures", () => {
    const text = "Dr. Smith of Acme Inc. paid $3.5 million on Jan. 5, e.g. for J. Doe. That was all.";
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([
      "Dr. Smith of Acme Inc. paid $3.5 million on Jan. 5, e.g. for J. Doe.",
      "That was all.",
    ]);
  });

  it("end with their line", () => {
    expect(sentencesOf("A headline\nA sentence.").map(({ text }) => text)).toEqual(["A headline", "A sentence."]);
  });

  it("tell something, or are left out of a summary", () => {
    const at = { start: 0, end: 0 };
    expect(isTelling({ text: "Share this article", ...at })).toBe(false);
    expect(isTelling({ text: "The bank kept its key interest rate.", ...at })).toBe(true);
  });
});

describe("passages", () => {
  it("are whole, in order, do not overlap, and are the same every time", () => {
    for (const { paragraphs } of sampleArticles) {
      const text = paragraphs.join("\n\n");
      const passages = passagesOf(text);
      expect(passagesOf(text)).toEqual(passages);
      expect(passages.map(({ id }) => id)).toEqual(passages.map((_passage, index) => `p${index + 1}`));
      for (const [index, { start }] of passages.entries())
        expect(start).toBeGreaterThanOrEqual(passages[index - 1]?.end ?? 0);
    }
  });
});

describe("an analysis by plain methods", () => {
  it("summarises with sentences that stand in the text", () => {
    for (const { title, paragraphs, language } of sampleArticles) {
      const text = paragraphs.join("\n\n");
      const { summary, passages } = analysePlainly({ title, text, language });
      const sentences = sentencesOf(summary, language);
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(text).toContain(sentence.text);
      expect(passages.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ["fennick-profit-warning", { tone: -1, topic: "markets", ticker: "FENK" }],
    ["aurelia-raises-forecast", { tone: 1, topic: "semiconductors", ticker: "AURL" }],
    ["nordlys-contract", { tone: 1, topic: "energy", ticker: "NDLW" }],
    ["meridian-ransomware-entry", { tone: -1, topic: "cybersecurity", ticker: undefined }],
    ["central-bank-holds", { tone: -1, topic: "monetary policy", ticker: undefined }],
  ])("finds tone, topics and tickers of %s", (slug, { tone, topic, ticker }) => {
    const { sentiment, topics, tickers } = analysePlainly(sampleArticle(slug));
    expect(Math.sign(sentiment)).toBe(tone);
    expect(topics).toContain(topic);
    if (ticker) expect(tickers).toContain(ticker);
  });

  it("is never sure, least in a language that it does not know, and breaks at none", () => {
    const german = analysePlainly(sampleArticle("zentralbank-haelt-zins"));
    expect(german.summary).toContain("Zentralbank");
    expect(german).toMatchObject({ sentiment: 0, entities: [] });
    expect(german.confidence).toBeLessThan(0.3);
    const japanese = {
      title: "月に着陸",
      text: "探査機は月の南極の近くに着陸した。最初の試料から氷が見つかった。計画の費用は九千六百万ドルだった。",
      language: "jpn",
    };
    expect(analysePlainly(japanese).confidence).toBeLessThan(0.3);
    expect(() => analysePlainly({ title: "", text: "", language: "no such tag!" })).not.toThrow();
  });

  it("holds for any text: within its ranges, the same twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.string({ maxLength: 60 }), (text, title) => {
        const analysis = analysePlainly({ title, text, language: "und" });
        expect(analysePlainly({ title, text, language: "und" })).toEqual(analysis);
        expect(Math.abs(analysis.sentiment)).toBeLessThanOrEqual(1);
        expect(analysis.impact).toBeGreaterThanOrEqual(0);
        expect(analysis.impact).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("takes a text of a megabyte in its stride", () => {
    const text = "The bank kept its rate at 3.5% because wages rose again. ".repeat(20_000);
    const begin = threadCpuMs();
    analysePlainly({ title: "Rates", text, language: "en" });
    expect(threadCpuMs() - begin).toBeLessThan(5_000);
  });
});

describe("names, tickers, topics, tone", () => {
  it("names people, places and organisations, and not what only begins a sentence", () => {
    const { title, text } = sampleArticle("central-bank-holds");
    const names = namesOf(title, text, "en");
    expect(names).toEqual(expect.arrayContaining(["Norland", "Ines Halvorsen", "Fjordbank"]));
    expect(names).not.toContain("Two");
    expect(names).not.toContain("Households");
  });

  it("reads tickers by their marks and by well-known names only as whole words", () => {
    expect(tickersOf("Buy $ABC, says Nvidia (NASDAQ: NVDA); a Shellfish dinner costs $20.")).toEqual(["ABC", "NVDA"]);
  });

  it("does not take a carbon for a car", () => {
    expect(topicsOf("Carbon", "Carbon carbon carbon carbon carpet cartoon.")).not.toContain("transport");
  });

  it("turns the tone where it is denied", () => {
    expect(sentimentOf("The plan was not a success and will not help.").value).toBeLessThan(0);
    expect(sentimentOf("A strong success, growth and record profit.").value).toBeGreaterThan(0.4);
    expect(sentimentOf("The meeting is on Tuesday.")).toEqual({ value: 0, words: 0 });
  });
});

describe("embeddings by plain methods", () => {
  const vectorOf = (slug: string) => {
    const { title, text } = sampleArticle(slug);
    return embedText(`${title}\n${text}`);
  };

  it("put articles about the same nearer than articles about something else", () => {
    const same = cosine(vectorOf("central-bank-holds"), vectorOf("norland-rate-decision"));
    const others = ["heron-2-lands", "fennick-profit-warning", "tidepool-4", "verano-drought"];
    for (const other of others)
      expect(same).toBeGreaterThan(cosine(vectorOf("central-bank-holds"), vectorOf(other)) + 0.1);
  });

  it("are of length 1, or all zero for a text without words", () => {
    expect(Math.hypot(...vectorOf("tidepool-4"))).toBeCloseTo(1, 5);
    expect([...embedText(" … !")].every((value) => value === 0)).toBe(true);
  });

  it("count words of any script", () => {
    expect(termsOf("東京都").length).toBeGreaterThan(0);
    expect(termsOf("Banks' rates")).toEqual(["bank", "rate"]);
  });

  it("are labelled with the method and cost nothing", async () => {
    const ai = createLocalAi();
    const { provider, model, usage, vectors } = await ai.embed(["a", "b"], new AbortController().signal);
    expect({ provider, model, usage, count: vectors.length }).toEqual({
      provider: "local",
      model: "local-hashed-ngrams-1",
      usage: { inputTokens: 0, outputTokens: 0 },
      count: 2,
    });
    expect(ai.label).toBe("local, extractive");
  });
});
