import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { JobdeckError, messageOf } from "../model/errors.ts";

/** A file that the user named; "-" is standard input. @throws JobdeckError NOT_FOUND */
export async function readSource(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new JobdeckError("NOT_FOUND", `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
