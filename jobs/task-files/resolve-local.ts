import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The files that can hold tasks, and what is tried when an import names none of them. */
export const codeExtensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** Whether an import names a file by its place, not a package. */
export function isLocal(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}

/**
 * The file that an import means: as it is written, as TypeScript's authors write it ("./x.js" for x.ts), or without its
 * ending. Undefined when there is none.
 */
export function resolveLocal(importer: string, specifier: string): string | undefined {
  const wanted = specifier.startsWith("file:")
    ? fileURLToPath(specifier)
    : path.resolve(path.dirname(importer), specifier);
  const typed = wanted.replace(/\.(m?)js$/, ".$1ts");
  const inFolder = codeExtensions.map((extension) => path.join(wanted, `index${extension}`));
  const candidates = [wanted, typed, ...codeExtensions.map((extension) => `${wanted}${extension}`), ...inFolder];
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
