/** Milliseconds of processor that this thread has used so far: unlike time, the same on a machine that is busy. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** What this thread computed (ms) in each turn of its event loop while `work` went on: for so long nobody else was served. */
export async function turnsCpuMs(work: () => Promise<unknown>): Promise<readonly number[]> {
  const turns: number[] = [];
  let since = threadCpuMs();
  const next = (): NodeJS.Immediate =>
    setImmediate(() => {
      const now = threadCpuMs();
      turns.push(now - since);
      since = now;
      turn = next();
    });
  let turn = next();
  try {
    await work();
  } finally {
    clearImmediate(turn);
  }
  return [...turns, threadCpuMs() - since];
}
