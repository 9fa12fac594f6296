/** Vectors of all models have so many numbers; models that give more are asked for fewer, or cut and normalised. */
export const vectorDimensions = 256;

/** Those of one model of one provider: vectors of different ones cannot be compared. */
export type VectorSpace = { readonly provider: string; readonly model: string };

export type Neighbour = {
  readonly itemId: number;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
};

export type NearestQuery = VectorSpace & {
  readonly vector: Float32Array;
  readonly limit: number;
};

/**
 * What finds the nearest vectors: the half of the store that is different in each database. `embedding` is the truth, the
 * index follows it.
 */
export type VectorIndex = {
  /** Whether this computer can find the nearest; else `nearest` throws. */
  readonly isAvailable: () => Promise<boolean>;
  /** Takes in what was added to `embedding` and drops what is gone, until the index tells the truth. */
  readonly catchUp: () => Promise<void>;
  /**
   * The nearest first.
   *
   * @throws JobdeckError NO_VECTOR_SEARCH
   */
  readonly nearest: (query: NearestQuery) => Promise<readonly Neighbour[]>;
};
