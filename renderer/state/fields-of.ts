type Fields = Readonly<Record<string, unknown>>;

/** The fields of what may be anything; none for what is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The fields of what the window kept as text; none where there is no text, or one that is cut or of another make. */
export function keptFields(text: string | null): Fields {
  try {
    return fieldsOf(JSON.parse(text ?? "null"));
  } catch {
    // What the window keeps is a convenience: what cannot be read is as if it were not there.
    return {};
  }
}
