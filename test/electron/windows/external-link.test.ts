import { describe, expect, it } from "vitest";
import { externalLink } from "../../../electron/windows/external-link.ts";

describe("externalLink", () => {
  it.each(["https://example.org/a?b=c", "http://example.org/", "mailto:someone@example.org"])("lets %s out", (url) => {
    expect(externalLink(url)).toBe(url);
  });

  it.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "smb://server/share",
    "vscode://open",
    "jobdeck://run/1",
    "app://jobdeck/",
    "data:text/html,x",
    "https://user:secret@example.org/",
    "//example.org",
    "",
  ])("keeps %s in", (url) => {
    expect(externalLink(url)).toBeNull();
  });
});
