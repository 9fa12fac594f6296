import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { init, parse } from "es-module-lexer";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { type Compiled, compile, compilerVersion, syntaxProblem } from "./compile.ts";
import { publicModuleNames, shimOf } from "./public-modules.ts";
import { codeExtensions, isLocal, resolveLocal } from "./resolve-local.ts";

const mostBytes = 5 * 2 ** 20;
const mostFiles = 500;

/** One module of a version: its text, and where its imports are in it. */
type GraphModule = {
  /** Its name in the version's folder. */
  readonly name: string;
  readonly file: string;
  readonly compiled: Compiled;
  readonly imports: readonly { readonly start: number; readonly end: number; readonly specifier: string }[];
};

export type SourceGraph = {
  /** By the contents of all files in it. */
  readonly version: string;
  readonly modules: readonly GraphModule[];
  /** Further files of the version's folder, by name. */
  readonly extras: ReadonlyMap<string, string>;
  /** What an import of `specifier` in `file` becomes; as it is when it names a package. */
  readonly target: (file: string, specifier: string) => string;
};

/** Keeps compiled sources; a source that was compiled once is not compiled again. */
export type CompileCache = {
  readonly get: (hash: string) => Compiled | undefined;
  readonly set: (hash: string, compiled: Compiled) => void;
};

/**
 * Reads a task file and every file of the user's that it imports, directly or not.
 *
 * @param read is given every file that was looked at, also when reading fails
 * @throws JobdeckError BAD_INPUT for an import that leads nowhere and for what is no code
 */
export async function readSourceGraph(
  entry: string,
  cache: CompileCache,
  read: (file: string) => void,
): Promise<SourceGraph> {
  await init;
  const names = new Map<string, string>();
  const modules: GraphModule[] = [];
  const extras = new Map<string, string>();
  const targets = new Map<string, string>();
  const hash = createHash("sha256").update(compilerVersion);

  const nameOf = (file: string): string => {
    const known = names.get(file);
    if (known !== undefined) return known;
    const extension = codeExtensions.includes(path.extname(file)) ? ".mjs" : "";
    const name = `${names.size}-${path.basename(file).replace(/[^\w.-]/g, "_")}${extension}`;
    names.set(file, name);
    if (names.size > mostFiles)
      throw new JobdeckError("BAD_INPUT", `${path.basename(entry)} imports more than ${mostFiles} files of yours.`);
    return name;
  };

  const targetOf = async (file: string, specifier: string): Promise<string> => {
    if (publicModuleNames.includes(specifier)) {
      const name = `${specifier.replaceAll("/", "-")}.mjs`;
      extras.set(name, extras.get(name) ?? (await shimOf(specifier)));
      return `./${name}`;
    }
    if (specifier.startsWith("jobdeck/")) throw unknownPublicModule(file, specifier);
    if (!isLocal(specifier)) return specifier;
    const found = resolveLocal(file, specifier);
    if (found === undefined) throw leadsNowhere(file, specifier);
    if (codeExtensions.includes(path.extname(found))) return `./${nameOf(found)}`;
    read(found);
    const text = readSource(found);
    hash.update(found).update(text);
    // What is no module of ours is imported from where it is; a thread serves one version only, so that it is never stale.
    if (path.extname(found) !== ".json") return pathToFileURL(found).href;
    extras.set(nameOf(found), text);
    return `./${nameOf(found)}`;
  };

  nameOf(entry);
  // A file that is found on the way goes to the end of the map, and is come to.
  for (const [file, name] of names) {
    if (!name.endsWith(".mjs")) continue;
    read(file);
    const source = readSource(file);
    const contents = createHash("sha256").update(compilerVersion).update(path.extname(file)).update(source);
    hash.update(file).update(source);
    const compiled = await cached(cache, contents.digest("hex"), () => compile(file, source));
    const imports = await importsOf(file, source, compiled.code);
    for (const { specifier } of imports) targets.set(`${file}\0${specifier}`, await targetOf(file, specifier));
    modules.push({ name, file, compiled, imports });
  }
  for (const text of extras.values()) hash.update(text);
  return {
    version: hash.digest("hex").slice(0, 16),
    modules,
    extras,
    target: (file, specifier) => targets.get(`${file}\0${specifier}`) ?? specifier,
  };
}

function readSource(file: string): string {
  const { size } = statSync(file);
  if (size > mostBytes)
    throw new JobdeckError("BAD_INPUT", `${file} has ${size} bytes; at most ${mostBytes} are read as a task's code.`);
  return readFileSync(file, "utf8");
}

async function cached(cache: CompileCache, hash: string, make: () => Promise<Compiled>): Promise<Compiled> {
  const known = cache.get(hash);
  if (known) return known;
  const compiled = await make();
  cache.set(hash, compiled);
  return compiled;
}

async function importsOf(file: string, source: string, code: string): Promise<GraphModule["imports"]> {
  try {
    const [imports] = parse(code, file);
    return imports.flatMap((found) => {
      if (found.type === "import-meta" || found.specifier === undefined) return [];
      if (found.type === "dynamic" && found.glob) return [];
      // A dynamic import's place includes its quotes.
      const quoted = /["'`]/.test(code[found.start] ?? "") ? 1 : 0;
      return [{ start: found.start + quoted, end: found.end - quoted, specifier: found.specifier }];
    });
  } catch (error) {
    throw (
      (await syntaxProblem(file, source)) ??
      new JobdeckError("BAD_INPUT", `${path.basename(file)}: ${messageOf(error)}`)
    );
  }
}

function leadsNowhere(file: string, specifier: string): JobdeckError {
  const tried = codeExtensions.join(", ");
  return new JobdeckError(
    "BAD_INPUT",
    `${path.basename(file)} imports "${specifier}", and there is no such file (also not with ${tried}).`,
  );
}

function unknownPublicModule(file: string, specifier: string): JobdeckError {
  const known = publicModuleNames.filter((name) => name.startsWith("jobdeck")).join(", ");
  return new JobdeckError("BAD_INPUT", `${path.basename(file)} imports "${specifier}"; there are only ${known}.`);
}
