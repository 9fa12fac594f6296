import { z } from "zod";
import { wordsProblem } from "../../services/ai/plain-text.ts";

/** Text of at most so many characters that is shown to people: no link, no markup, nothing that cannot be seen. */
export function plainWords(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const message = wordsProblem(text);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    });
}

/** A short name: a topic, a person, a place. */
export const shortName = plainWords(80);

/** As exchanges write them. */
export const ticker = z.string().regex(/^[A-Z0-9]{1,6}(?:[.:-][A-Z0-9]{1,6})?$/, "is no ticker");
