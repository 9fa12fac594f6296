import { z } from "zod";
import { longestMs } from "./command-payload.ts";
import { secretNameSchema } from "./secret-reference.ts";

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/, "this cannot be the name of a header");
const headerText = z
  .string()
  .max(8_192)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "a header has no line breaks, control characters, or letters beyond Latin-1");
const headerSecret = z.strictObject({
  secret: secretNameSchema,
  /** Stands before the value: "Bearer ". */
  prefix: headerText.optional(),
});

const status = z.union([
  z.number().int().min(100).max(599),
  z.string().regex(/^[1-5]xx$/, 'a class of answers is written like "2xx"'),
]);

const expectedBody = z.union([
  /** Is in the body. */
  z.string().min(1).max(10_000),
  z.strictObject({ contains: z.string().min(1).max(10_000) }),
  z.strictObject({
    matches: z.string().min(1).max(1_000),
    flags: z
      .string()
      .regex(/^[imsu]*$/)
      .optional(),
  }),
]);

export const httpPayloadSchema = z
  .strictObject({
    method: z
      .string()
      .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i, "use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS")
      .default("GET"),
    url: z
      .string()
      .max(8_192)
      .refine((url) => urlProblem(url) === undefined, { error: ({ input }) => urlProblem(String(input)) ?? "" })
      .meta({ title: "Address", description: "http or https. Name and password do not belong into it." }),
    headers: z
      .record(headerName, z.union([headerText, headerSecret]))
      .default({})
      .describe('{ "Name": "text" }, or { "Authorization": { "secret": "custom.KEY", "prefix": "Bearer " } }.'),
    body: z.json().optional().describe("Text is sent as it is, anything else as JSON."),
    expectStatus: z
      .union([status, z.array(status).min(1).max(100)])
      .default("2xx")
      .meta({
        title: "Expected status",
        description:
          "A status, a class of them, or a list of both. One that is listed is an answer even if it is a redirect.",
      }),
    expectBody: expectedBody
      .optional()
      .meta({ title: "Expected body", description: "What the first MiB of the body contains, or matches." }),
    timeoutMs: z
      .number()
      .int()
      .min(1)
      .max(longestMs)
      .default(30_000)
      .meta({ title: "Limit in milliseconds", description: "Milliseconds for all of it, redirects included." }),
  })
  .refine(({ expectBody }) => patternProblem(expectBody) === undefined, {
    path: ["expectBody"],
    error: ({ input }) => patternProblem((input as { expectBody?: ExpectedBody }).expectBody) ?? "",
  })
  .refine(
    ({ headers }) =>
      new Set(Object.keys(headers).map((name) => name.toLowerCase())).size === Object.keys(headers).length,
    {
      path: ["headers"],
      error: "a header is there twice",
    },
  )
  .refine(
    ({ headers }) =>
      !Object.keys(headers).some((name) => /^(content-length|transfer-encoding|connection)$/i.test(name)),
    {
      path: ["headers"],
      error: "Content-Length, Transfer-Encoding and Connection are set by Jobdeck itself",
    },
  );

export type HttpPayload = z.output<typeof httpPayloadSchema>;
export type ExpectedBody = z.output<typeof expectedBody>;

/** The names of the secrets that its headers refer to. */
export function secretsOfRequest({ headers }: HttpPayload): readonly string[] {
  return Object.values(headers).flatMap((value) => (typeof value === "string" ? [] : [value.secret]));
}

/** Why this URL cannot be asked; undefined when it can. */
export function urlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return "this is no URL; write it like https://example.org/path";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `only http and https can be asked, not "${url.protocol}"`;
  if (url.username !== "" || url.password !== "")
    return 'there is a name or password in the URL; store it as a secret and refer to it in "headers"';
  return undefined;
}

function patternProblem(expected: ExpectedBody | undefined): string | undefined {
  if (typeof expected !== "object" || !("matches" in expected)) return undefined;
  try {
    new RegExp(expected.matches, expected.flags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
