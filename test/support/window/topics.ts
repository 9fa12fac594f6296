/** Hands what is told to whoever listens, in order, each at its own pace: an async iterator that works in a browser too. */
export function createTopic<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    tell: (value: T): void => {
      for (const listener of [...listeners]) listener(value);
    },
    async *listen(signal: AbortSignal | undefined): AsyncGenerator<T> {
      const waiting: T[] = [];
      let wake: () => void = () => undefined;
      const receive = (value: T) => {
        waiting.push(value);
        wake();
      };
      listeners.add(receive);
      signal?.addEventListener("abort", () => wake(), { once: true });
      try {
        while (!signal?.aborted) {
          const value = waiting.shift();
          if (value !== undefined) yield value;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        listeners.delete(receive);
      }
    },
  };
}

export type Topic<T> = ReturnType<typeof createTopic<T>>;
