/** True when `npm test` said that the system packages of one of these parts are missing here. */
export function isLeftOut(...parts: readonly string[]): boolean {
  const leftOut = (process.env.JOBDECK_TEST_SKIP ?? "").split(",");
  return parts.some((part) => leftOut.includes(part));
}
