/** Feeds to begin with, from public bodies and open projects. */
export const sampleSources = [
  { title: "BBC News, world", url: "https://feeds.bbci.co.uk/news/world/rss.xml" },
  { title: "European Central Bank, press", url: "https://www.ecb.europa.eu/rss/press.html" },
  { title: "Federal Reserve, press", url: "https://www.federalreserve.gov/feeds/press_all.xml" },
  { title: "NASA, news", url: "https://www.nasa.gov/feed/" },
  { title: "Electron, releases", url: "https://github.com/electron/electron/releases.atom" },
] as const;
