import path from "node:path";
import { pathToFileURL } from "node:url";
import { type StoredError, toStoredError } from "../model/errors.ts";
import type { TaskCode } from "../model/task-file.ts";
import { buildFolder } from "./build-version.ts";
import type { SourceGraph } from "./source-graph.ts";

/** An error of a task file as its author is to read it: with the author's files, and without what is around them. */
export function inUsersWords(error: unknown, tasksFolder: string, graph: SourceGraph | undefined): StoredError {
  const { code, message, stack, details } = toStoredError(error);
  const say = (text: string): string => (graph ? withUsersFiles(text, tasksFolder, graph) : text);
  return {
    code,
    message: withHint(say(message)),
    ...(stack === undefined ? {} : { stack: withoutInside(say(stack), tasksFolder) }),
    ...(details === undefined ? {} : { details }),
  };
}

/** A stack without the frames that led into the author's code; those of packages that it called stay. */
export function endingInUsersCode(stack: string, { entry }: TaskCode): string {
  const folder = path.dirname(path.dirname(path.dirname(path.dirname(entry))));
  const lines = stack.split("\n");
  const last = lines.findLastIndex((line) => line.includes(folder) || line.includes(pathToFileURL(folder).href));
  return last < 0 ? stack : lines.slice(0, last + 1).join("\n");
}

function withUsersFiles(text: string, tasksFolder: string, graph: SourceGraph): string {
  const folder = path.join(buildFolder(tasksFolder), graph.version);
  let result = text;
  for (const { name, file } of graph.modules) {
    const built = path.join(folder, name);
    result = result.replaceAll(pathToFileURL(built).href, pathToFileURL(file).href).replaceAll(built, file);
    result = result.replaceAll(`'./${name}'`, `'./${path.basename(file)}'`);
  }
  return result.replace(/'\.\/((?:jobdeck|zod)[\w-]*)\.mjs'/g, (_all, name: string) =>
    name.startsWith("jobdeck-") ? `"jobdeck/${name.slice("jobdeck-".length)}"` : `"${name}"`,
  );
}

function withHint(message: string): string {
  if (/^Cannot find package '/.test(message)) return `${message}. Install it in the folder of your tasks: npm install`;
  if (/does not provide an export named/.test(message))
    return `${message}. If it is a type, import it with "import type".`;
  if (/^require is not defined/.test(message))
    return 'Task files are ES modules: write "import" in the place of "require".';
  return message;
}

/** Frames of Node's and of Jobdeck's own say nothing to the author of a task. */
function withoutInside(stack: string, tasksFolder: string): string {
  const isFrame = (line: string) => /^\s+at /.test(line);
  const isUsers = (line: string) => line.includes(tasksFolder) || line.includes(pathToFileURL(tasksFolder).href);
  return stack
    .split("\n")
    .filter((line) => !isFrame(line) || isUsers(line))
    .join("\n");
}
