import type { Command } from "commander";
import { homeFiles } from "../../model/home.ts";
import { initTasks } from "../../task-files/init-tasks.ts";
import type { CliContext } from "../context.ts";
import { resourcesPath, version } from "../host-access.ts";

export function addInit(program: Command, { output, home }: CliContext): void {
  program
    .command("init")
    .description("set up the folder for your own tasks: an example, and types for your editor")
    .action(() => {
      const tasksFolder = homeFiles(home()).tasks;
      const { folder, files } = initTasks({ resourcesPath, tasksFolder, version });
      output.json({ folder, files });
      output.line(`Your tasks are the .ts, .mts, .js and .mjs files in ${folder}`);
      for (const { name, written } of files)
        output.line(`  ${name.padEnd(14)} ${written ? "written" : "left as it is"}`);
      output.line();
      output.line("Next:");
      output.line("  jobdeck run hello    run the example");
      output.line("  jobdeck dev hello    run it again whenever you save it");
    });
}
