import type { Protocol } from "electron";
import { describe, expect, it } from "vitest";
import { serveApp } from "../../../electron/windows/app-protocol.ts";
import { tempHome } from "../../support/temp-home.ts";

type Handler = (request: Pick<Request, "method" | "url">) => Promise<Response>;

function setUp() {
  const root = tempHome();
  const handlers: Handler[] = [];
  const protocol: Pick<Protocol, "handle"> = { handle: (_scheme, handler) => handlers.push(handler as Handler) };
  serveApp(protocol, root, () => ":root {}");
  const ask = async (name: string) => {
    const response = await handlers[0]?.({ method: "GET", url: `app://jobdeck/${name}` });
    if (response === undefined) throw new Error("Nobody serves.");
    return response;
  };
  return { ask };
}

describe("serveApp", () => {
  it("gives the style sheet of the theme as it is now", async () => {
    const { ask } = setUp();
    const response = await ask("theme.css");
    expect(await response.text()).toBe(":root {}");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});
