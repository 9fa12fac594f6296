/** Milliseconds of processor that this thread has used so far: unlike time, the same on a machine that is busy. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
