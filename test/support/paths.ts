import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const migrationsPath = path.join(root, "resources", "migrations");
export const samplesPath = path.join(root, "resources", "samples");
/** Entry of a worker thread that knows the tasks of `test-tasks.ts`. */
export const testThreadPath = path.join(root, "test", "support", "test-thread.ts");
/** Entry of the threads that load task files. */
export const loaderPath = path.join(root, "jobs", "task-files", "loader-thread.ts");
/** Entry of the thread that answers the calls about content. */
export const contentThreadPath = path.join(root, "jobs", "api", "content", "content-thread.ts");
