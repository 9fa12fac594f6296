import type { ShellApi } from "../jobs/api/shell.ts";

declare global {
  interface Window {
    /** Set up by the preload; not there when the page is drawn in a plain browser. */
    readonly jobdeckShell?: ShellApi;
  }
}
