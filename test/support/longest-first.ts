import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { root } from "./paths.ts";

/** Tests of whole processes: what they take has nothing to do with how long their files are. */
const longest = ["test/e2e/looks", "test/chaos/chaos.", "test/chaos/", "test/jobs/task-files/", "test/jobs/cli/"].map(
  (start) => path.join(root, start),
);

/**
 * Vitest starts the largest files first where it knows no durations, as on a clean clone. A short file that takes minutes
 * would be the last then, with all other workers idle beside it.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((start) => moduleId.startsWith(start));
      return found < 0 ? longest.length : found;
    };
    // Within its group, which vitest begins after the one before has ended.
    const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    return sorted.toSorted((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
