/** A picture as Electron's `nativeImage` gives it: four bytes a pixel. */
export type Bitmap = { readonly width: number; readonly height: number; readonly bytes: Uint8Array };

/** Of one channel of a pixel; the edges of letters differ by less between two renderings of the same page. */
const pixelTolerance = 40;

/** The share (0 to 1) of pixels that are clearly other than in the other picture; 1 when their sizes differ. */
export function difference(a: Bitmap, b: Bitmap): number {
  const pixels = a.width * a.height;
  if (a.width !== b.width || a.height !== b.height || pixels === 0) return 1;
  let other = 0;
  for (let pixel = 0; pixel < pixels; pixel++)
    if ([0, 1, 2].some((channel) => distance(a, b, pixel * 4 + channel) > pixelTolerance)) other += 1;
  return other / pixels;
}

function distance(a: Bitmap, b: Bitmap, index: number): number {
  return Math.abs((a.bytes[index] ?? 0) - (b.bytes[index] ?? 0));
}
