import { quoted } from "./jobdeck-call.ts";
import { type CommandWish, type NotTaken, secretNotes } from "./plan.ts";
import { environmentFiles, environmentOf, type ReadText } from "./systemd-environment.ts";
import { type ExecCommand, parseExec } from "./systemd-exec.ts";
import { reasonOfRest } from "./systemd-rest.ts";
import { type Expand, type SystemdFacts, specifiersOf } from "./systemd-specifiers.ts";
import { parseTimespan } from "./systemd-time.ts";
import { allOf, lastOf, type Setting, type Unit } from "./systemd-unit.ts";

export type Service = {
  readonly payload: CommandWish;
  readonly title: string | undefined;
  /** It runs on mains power only. */
  readonly mainsPower: boolean;
  readonly notes: readonly string[];
  /** Lines that stay behind although the service is taken over. */
  readonly notTaken: readonly NotTaken[];
};

export type ServiceOptions = {
  readonly name: string;
  readonly unit: Unit;
  readonly facts: SystemdFacts;
  /** A unit of the system: it runs as root unless it says otherwise. */
  readonly system: boolean;
  readonly readText: ReadText;
};

/** Why a service cannot be taken over at all, with the line, where it is a line that keeps it from that. */
export type Refused = { readonly reason: string; readonly setting: Setting | undefined };

