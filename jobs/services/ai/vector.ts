import { embeddingDimensions } from "./ai.ts";

/**
 * A vector of the project's length: the first dimensions of a longer one (which is how the models that can be shortened
 * are made), zeros after a shorter one, then scaled to length 1. Neither changes what is near to what for such models.
 */
export function fitVector(values: ArrayLike<number>): Float32Array {
  const vector = new Float32Array(embeddingDimensions);
  for (let index = 0; index < Math.min(values.length, embeddingDimensions); index++) vector[index] = values[index] ?? 0;
  return normalised(vector);
}

/** Scaled to length 1; a vector of zeros stays as it is. */
export function normalised(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum === 0) return vector;
  const scale = 1 / Math.sqrt(sum);
  return vector.map((value) => value * scale);
}

/** How alike two vectors of length 1 are: 1 the same, 0 nothing in common. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
