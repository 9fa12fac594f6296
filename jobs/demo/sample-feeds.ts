import type { SampleArticle, SampleFeed } from "./sample-news.ts";

type FeedWish = {
  readonly feed: SampleFeed;
  /** Where the feeds are served, without a slash at its end. */
  readonly url: string;
  /** What the hours of the articles are counted from; UTC milliseconds. */
  readonly now: number;
};

export type WrittenFeed = { readonly contentType: string; readonly body: string };

/** Who reads one of these shall not take it for news. */
const notice = "A sample of Jobdeck's demo. None of it is true.";

/** A feed in the format of its outlet: among them they have those that feeds are written in. Pure. */
export function writeFeed(wish: FeedWish): WrittenFeed {
  const writers = { rss: writeRss, atom: writeAtom, rdf: writeRdf, json: writeJson };
  return writers[wish.feed.format](wish);
}

/** The page of an article. Pure. */
export function writePage({ feed }: Pick<FeedWish, "feed">, article: SampleArticle): WrittenFeed {
  const title = escapeXml(article.title);
  const body = `<!doctype html>
<html lang="${feed.language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body><article><p><strong>${escapeXml(notice)}</strong></p><p>${escapeXml(feed.title)}</p><h1>${title}</h1>
${paragraphs(article)}</article></body></html>
`;
  return { contentType: "text/html; charset=utf-8", body };
}

function writeRss({ feed, url, now }: FeedWish): WrittenFeed {
  const items = feed.articles.map(
    (article) => `<item><title>${escapeXml(article.title)}</title><link>${linkOf(url, article)}</link>
<guid isPermaLink="false">${guidOf(article)}</guid><pubDate>${timeOf(article, now).toUTCString()}</pubDate>
<description>${escapeXml(article.paragraphs[0] ?? "")}</description>
<content:encoded><![CDATA[${paragraphs(article)}]]></content:encoded></item>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${escapeXml(feed.title)}</title><link>${url}/${feed.id}/</link><description>${escapeXml(about(feed))}</description>
<language>${feed.language}</language>
${items.join("\n")}
</channel></rss>
`;
  return { contentType: "application/rss+xml; charset=utf-8", body };
}

function writeAtom({ feed, url, now }: FeedWish): WrittenFeed {
  const entries = feed.articles.map(
    (article) => `<entry><title>${escapeXml(article.title)}</title><link href="${linkOf(url, article)}"/>
<id>${guidOf(article)}</id><updated>${timeOf(article, now).toISOString()}</updated>
<published>${timeOf(article, now).toISOString()}</published>
<content type="html">${escapeXml(paragraphs(article))}</content></entry>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<title>${escapeXml(feed.title)}</title><subtitle>${escapeXml(about(feed))}</subtitle><id>jobdeck-demo:${feed.id}</id>
<link href="${url}/${feed.id}/"/><updated>${new Date(now).toISOString()}</updated>
${entries.join("\n")}
</feed>
`;
  return { contentType: "application/atom+xml; charset=utf-8", body };
}

function writeRdf({ feed, url, now }: FeedWish): WrittenFeed {
  const items = feed.articles.map(
    (article) => `<item rdf:about="${guidOf(article)}"><title>${escapeXml(article.title)}</title>
<link>${linkOf(url, article)}</link><dc:date>${timeOf(article, now).toISOString()}</dc:date>
<content:encoded><![CDATA[${paragraphs(article)}]]></content:encoded></item>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="jobdeck-demo:${feed.id}"><title>${escapeXml(feed.title)}</title><link>${url}/${feed.id}/</link>
<description>${escapeXml(about(feed))}</description></channel>
${items.join("\n")}
</rdf:RDF>
`;
  return { contentType: "application/rdf+xml; charset=utf-8", body };
}

function writeJson({ feed, url, now }: FeedWish): WrittenFeed {
  const items = feed.articles.map((article) => ({
    id: guidOf(article),
    url: linkOf(url, article),
    title: article.title,
    content_html: paragraphs(article),
    date_published: timeOf(article, now).toISOString(),
  }));
  const body = {
    version: "https://jsonfeed.org/version/1.1",
    ...{ title: feed.title, description: about(feed), home_page_url: `${url}/${feed.id}/`, language: feed.language },
    items,
  };
  return { contentType: "application/feed+json; charset=utf-8", body: JSON.stringify(body) };
}

function about(feed: SampleFeed): string {
  return `${feed.about}. ${notice}`;
}

function linkOf(url: string, { outlet, slug }: SampleArticle): string {
  return `${url}/${outlet}/${slug}`;
}

/** The same wherever and whenever it is served: that is what an item is known by. */
function guidOf({ outlet, slug }: SampleArticle): string {
  return `jobdeck-demo:${outlet}/${slug}`;
}

function timeOf({ hoursAgo }: SampleArticle, now: number): Date {
  return new Date(now - hoursAgo * 3_600_000);
}

function paragraphs(article: SampleArticle): string {
  return article.paragraphs.map((each) => `<p>${escapeXml(each)}</p>`).join("");
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
