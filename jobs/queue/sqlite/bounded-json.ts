const maxBytes = 1024 * 1024;

/**
 * JSON of a value, at most 1 MiB. What is larger is replaced by a note with its size and its beginning, which is still
 * valid JSON: half a document would be unreadable for whoever asks for it later.
 */
export function boundedJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  const bytes = Buffer.byteLength(json);
  if (bytes <= maxBytes) return json;
  return JSON.stringify({ truncated: true, bytes, maxBytes, beginning: json.slice(0, 1_000) });
}
