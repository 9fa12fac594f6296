const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},\n]|[^\s"[\]{},:]+/g;

/** The lines, from 1, on which the elements of the lists right below the top of a JSON document begin. It must be valid. */
export function linesOfElements(json: string): readonly number[] {
  const lines: number[] = [];
  const open: string[] = [];
  let line = 1;
  let isNext = false;
  for (const [token] of json.matchAll(tokens)) {
    if (token === "\n") {
      line += 1;
      continue;
    }
    const inList = open.length === 2 && open[1] === "[";
    if (inList && isNext && token !== "]") lines.push(line);
    isNext = false;
    if (token === "]" || token === "}") open.pop();
    if (token === "[" || token === "{") open.push(token);
    if (open.length === 2 && open[1] === "[") isNext = token === "," || token === "[";
  }
  return lines;
}
