const sentence = "The tide comes in, and the tide goes out, twice a day &amp; a little more than that. ";

/** A feed as news sites have them: so many items with a body of about a kilobyte, each with its own words. */
export function feedOf(feed: number, items: number): string {
  const written = Array.from({ length: items }, (_, at) => {
    const name = `${feed}-${at}`;
    const facts = `<title>Item ${name} &amp; more</title><link>https://news.example/${name}</link><guid isPermaLink="false">${name}</guid>`;
    const said = `<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><dc:creator>Ines Holm</dc:creator>`;
    return `<item>${facts}${said}<description><![CDATA[<p>${name}: <b>words</b> ${sentence.repeat(12)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${feed}</title><link>https://news.example/</link>${written.join("")}</channel></rss>`;
}
