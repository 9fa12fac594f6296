/** Where a worker sends its results. */
export type WorkerPort = { readonly postMessage: (message: unknown) => void };

/**
 * The work of a job that runs in a thread of its own. Every task of a file does here, so the worker is called where its
 * task runs; what it posts, or else returns, is the output of the run.
 */
export abstract class AbstractBaseWorker<Input, Output> {
  protected readonly parentPort: WorkerPort | null;
  private posted: { readonly message: unknown } | undefined;

  /** @param _parentPort the thread's own port, which belongs to its host and is not handed on */
  constructor(_parentPort?: unknown) {
    this.parentPort = {
      postMessage: (message) => {
        this.posted = { message };
      },
    };
  }

  /** The file that the worker is in; nobody has to load it again. */
  abstract getFilename(): string;

  protected abstract run(input: Input): Output | Promise<Output>;

  /** Does the work and gives what it posted, or returned. */
  async execute(input: Input): Promise<unknown> {
    this.posted = undefined;
    const returned = await this.run(input);
    return this.posted === undefined ? returned : (this.posted as { readonly message: unknown }).message;
  }
}

// biome-ignore lint/style/noDefaultExport: the class style that this stands in for is imported by default.
export default AbstractBaseWorker;
