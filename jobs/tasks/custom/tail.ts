/** What is kept of an output for whoever has no use for the log: whole lines, so that no secret is torn apart. */
const mostLines = 200;
const mostCharacters = 16_384;

/** Remembers the last lines that were added: at most 200, and at most 16,384 characters unless one line has more. */
export function createTail() {
  const lines: string[] = [];
  let characters = 0;
  return {
    add: (line: string): void => {
      lines.push(line);
      characters += line.length + 1;
      while (lines.length > 1 && (lines.length > mostLines || characters > mostCharacters))
        characters -= (lines.shift()?.length ?? 0) + 1;
    },
    text: (): string => lines.join("\n"),
    last: (count: number): readonly string[] => lines.slice(-count),
    isEmpty: (): boolean => lines.length === 0,
  };
}

export type Tail = ReturnType<typeof createTail>;
