type Options = { readonly apiKey: string; readonly baseUrl: string | undefined; readonly model: string };

/** Whether a key may use a model; undefined where a server does not say. */
export async function hasModel({ apiKey, baseUrl, model }: Options, signal: AbortSignal): Promise<boolean | undefined> {
  const { default: Client, NotFoundError, PermissionDeniedError } = await import("openai");
  const client = new Client({
    apiKey,
    baseURL: baseUrl ?? null,
    maxRetries: 0,
    organization: null,
    project: null,
    logLevel: "off",
  });
  try {
    await client.models.retrieve(model, { signal });
    return true;
  } catch (error) {
    if (error instanceof PermissionDeniedError) return false;
    if (error instanceof NotFoundError) return error.code === "model_not_found" ? false : undefined;
    throw error;
  }
}
