/*
 * What cron does with the rest of a line: the first % that is not escaped ends the command, what follows goes to its
 * standard input with every further % as a new line, and `\%` is a %. Taken from how cronie and Vixie cron do it, which
 * treat a backslash before a backslash differently in the two parts.
 */

export type CronCommand = { readonly shell: string; readonly stdin: string | undefined };

/** The line for the shell, and what it is given to read. */
export function splitCommand(text: string): CronCommand {
  const end = endOfCommand(text);
  const shell = text.slice(0, end).replace(/\\([\s\S])/g, (pair, next: string) => (next === "%" ? "%" : pair));
  const input = text.slice(end + 1);
  return { shell, stdin: input === "" ? undefined : inputOf(input) };
}

/** What `splitCommand` makes this out of. Undefined when no line of a crontab can say it. */
export function joinCommand({ shell, stdin }: CronCommand): string | undefined {
  if (/[\n\r\0]/.test(shell) || /^\s|\s$/.test(shell) || /^[*-]/.test(shell)) return undefined;
  if (stdin !== undefined && (/[\r\0]/.test(stdin) || !stdin.endsWith("\n"))) return undefined;
  const command = shell.replaceAll("%", "\\%");
  const input = stdin?.slice(0, -1).replaceAll("%", "\\%").replaceAll("\n", "%");
  const text = input === undefined ? command : `${command}%${input}`;
  // A backslash before the sign, and an empty input, come back as something else.
  const back = splitCommand(text);
  return back.shell === shell && back.stdin === stdin ? text : undefined;
}

function endOfCommand(text: string): number {
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === "%") return index;
  }
  return text.length;
}

function inputOf(text: string): string {
  let input = "";
  let escaped = false;
  for (const char of text) {
    if (escaped) input += char === "%" ? "" : "\\";
    const out: string = !escaped && char === "%" ? "\n" : char;
    escaped = out === "\\";
    if (!escaped) input += out;
  }
  if (escaped) input += "\\";
  return input.endsWith("\n") ? input : `${input}\n`;
}
