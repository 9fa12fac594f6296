/** What a test of credentials found; when they do not work at all, it throws instead. */
export type CredentialFinding = {
  /** What works, in sentences for the user. */
  readonly message: string;
  /** What does not, though the credentials do; null when there is nothing. */
  readonly warning: string | null;
};

/** The values that are tried. */
export type CredentialValues = {
  /** Empty when there is none. */
  readonly value: (name: string) => string;
  /** How to call a setting: by `words`, or by its environment variable when its value comes from there. */
  readonly called: (name: string, words: string) => string;
};
