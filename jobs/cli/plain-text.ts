/**
 * Text from outside as a terminal may show it: in one line, and without the characters that would move its cursor, change
 * its title or turn the direction of what follows. Pure.
 */
export function plainText(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
      .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .trim()
  );
}
