import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutBoilerplate } from "../../../../jobs/tasks/sources/boilerplate.ts";
import { canonicalUrl } from "../../../../jobs/tasks/sources/canonical-url.ts";
import { inlineText, longestText, textBlocks } from "../../../../jobs/tasks/sources/html-text.ts";
import { languageOf } from "../../../../jobs/tasks/sources/language.ts";
import { hashDistance, simhash } from "../../../../jobs/tasks/sources/simhash.ts";

const texts = (html: string) => textBlocks(html).map(({ text }) => text);

describe("the text of markup", () => {
  it("has a block for every paragraph, heading and entry of a list", () => {
    expect(texts("<h2>Why</h2><p>One<br>two</p><ul><li>a</li><li>b</li></ul>rest")).toEqual([
      ...["Why", "One two", "a", "b", "rest"],
    ]);
  });

  it("keeps the paragraphs of plain text", () => {
    expect(texts("One\ntwo\n\nThree & four")).toEqual(["One two", "Three & four"]);
  });

  it("has nothing of scripts, styles and frames", () => {
    expect(inlineText("a<script>b</script><style>c</style><iframe>d</iframe><svg><text>e</text></svg>f")).toBe("af");
  });

  it("has no control characters and nothing that turns or hides text", () => {
    expect(inlineText("a\u0000b\u202Ec\u200Bd\u00ADe")).toBe("a bcde");
  });

  it("reads what is nested without end", () => {
    expect(inlineText(`${"<div>".repeat(100_000)}deep`)).toBe("deep");
  });

  it("never grows beyond its limit by much, and never throws", () => {
    expect(texts(`<p>${"word ".repeat(100_000)}</p><p>after</p>`).length).toBe(1);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (html) => texts(html).every((text) => text.length <= longestText)),
    );
  });
});

describe("boilerplate", () => {
  const kept = (html: string) => withoutBoilerplate(textBlocks(html)).map(({ text }) => text);

  it.each([
    "Continue reading…",
    "The post Chips appeared first on News.",
    "Subscribe to our newsletter",
    "Share this on Twitter",
    "Advertisement",
    "Weiterlesen",
    "• • •",
    "<a href=x>Another story that is only a link</a>",
  ])("goes: %s", (text) => expect(kept(`<p>What is said.</p><p>${text}</p>`)).toEqual(["What is said."]));

  it("keeps a long paragraph that begins like it", () => {
    const long = `Subscribe to a service and you pay for ever. ${"That is what people say of it. ".repeat(8)}`.trim();
    expect(kept(`<p>What is said.</p><p>${long}</p>`)).toEqual(["What is said.", long]);
  });

  it("keeps everything when nothing else is there", () => expect(kept("<p>Read more</p>")).toEqual(["Read more"]));

  it("drops a paragraph that stands there twice", () => expect(kept("<p>Once.</p><p>Once.</p>")).toEqual(["Once."]));
});

describe("languages", () => {
  it.each([
    ["eng", "The central bank raised its rates again and said that it would do so until prices stopped rising."],
    ["deu", "Die Zentralbank hat die Zinsen erneut angehoben und will das tun, bis die Preise nicht mehr steigen."],
    ["fra", "La banque centrale a de nouveau relevé ses taux et compte continuer jusqu'à ce que les prix se calment."],
    ["spa", "El banco central ha vuelto a subir los tipos y dice que lo hará hasta que los precios dejen de subir."],
    ["rus", "Центральный банк снова повысил ставку и заявил, что будет делать это, пока цены не перестанут расти."],
  ])("tell %s", (language, text) => expect(languageOf(text)).toBe(language));

  it("are not told of a few words", () => expect(languageOf("Oil at 80 dollars")).toBe("und"));
});

describe("canonical addresses", () => {
  it.each([
    ["https://a.example/x/?utm_source=rss&fbclid=1#top", "https://a.example/x"],
    ["HTTPS://A.example:443/?b=2&a=1", "https://a.example/?a=1&b=2"],
    ["https://me:secret@a.example/x", "https://a.example/x"],
    ["javascript:alert(1)", null],
    ["no address", null],
  ])("of %s: %s", (link, expected) => expect(canonicalUrl(link)).toBe(expected));
});

describe("simhash", () => {
  const words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" ");
  const text = [...words, ...words.map((word) => `${word}th`), ...words.map((word) => `${word}ty`)].join(" ");

  it("differs in few bits when a word differs", () => {
    expect(hashDistance(simhash(text), simhash(text.replace("seven ", "zeven ")))).toBeLessThan(12);
  });

  it("differs in half of the bits between texts that have nothing in common", () => {
    expect(hashDistance(simhash(text), simhash(text.split(" ").reverse().join("x ")))).toBeGreaterThan(18);
  });

  it("has no distance from itself, and the same from either side", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(hashDistance(simhash(a), simhash(a))).toBe(0);
        expect(hashDistance(simhash(a), simhash(b))).toBe(hashDistance(simhash(b), simhash(a)));
      }),
    );
  });
});
