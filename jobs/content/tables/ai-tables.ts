import type { Generated } from "kysely";

export type AiWorkTable = {
  readonly task_id: string;
  readonly subject_id: number;
  readonly tries: number;
  readonly error: string | null;
  readonly done_at: number | null;
  readonly extent: Generated<number>;
};
