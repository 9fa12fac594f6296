/**
 * The candidates that look most like `name`, nearest first, at most three: those that begin with it, and those at most a
 * third of its letters away (Damerau-Levenshtein: insertions, deletions, changes and swaps of neighbours).
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const allowed = Math.max(2, Math.ceil(wanted.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: closeness(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** " Did you mean x or y?", or nothing when nothing is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates);
  return near.length === 0 ? "" : ` Did you mean ${near.map((candidate) => `"${candidate}"`).join(" or ")}?`;
}

function closeness(wanted: string, candidate: string): number {
  if (wanted.length > 1 && candidate.startsWith(wanted)) return 0;
  return editDistance(wanted, candidate.slice(0, 100));
}

/** Optimal string alignment distance; three rows are enough to see a swap of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(previous, j) + 1,
        at(row, j - 1) + 1,
        at(previous, j - 1) + cost,
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
