/** What the % specifiers of a user's units stand for (systemd.unit(5)); what is not there is not known. */
export type SystemdFacts = {
  readonly user: string;
  readonly home: string;
  /** IANA name; for times that name no zone. */
  readonly zone: string;
  /** Numbers of the user and of the group; null where there are none. */
  readonly uid: number | null;
  readonly gid: number | null;
  readonly host: string;
  readonly runtimeFolder: string | undefined;
  readonly cacheFolder: string;
  readonly configFolder: string;
  readonly shell: string | undefined;
};

export type Expand = (
  text: string,
) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Replaces the specifiers of a unit's values. */
export function specifiersOf(unitName: string, facts: SystemdFacts): Expand {
  const stem = unitName.replace(/\.[a-z]+$/, "");
  const at = stem.indexOf("@");
  const [prefix, instance] = at < 0 ? [stem, ""] : [stem.slice(0, at), stem.slice(at + 1)];
  const last = (text: string) => text.slice(text.lastIndexOf("-") + 1);
  const values: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
    ["%", "%"],
    ["n", unitName],
    ["N", stem],
    ["p", prefix],
    ["P", unescapeName(prefix)],
    ["i", instance],
    ["I", unescapeName(instance)],
    ["j", last(prefix)],
    ["J", unescapeName(last(prefix))],
    ["h", facts.home],
    ["u", facts.user],
    ["U", facts.uid?.toString()],
    ["G", facts.gid?.toString()],
    ["H", facts.host],
    ["l", facts.host.split(".")[0]],
    ["s", facts.shell],
    ["t", facts.runtimeFolder],
    ["C", facts.cacheFolder],
    ["E", facts.configFolder],
    ["T", "/tmp"],
    ["V", "/var/tmp"],
  ]);
  return (text) => {
    let unknown: string | undefined;
    const expanded = text.replace(/%(.?)/gs, (all, letter: string) => {
      const value = values.get(letter);
      if (value === undefined) unknown ??= all;
      return value ?? "";
    });
    if (unknown === undefined) return { ok: true, text: expanded };
    return { ok: false, reason: `what ${unknown} stands for is not known here` };
  };
}

/** `foo\x20bar` is "foo bar", and a dash is a slash. */
function unescapeName(text: string): string | undefined {
  const plain = text.replaceAll("-", "/");
  const decoded = plain.replace(/\\x([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Bytes above 127 would be pieces of characters.
  const isOdd = decoded.includes("\0") || /[\u0080-\u00ff]/.test(decoded);
  return isOdd && decoded !== plain ? undefined : decoded;
}
