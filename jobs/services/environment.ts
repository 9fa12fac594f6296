import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import { homeFiles } from "../model/home.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's environment over that of the home's `.env`; a missing file is an empty one. */
export function loadEnvironment(home: string, processEnv: Environment): Environment {
  return { ...readEnvFile(homeFiles(home).env), ...processEnv };
}

/** @throws the system's error when the file is there and cannot be read */
export function readEnvFile(file: string): Readonly<Record<string, string>> {
  try {
    return parse(readFileSync(file));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
