import { describe, expect, it } from "vitest";
import { usersEnvironment } from "../../../jobs/model/users-environment.ts";

describe("the environment of the user's own code", () => {
  it("is the user's, without Jobdeck's settings and secrets and what is Electron's", () => {
    const env = {
      PATH: "/bin",
      Home: "/h",
      OPENAI_API_KEY: "k",
      openai_api_key: "k",
      JOBDECK_HOME: "/j",
      electron_run_as_node: "1",
      GONE: undefined,
    };
    expect(usersEnvironment(env)).toEqual({ PATH: "/bin", Home: "/h" });
  });
});
