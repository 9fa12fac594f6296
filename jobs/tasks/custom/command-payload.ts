import { z } from "zod";
import { secretReferenceSchema } from "./secret-reference.ts";

/** Milliseconds that a command, or a request, may take at most. */
export const longestMs = 60 * 60_000;

const noNul = (text: string) => !text.includes("\0");
const text = z.string().max(131_072).refine(noNul, "a NUL character cannot be handed to a program");
const variableName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^=\0]+$/, "the name of a variable has neither = nor NUL in it");

export const commandPayloadSchema = z
  .strictObject({
    argv: z
      .tuple([text.min(1)], text)
      .optional()
      .meta({
        title: "Program and arguments",
        description: "Instead of a command line: the program and what it is given. No shell looks at them.",
      }),
    shell: text
      .refine((line) => line.trim() !== "", "the line is empty")
      .optional()
      .meta({
        title: "Command line",
        description: "Runs with sh -c, on Windows with cmd /d /s /c. Either this, or a program and its arguments.",
      }),
    cwd: text.min(1).optional().meta({
      title: "Working folder",
      description: "From your home folder, which is also the default; ~/ is that too.",
    }),
    env: z
      .record(variableName, z.union([text, secretReferenceSchema]))
      .default({})
      .meta({
        title: "Environment",
        description: 'Added to the environment: { "NAME": "text" }, or { "NAME": { "secret": "custom.KEY" } }.',
      }),
    stdin: z.string().max(1_048_576).optional().meta({
      title: "Standard input",
      description: "What the program reads from its standard input; without it, nothing.",
    }),
    okExitCodes: z
      .array(z.number().int().min(0).max(4_294_967_295))
      .min(1)
      .max(256)
      .default([0])
      .meta({ title: "Exit codes that mean success" }),
    timeoutMs: z.number().int().min(1).max(longestMs).optional().meta({
      title: "Limit in milliseconds",
      description: "Milliseconds after which the command and all that it started is ended.",
    }),
  })
  .refine(({ argv, shell }) => (argv === undefined) !== (shell === undefined), {
    error: 'give either "argv", as ["program", "argument"], or "shell", as "a line"',
  });

export type CommandPayload = z.output<typeof commandPayloadSchema>;

/** The names of the secrets that its environment refers to. */
export function secretsOfCommand({ env }: CommandPayload): readonly string[] {
  return Object.values(env).flatMap((value) => (typeof value === "string" ? [] : [value.secret]));
}

/** The command in a few words, for messages. */
export function titleOfCommand({ argv, shell }: CommandPayload): string {
  const words = shell ?? argv?.[0] ?? "";
  const line = words.split("\n")[0] ?? "";
  return line.length > 80 || line !== words ? `${line.slice(0, 80)}…` : line;
}
