import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut } from "../support/desktop/electron-app.ts";
import { type Camera, openCamera, type Shot, scales, sizes, themes } from "../support/looks/camera.ts";
import { type Bitmap, difference } from "../support/looks/compare.ts";
import { type Picture, writeOverview } from "../support/looks/overview.ts";
import { openSite } from "../support/looks/site.ts";
import { type Look, looks } from "../support/looks/views.ts";
import { root } from "../support/paths.ts";

/** Fonts are not the same everywhere; a part of the window that moved, went or changed its colour is more than this. */
const tolerance = 0.04;
const kept = path.join(root, "test", "fixtures", "looks");
const taken = path.join(root, "artifacts", "looks");
const update = process.env.UPDATE_LOOKS === "1";
/**
 * `npm run looks`: pictures to look at, in both high contrasts and twice as fine as well, of every view or of the named ones.
 * Nothing is compared.
 */
const onlyLook = process.env.JOBDECK_LOOKS;
const wanted = onlyLook ? looks.filter(({ name }) => onlyLook === "all" || onlyLook.split(",").includes(name)) : looks;

const shownThemes = onlyLook ? themes : themes.filter((theme) => theme !== "high-contrast-light");

/** Another size lays out all anew, another theme does not. */
const shots: readonly Shot[] = sizes.flatMap((size) =>
  scales.slice(0, onlyLook ? 2 : 1).flatMap((scale) => shownThemes.map((theme) => ({ theme, ...size, scale }))),
);

describe.skipIf(isLeftOut("electron"))("the look of the window", () => {
  const pictures: Picture[] = [];
  let desktops: readonly Desktop[] = [];
  let site: Awaited<ReturnType<typeof openSite>>;
  /** Those that are free: as many as views are taken at once, because while one waits for a frame the other can draw. */
  const cameras: Camera[] = [];

  beforeAll(async () => {
    rmSync(taken, { recursive: true, force: true });
    mkdirSync(taken, { recursive: true });
    desktops = await Promise.all([openDesktop("1600x900"), openDesktop("1600x900")]);
    site = await openSite();
    cameras.push(...(await Promise.all(desktops.map(({ env }) => openCamera(site.url, env)))));
  });

  afterAll(async () => {
    if (pictures.length > 0) writeOverview(taken, pictures);
    await Promise.all(cameras.map((camera) => camera.close()));
    site?.close();
    await Promise.all(desktops.map((desktop) => desktop.close()));
  });

  const keep = async (camera: Camera, look: string, shot: Shot): Promise<Picture> => {
    const name = `${look}-${shot.theme}-${shot.width}`;
    const png = await camera.take(shot);
    const file = `${name}${shot.scale === 1 ? "" : `@${shot.scale}x`}.png`;
    writeFileSync(path.join(taken, file), png);
    const picture = { name: look, theme: shot.theme, width: shot.width, scale: shot.scale, file, other: null };
    if (onlyLook) return picture;
    const small = await camera.small(png);
    const before = path.join(kept, `${name}.png`);
    if (update) writeFileSync(before, small);
    if (!existsSync(before))
      throw new Error(`${name}.png is not kept yet: look at it, and take it with UPDATE_LOOKS=1`);
    const other = difference(await camera.bitmap(small), await camera.bitmap(readFileSync(before)));
    return { ...picture, other };
  };

  const takeAll = async (camera: Camera, look: Look): Promise<readonly Picture[]> => {
    await camera.show(look);
    const ofLook: Picture[] = [];
    for (const shot of shots) ofLook.push(await keep(camera, look.name, shot));
    return ofLook;
  };

  it.concurrent.for(wanted)("$name is as it was, in every theme and width", async (look, { expect }) => {
    const camera = cameras.pop();
    if (!camera) throw new Error("More views are taken at once than there are cameras");
    try {
      const ofLook = await takeAll(camera, look);
      pictures.push(...ofLook);
      const changed = ofLook.filter(({ other }) => other !== null && other > tolerance);
      expect(changed.map(({ file, other }) => `${file}: ${((other ?? 0) * 100).toFixed(1)} %`)).toEqual([]);
      expect(camera.complaints).toEqual([]);
    } finally {
      cameras.push(camera);
    }
  });

  it.skipIf(onlyLook)("keeps no picture of a view that there is no more", () => {
    const known = looks.flatMap(({ name }) =>
      shownThemes.flatMap((theme) => sizes.map(({ width }) => `${name}-${theme}-${width}.png`)),
    );
    expect(readdirSync(kept).filter((file) => !known.includes(file))).toEqual([]);
  });
});

describe("the comparison of two pictures", () => {
  const plain = (width: number, value: number): Bitmap => ({
    ...{ width, height: 10 },
    bytes: new Uint8Array(width * 40).fill(value),
  });

  it("finds none between the same, and little between nearly the same", () => {
    expect(difference(plain(10, 100), plain(10, 100))).toBe(0);
    expect(difference(plain(10, 100), plain(10, 120))).toBe(0);
  });

  it("finds a part that changed, and another size", () => {
    const changed = plain(10, 100);
    changed.bytes.fill(200, 0, 40 * 2);
    expect(difference(plain(10, 100), changed)).toBeCloseTo(0.2);
    expect(difference(plain(10, 100), plain(9, 100))).toBe(1);
  });
});
