export type StackLine = {
  /** A place in the task's code; one in what it is built on; and what else is said, such as a cause. */
  readonly kind: "frame" | "inner" | "text";
  readonly text: string;
};

/** The lines of a stack that say more than the message does, which stands above them. Pure. */
export function stackLines({ message, stack }: { readonly message: string; readonly stack?: string | undefined }) {
  return withoutMessage(stack ?? "", message)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(toLine);
}

/** A stack begins with the name of the error and its message, which may have several lines. */
function withoutMessage(stack: string, message: string): string {
  const at = message === "" ? -1 : stack.indexOf(message);
  const beforeFrames = at >= 0 && !stack.slice(0, at).includes("\n");
  return beforeFrames ? stack.slice(at + message.length) : stack;
}

function toLine(line: string): StackLine {
  if (!/^\s*at /.test(line)) return { kind: "text", text: line.trimEnd() };
  const inner = /\(?node:|[/\\](?:node_modules|app\.asar)[/\\]/.test(line);
  return { kind: inner ? "inner" : "frame", text: line.trim() };
}
