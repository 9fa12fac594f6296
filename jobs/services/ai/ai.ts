import type { z } from "zod";

/** Which of the two it was. `openai` is any server that speaks OpenAI's API. */
export type AiProviderName = "openai" | "local";

/** Every embedding of the project has so many dimensions. */
export const embeddingDimensions = 256;

export type TokenUse = { readonly inputTokens: number; readonly outputTokens: number };

/** Text from outside that an answer is to be made of. It is data, whatever it says of itself. */
export type Passage = {
  /** What an answer refers to it by. */
  readonly id: string;
  readonly text: string;
};

/**
 * Something to be found out about texts, answered in the same shape by either provider: by a model that is given
 * `instructions` and the texts, or by `plainly`, plain methods on this computer.
 */
export type Question<T> = {
  /** Names the shape to the model: letters and underscores. */
  readonly name: string;
  /** Ours: nothing from outside goes in here. */
  readonly instructions: string;
  readonly passages: readonly Passage[];
  /** Checked for every answer, whoever gave it. */
  readonly schema: z.ZodType<T>;
  /** What a schema cannot say: that ids exist, that quotes are verbatim. Gives what is wrong, in words for the model. */
  readonly problem?: (answer: T) => string | undefined;
  /** When the second answer too has a problem: what of it can be kept, or undefined when nothing can. */
  readonly salvage?: (answer: T) => T | undefined;
  readonly plainly: () => T;
  /** The longest answer, in tokens, a model's thinking included. */
  readonly maxOutputTokens: number;
};

export type Answer<T> = {
  readonly value: T;
  readonly provider: AiProviderName;
  readonly model: string;
  readonly usage: TokenUse;
  /** The first answer did not fit, and was asked again. */
  readonly askedAgain: boolean;
};

export type Embeddings = {
  /** In the order of the texts, each of length 1 (or all zero, for a text without words). */
  readonly vectors: readonly Float32Array[];
  readonly provider: AiProviderName;
  readonly model: string;
  readonly usage: TokenUse;
};

/**
 * The one door to AI. Both calls reject with ServiceError, BudgetError, or the signal's reason.
 */
export type Ai = {
  readonly provider: AiProviderName;
  /** What answers, in words for people: "local, extractive" or "openai, gpt-…". */
  readonly label: string;
  readonly model: string;
  readonly embeddingModel: string;
  readonly embed: (texts: readonly string[], signal: AbortSignal) => Promise<Embeddings>;
  readonly ask: <T>(question: Question<T>, signal: AbortSignal) => Promise<Answer<T>>;
};

/** What goes to a model in one call. */
export type ModelRequest = {
  readonly name: string;
  readonly instructions: string;
  readonly input: string;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
};

/** What came back: text, or the reason why there is none that can be used. */
export type ModelAnswer = {
  readonly usage: TokenUse;
  readonly text: string;
  readonly ending: "complete" | "cut" | "refused";
};

/** A server with models: what metering wraps and tests play. Every call is one request. */
export type ModelServer = {
  readonly model: string;
  readonly embeddingModel: string;
  readonly answer: (request: ModelRequest, signal: AbortSignal) => Promise<ModelAnswer>;
  readonly embed: (texts: readonly string[], signal: AbortSignal) => Promise<EmbeddingAnswer>;
};

export type EmbeddingAnswer = { readonly vectors: readonly Float32Array[]; readonly usage: TokenUse };
