import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { inMain } from "../desktop/in-main.ts";
import { root } from "../paths.ts";
import type { Bitmap } from "./compare.ts";
import type { Look } from "./views.ts";

export const themes = ["dark", "light", "high-contrast-dark", "high-contrast-light"] as const;
export const sizes = [
  { width: 800, height: 600 },
  { width: 1_600, height: 900 },
] as const;
export const scales = [1, 2] as const;

export type Shot = {
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly height: number;
  readonly scale: (typeof scales)[number];
};

/** A Monday evening, so that "today" and "yesterday" are the same with every taking. */
const shotAt = new Date("2026-11-23T19:48:00Z");
/** Pictures that are kept are so much smaller. */
const reduction = 8;

/** Takes pictures of the window in a real Electron. */
export async function openCamera(url: string, env: Readonly<Record<string, string | undefined>>) {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const electron = await _electron.launch({
    executablePath: process.env.JOBDECK_ELECTRON ?? "",
    args: [...sandbox, "--force-color-profile=srgb", "--disable-lcd-text", path.join(root, "test/support/looks/app")],
    env: Object.fromEntries(
      Object.entries({ ...env, TZ: "UTC" }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ),
  });
  const page = await electron.firstWindow();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  const devtools = await page.context().newCDPSession(page);
  await page.clock.setFixedTime(shotAt);

  return {
    complaints,
    /** Opens the page in a window as wide as the widest, and goes to the view. */
    show: async ({ scenario, reach }: Look): Promise<void> => {
      await devtools.send("Emulation.setDeviceMetricsOverride", {
        width: 1_600,
        height: 900,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await page.emulateMedia({ colorScheme: "dark", contrast: "no-preference", reducedMotion: "reduce" });
      await page.goto("about:blank");
      await devtools.send("Storage.clearDataForOrigin", {
        origin: new URL(url).origin,
        storageTypes: "local_storage",
      });
      await page.goto(`${url}?scenario=${scenario}&still`);
      await page.evaluate(() => document.fonts.ready);
      if (scenario !== "silent") await page.locator(".status-bar .status-item").first().waitFor();
      await reach(page);
      await settled(page);
    },
    take: async ({ theme, width, height, scale }: Shot): Promise<Buffer> => {
      await page.emulateMedia({
        colorScheme: theme.endsWith("dark") ? "dark" : "light",
        contrast: theme.startsWith("high-contrast") ? "more" : "no-preference",
        reducedMotion: "reduce",
      });
      await devtools.send("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: scale,
        mobile: false,
      });
      await settled(page);
      // Playwright's own way encodes it as small as can be, which takes longer than all else.
      const { data } = await devtools.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
      return Buffer.from(data, "base64");
    },
    /** The picture as it is kept: small. */
    small: (png: Buffer): Promise<Buffer> => reduced(electron, png),
    bitmap: (png: Buffer): Promise<Bitmap> => toBitmap(electron, png),
    close: () => electron.close(),
  };
}

export type Camera = Awaited<ReturnType<typeof openCamera>>;

/** Waits until nothing is drawn any more that follows from what happened: two frames without a change of the page. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = "";
    for (let turn = 0; turn < 60; turn++) {
      await frame();
      await frame();
      const now = document.body.innerHTML;
      if (now === before && !document.querySelector("[aria-busy=true]")) return;
      before = now;
    }
  });
}

async function reduced(electron: ElectronApplication, png: Buffer): Promise<Buffer> {
  const small = await inMain(
    electron,
    ({ nativeImage }, [encoded, by]) => {
      const image = nativeImage.createFromBuffer(Buffer.from(encoded, "base64"));
      return image
        .resize({ width: Math.round(image.getSize().width / by), quality: "best" })
        .toPNG()
        .toString("base64");
    },
    [png.toString("base64"), reduction] as const,
  );
  return Buffer.from(small, "base64");
}

async function toBitmap(electron: ElectronApplication, png: Buffer): Promise<Bitmap> {
  const { size, bytes } = await inMain(
    electron,
    ({ nativeImage }, encoded) => {
      const image = nativeImage.createFromBuffer(Buffer.from(encoded, "base64"));
      return { size: image.getSize(), bytes: image.toBitmap().toString("base64") };
    },
    png.toString("base64"),
  );
  return { ...size, bytes: Buffer.from(bytes, "base64") };
}
