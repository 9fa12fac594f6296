/** Longer than a frame, shorter than a glance. */
const soonMs = 50;

/** Calls back in a moment: what comes until then is drawn together. It goes on in a window that is not seen. */
export function soon(callback: () => void): void {
  setTimeout(callback, soonMs);
}
