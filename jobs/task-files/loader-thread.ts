import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type JobdeckError, toStoredError } from "../model/errors.ts";
import type { TaskCode } from "../model/task-file.ts";
import { payloadIssues } from "../sdk/payload-issues.ts";
import type { Task } from "../sdk/task.ts";
import { buildVersion, fileCache } from "./build-version.ts";
import { syntaxProblem } from "./compile.ts";
import { describeTask } from "./describe-task.ts";
import { importTasks } from "./import-tasks.ts";
import type { FromLoader, LoaderAnswer, LoaderData, Question } from "./protocol.ts";
import { readSourceGraph, type SourceGraph } from "./source-graph.ts";
import { inUsersWords } from "./users-words.ts";

if (!parentPort) throw new Error("This file is the entry of a thread and cannot be started by itself");
const port: MessagePort = parentPort;
const data = workerData as LoaderData;
if (data.kind === "load") void load(data);
else answerQuestions();

async function load({ tasksFolder, file }: Extract<LoaderData, { kind: "load" }>): Promise<void> {
  const send = (message: FromLoader) => port.postMessage(message);
  const files = new Set<string>();
  let graph: SourceGraph | undefined;
  try {
    graph = await readSourceGraph(file, fileCache(tasksFolder), (read) => void files.add(read));
    const code = buildVersion(tasksFolder, graph);
    send({ type: "importing", files: [...files] });
    const tasks = (await importTasks(code)).map(describeTask);
    // By way of JSON: nothing else of what an author wrote can cross over.
    send({ type: "loaded", code, tasks: JSON.parse(JSON.stringify(tasks)), files: [...files] });
  } catch (error) {
    const told = error instanceof SyntaxError && graph ? ((await syntaxProblemIn(graph)) ?? error) : error;
    send({ type: "broken", error: inUsersWords(told, tasksFolder, graph), files: [...files] });
  }
}

/** V8 names the file and the line of a syntax error on the console only. */
async function syntaxProblemIn({ modules }: SourceGraph): Promise<JobdeckError | undefined> {
  for (const { file, compiled } of modules) {
    const problem = await syntaxProblem(file, compiled.code);
    if (problem) return problem;
  }
  return undefined;
}

function answerQuestions(): void {
  const imported = new Map<string, Promise<readonly Task[]>>();
  const taskOf = async (code: TaskCode, taskId: string): Promise<Task> => {
    const tasks = imported.get(code.entry) ?? importTasks(code);
    imported.set(code.entry, tasks);
    const task = (await tasks).find(({ id }) => id === taskId);
    if (!task) throw new Error(`Task "${taskId}" is not in its file any more`);
    return task;
  };

  const answer = async (question: Question): Promise<LoaderAnswer> => {
    const { id } = question;
    try {
      const task = await taskOf(question.code, question.taskId);
      if (question.ask === "issues")
        return { type: "issues", id, issues: question.payloads.map((payload) => payloadIssues(task, payload)) };
      const parsed = task.schema.safeParse(question.payload);
      return { type: "secrets", id, names: parsed.success ? [...(task.secretsOf?.(parsed.data) ?? [])] : [] };
    } catch (error) {
      return { type: "failed", id, error: toStoredError(error) };
    }
  };

  // One after the other: files are imported one at a time.
  let last = Promise.resolve();
  port.on("message", (question: Question) => {
    last = last.then(async () => port.postMessage(await answer(question)));
  });
}
