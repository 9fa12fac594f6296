import { createInterface } from "node:readline/promises";
import { Exit } from "./output.ts";

/**
 * What a person at the terminal answers; undefined when they end their input instead. To be asked only where standard input and
 * output are a terminal. @throws Exit 130 on Ctrl+C
 */
export async function askLine(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      lines.once("SIGINT", () => reject(new Exit(130)));
      lines.once("close", () => resolve(undefined));
      // The end of the input rejects as well, and is heard above.
      lines.question(question).then(resolve, () => resolve(undefined));
    });
  } finally {
    lines.close();
  }
}
