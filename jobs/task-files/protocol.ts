import { z } from "zod";
import type { StoredError } from "../model/errors.ts";
import { type TaskCode, taskDescriptionSchema } from "../model/task-file.ts";
import type { PayloadIssue } from "../sdk/payload-issues.ts";

/** What a loader thread is started for: one file, or to be asked about payloads. */
export type LoaderData =
  | { readonly kind: "load"; readonly tasksFolder: string; readonly file: string }
  | { readonly kind: "ask" };

export type Question = {
  readonly id: number;
  readonly code: TaskCode;
  readonly taskId: string;
} & (
  | { readonly ask: "issues"; readonly payloads: readonly unknown[] }
  | { readonly ask: "secrets"; readonly payload: unknown }
);

/** What comes from a thread in which code of the user's is: nothing of it is believed before it was parsed. */
const text = z.string().max(100_000);
const errorSchema = z.object({
  code: z.string().max(100),
  message: text,
  stack: text.optional(),
  details: z.unknown().optional(),
});

export const fromLoaderSchema = z.discriminatedUnion("type", [
  /** The sources are read; what follows is the user's code. */
  z.object({ type: z.literal("importing"), files: z.array(z.string()) }),
  z.object({
    type: z.literal("loaded"),
    code: z.object({ version: z.string(), entry: z.string() }),
    tasks: z.array(taskDescriptionSchema).max(500),
    files: z.array(z.string()),
  }),
  z.object({ type: z.literal("broken"), error: errorSchema, files: z.array(z.string()) }),
]);
export type FromLoader = z.infer<typeof fromLoaderSchema>;

const issueSchema = z.object({ path: z.string().max(1_000), message: z.string().max(10_000) });

export const answerSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("issues"), id: z.number(), issues: z.array(z.array(issueSchema).nullable()) }),
  z.object({ type: z.literal("secrets"), id: z.number(), names: z.array(z.string().max(100)).max(100) }),
  z.object({ type: z.literal("failed"), id: z.number(), error: errorSchema }),
]);
export type LoaderAnswer =
  | { readonly type: "issues"; readonly id: number; readonly issues: readonly (readonly PayloadIssue[] | null)[] }
  | { readonly type: "secrets"; readonly id: number; readonly names: readonly string[] }
  | { readonly type: "failed"; readonly id: number; readonly error: StoredError };
