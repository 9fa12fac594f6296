/**
 * Tasks whose payload says what is executed, which file or address is read, or where data goes: whoever may send one can
 * do all that the user can. The window, which shows what comes from outside, may not send one before the user has
 * confirmed it.
 */
export const freeTaskIds: readonly string[] = ["command", "http-request", "ingest-oneoff", "ingest-from-upload"];

export function isFree(taskId: string): boolean {
  return freeTaskIds.includes(taskId);
}
