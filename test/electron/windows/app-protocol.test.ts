import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Protocol } from "electron";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { serveApp } from "../../../electron/windows/app-protocol.ts";
import { tempHome } from "../../support/temp-home.ts";

type Handler = (request: Pick<Request, "method" | "url">) => Promise<Response>;

function setUp() {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const root = tempHome();
  mkdirSync(path.join(root, "assets"));
  for (const name of ["index.html", "assets/index.js", "assets/index.css"]) writeFileSync(path.join(root, name), "x");
  const handlers: Handler[] = [];
  const protocol: Pick<Protocol, "handle"> = { handle: (_scheme, handler) => handlers.push(handler as Handler) };
  const { pageServed } = serveApp(protocol, root, () => ":root {}");
  const served = vi.fn();
  void pageServed.then(served);
  const ask = async (name: string) => {
    const response = await handlers[0]?.({ method: "GET", url: `app://jobdeck/${name}` });
    if (response === undefined) throw new Error("Nobody serves.");
    return response;
  };
  return { ask, served };
}

describe("serveApp", () => {
  it("says that a page has what it begins with when it has its scripts and asks for nothing more", async () => {
    const { ask, served } = setUp();
    await ask("index.html");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(served).not.toHaveBeenCalled();
    const style = ask("assets/index.css");
    await ask("assets/index.js");
    await style;
    await vi.advanceTimersByTimeAsync(10);
    await ask("theme.css");
    await vi.advanceTimersByTimeAsync(19);
    expect(served).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(served).toHaveBeenCalledOnce();
  });

  it("gives the style sheet of the theme as it is now", async () => {
    const { ask } = setUp();
    const response = await ask("theme.css");
    expect(await response.text()).toBe(":root {}");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});