/** What a service does, as a payload of the task "command". */
export function readService(options: ServiceOptions): Service | Refused {
  const { settings } = options.unit;
  const expand = specifiersOf(options.name, options.facts);
  const blocked = blockedBy(options);
  if (blocked) return blocked;
  const commands = commandsOf(settings, expand);
  if ("reason" in commands) return commands;
  const environment = allOf(settings, "Service", "Environment");
  const env = environmentOf(environment, expand);
  if (typeof env === "string") return { reason: env, setting: environment[0] };
  const fileSettings = allOf(settings, "Service", "EnvironmentFile");
  const files = environmentFiles(fileSettings, { expand, readText: options.readText });
  if ("reason" in files) return { reason: files.reason, setting: fileSettings[0] };
  const folder = folderOf(settings, expand);
  if ("reason" in folder) return folder;
  const payload = {
    ...payloadOf(commands.all, `${files.shell}${folder.shell}`),
    ...(folder.cwd === undefined ? (options.system ? { cwd: "/" } : {}) : { cwd: folder.cwd }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...exitCodesOf(settings),
    ...timeoutOf(settings),
  };
  const description = lastOf(settings, "Unit", "Description");
  const title = description && expand(description.value);
  return {
    payload,
    title: title?.ok ? title.text : undefined,
    mainsPower: lastOf(settings, "Unit", "ConditionACPower") !== undefined,
    notes: [
      ...secretNotes(env),
      ...(files.any ? ["Its EnvironmentFile is read by the shell at each run: keep to NAME='value' there."] : []),
      ...(commands.all.some(({ splits }) => splits)
        ? ["A variable that stands alone is split at blanks; quotes inside of it do not count, as they do for systemd."]
        : []),
    ],
    notTaken: [...options.unit.notTaken, ...settings.flatMap(reasonOfRest)],
  };
}

/** Settings without which it would do something else. */
const blocking: Readonly<Record<string, string>> = {
  ExecCondition: "Jobdeck asks no program whether it should run",
  ExecStop: "Jobdeck has nothing to be run when a command is stopped",
  ExecStopPost: "Jobdeck has nothing to be run after a command that failed",
  StandardInputText: "the input is not taken over",
  StandardInputData: "the input is not taken over",
  Sockets: "Jobdeck hands over no sockets",
  RootDirectory: "Jobdeck runs everything in the system's own root folder",
  RootImage: "Jobdeck runs everything in the system's own root folder",
  UnsetEnvironment: "Jobdeck takes no variables away",
  DynamicUser: "Jobdeck runs everything as you",
  LoadCredential: "Jobdeck knows no credentials of systemd",
  SetCredential: "Jobdeck knows no credentials of systemd",
};

function blockedBy({ unit: { settings }, facts, system }: ServiceOptions): Refused | undefined {
  const service = (key: string) => lastOf(settings, "Service", key);
  for (const [key, reason] of Object.entries(blocking)) {
    const setting = service(key);
    if (setting && !/^(no|false|off|0)$/i.test(setting.value)) return { reason, setting };
  }
  const type = service("Type");
  if (type && !["simple", "exec", "idle", "oneshot"].includes(type.value))
    return { reason: `Jobdeck cannot tell when a service of the type ${type.value} has done its work`, setting: type };
  const input = service("StandardInput");
  if (input && input.value !== "null") return { reason: "the input is not taken over", setting: input };
  const user = service("User");
  const name = user && specifiersOf("x.service", facts)(user.value);
  const isOwn = name?.ok === true && (name.text === facts.user || name.text === facts.uid?.toString());
  if (user && !isOwn)
    return { reason: `it runs as ${user.value}, and Jobdeck runs everything as you (${facts.user})`, setting: user };
  if (system && !user && facts.uid !== 0)
    return { reason: `it runs as root, and Jobdeck runs everything as you (${facts.user})`, setting: undefined };
  const condition = settings.find(
    ({ section, key, value }) =>
      section === "Unit" &&
      /^(Condition|Assert)/.test(key) &&
      !(key === "ConditionACPower" && isTrue(value)) &&
      value !== "",
  );
  return condition && { reason: `Jobdeck cannot ask for ${condition.key}`, setting: condition };
}

function isTrue(value: string): boolean {
  return /^(1|y|yes|t|true|on)$/i.test(value);
}

function commandsOf(settings: readonly Setting[], expand: Expand): { readonly all: readonly ExecCommand[] } | Refused {
  const isOneshot = lastOf(settings, "Service", "Type")?.value === "oneshot";
  const [pre, start, post] = ["ExecStartPre", "ExecStart", "ExecStartPost"].map((key) =>
    allOf(settings, "Service", key),
  );
  if (!start || start.length === 0) return { reason: "it has no ExecStart", setting: undefined };
  if (!isOneshot && post?.[0])
    return { reason: "it runs beside the service, which Jobdeck has no way to", setting: post[0] };
  const all: ExecCommand[] = [];
  for (const setting of [...(pre ?? []), ...start, ...(post ?? [])]) {
    const parsed = parseExec(setting, expand);
    if (typeof parsed === "string") return { reason: parsed, setting };
    all.push(...parsed);
    const isSecond = setting.key === "ExecStart" && !isOneshot && (start.length > 1 || parsed.length > 1);
    if (isSecond) return { reason: "only a service of the type oneshot may have several commands", setting };
  }
  if (all.length === 0) return { reason: "it names no program", setting: start[0] };
  return { all };
}

/** One plain command needs no shell; several stop at the first that fails, as in systemd. */
function payloadOf(commands: readonly ExecCommand[], before: string): Pick<CommandWish, "argv" | "shell"> {
  const [only] = commands;
  if (commands.length === 1 && before === "" && only?.argv && !only.mayFail) return { argv: only.argv };
  const splits = commands.some((command) => command.splits) ? "set -f; " : "";
  const steps = commands.map(({ shell, mayFail }, index) => {
    if (mayFail) return `${shell} || :`;
    return index === commands.length - 1 ? shell : `${shell} || exit`;
  });
  return { shell: `${splits}${before}${steps.join("; ")}` };
}

type Folder = { readonly cwd: string | undefined; readonly shell: string };

function folderOf(settings: readonly Setting[], expand: Expand): Folder | Refused {
  const setting = lastOf(settings, "Service", "WorkingDirectory");
  if (!setting) return { cwd: undefined, shell: "" };
  const mayMiss = setting.value.startsWith("-");
  const folder = expand(mayMiss ? setting.value.slice(1) : setting.value);
  if (!folder.ok) return { reason: folder.reason, setting };
  if (!/^(\/|~$)/.test(folder.text)) return { reason: "its working folder is no whole path", setting };
  if (!mayMiss || folder.text === "~") return { cwd: folder.text, shell: "" };
  const path = quoted(folder.text);
  return { cwd: undefined, shell: `if [ -d ${path} ]; then cd ${path}; fi; ` };
}

function exitCodesOf(settings: readonly Setting[]): Pick<CommandWish, "okExitCodes"> {
  const words = allOf(settings, "Service", "SuccessExitStatus").flatMap(({ value }) => value.split(/\s+/));
  const codes = words.filter((word) => /^\d{1,3}$/.test(word)).map(Number);
  return codes.length === 0 ? {} : { okExitCodes: [...new Set([0, ...codes])] };
}

const longestMs = 60 * 60_000;

/** How long it may take: a oneshot service is starting all the while. */
function timeoutOf(settings: readonly Setting[]): Pick<CommandWish, "timeoutMs"> {
  const isOneshot = lastOf(settings, "Service", "Type")?.value === "oneshot";
  const keys = isOneshot ? ["TimeoutStartSec", "TimeoutSec"] : ["RuntimeMaxSec"];
  const setting = allOf(settings, "Service", ...keys).at(-1);
  const ms = setting ? (parseTimespan(setting.value) ?? 0) : 0;
  return ms >= 1 && ms <= longestMs ? { timeoutMs: ms } : {};
}
