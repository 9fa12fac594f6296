export type ZoomChange = "in" | "out" | "reset";

/** As browsers step; at 200 % everything can still be used in a window of 1280 x 800. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The zoom after a change, within 50 and 200 %. */
export function nextZoom(zoom: number, change: ZoomChange): number {
  if (change === "reset") return 1;
  const next = change === "in" ? steps.find((step) => step > zoom) : steps.findLast((step) => step < zoom);
  return next ?? zoom;
}
