export type LatestOptions<In, Out> = {
  readonly call: (input: In, signal: AbortSignal) => Promise<Out>;
  /** Milliseconds of quiet before the call is made. */
  readonly waitMs: number;
  readonly onResult: (input: In, output: Out) => void;
  readonly onError: (input: In, error: unknown) => void;
};

/** Calls for what was asked last: waits for a pause in the typing, and never lets an older answer overtake a newer one. */
export function createLatest<In, Out>({ call, waitMs, onResult, onError }: LatestOptions<In, Out>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();

  const cancel = () => {
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
  };
  const run = async (input: In) => {
    const { signal } = abort;
    try {
      const output = await call(input, signal);
      if (!signal.aborted) onResult(input, output);
    } catch (error) {
      if (!signal.aborted) onError(input, error);
    }
  };
  return {
    ask: (input: In): void => {
      cancel();
      timer = setTimeout(() => void run(input), waitMs);
    },
    cancel,
  };
}
