import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { homeFiles } from "../../model/home.ts";
import { tsconfigText, writeTypes } from "../../task-files/editor-files.ts";
import { exampleName, exampleText } from "../../task-files/example-task.ts";
import type { CliContext } from "../context.ts";
import { resourcesPath, version } from "../host-access.ts";

export function addInit(program: Command, { output, home }: CliContext): void {
  program
    .command("init")
    .description("set up the folder for your own tasks: an example, and types for your editor")
    .action(() => {
      const { tasks } = homeFiles(home());
      mkdirSync(tasks, { recursive: true });
      const made = [
        { name: exampleName, text: exampleText },
        { name: "tsconfig.json", text: tsconfigText() },
      ].map(({ name, text }) => ({ name, written: writeUnlessThere(path.join(tasks, name), text) }));
      writeTypes({ resourcesPath, tasksFolder: tasks, version });
      output.json({ folder: tasks, files: made });
      output.line(`Your tasks are the .ts, .mts, .js and .mjs files in ${tasks}`);
      for (const { name, written } of made)
        output.line(`  ${name.padEnd(14)} ${written ? "written" : "left as it is"}`);
      output.line();
      output.line("Next:");
      output.line("  jobdeck run hello    run the example");
      output.line("  jobdeck dev hello    run it again whenever you save it");
    });
}

/** Never writes over what is the user's. */
function writeUnlessThere(file: string, text: string): boolean {
  if (existsSync(file)) return false;
  writeFileSync(file, text, { flag: "wx" });
  return true;
}
