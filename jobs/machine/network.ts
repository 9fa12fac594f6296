import path from "node:path";
import type { MachineState } from "../model/machine.ts";
import { askProgram } from "./ask-program.ts";

type Env = Readonly<Record<string, string | undefined>>;

const manager = "org.freedesktop.NetworkManager";
/** `nmcli`: there is no such thing, here a Wi-Fi device. */
const nothingThere = 10;

/** Whether the connection costs by what goes over it: as NetworkManager knows or guesses it, else undefined. */
export async function isMetered(platform: NodeJS.Platform, env: Env): Promise<boolean | undefined> {
  if (platform !== "linux") return undefined;
  const args = [
    "--system",
    "--timeout=3",
    "get-property",
    manager,
    "/org/freedesktop/NetworkManager",
    manager,
    "Metered",
  ];
  const answer = await askProgram("busctl", args, env);
  if (answer?.code !== 0) return undefined;
  // Unknown, yes, no, guessed yes, guessed no.
  return [undefined, true, false, true, false][Number(/^u (\d)\s*$/.exec(answer.text)?.[1] ?? 0)];
}

/** The names of the Wi-Fi networks that the machine is in; undefined where the platform does not tell. */
export async function wifiNames(platform: NodeJS.Platform, env: Env): Promise<MachineState["wifi"]> {
  if (platform === "linux") return namesOfNmcli(env);
  if (platform === "win32") return namesOfNetsh(env);
  // macOS tells only programs that may know where the computer is.
  return undefined;
}

async function namesOfNmcli(env: Env): Promise<MachineState["wifi"]> {
  const args = ["--terse", "--fields", "ACTIVE,SSID", "device", "wifi", "list", "--rescan", "no"];
  const answer = await askProgram("nmcli", args, env);
  if (answer?.code === nothingThere) return [];
  return answer?.code === 0 ? parseNmcli(answer.text) : undefined;
}

/** Lines of `yes:NAME` and `no:NAME`; colons and backslashes of a name follow a backslash. */
export function parseNmcli(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const name = /^yes:(.+)$/.exec(line)?.[1];
    return name === undefined ? [] : [name.replace(/\\(.)/g, "$1")];
  });
}

async function namesOfNetsh(env: Env): Promise<MachineState["wifi"]> {
  // By its whole path: Windows would take one out of the working folder first.
  const netsh = path.win32.join(env.SystemRoot ?? "C:\\Windows", "System32", "netsh.exe");
  const answer = await askProgram(netsh, ["wlan", "show", "interfaces"], env);
  return answer?.code === 0 ? parseNetsh(answer.text) : undefined;
}

/** The label is the same in every language. "BSSID", and on newer ones "AP BSSID", are other lines. */
export function parseNetsh(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => /^\s*SSID\s*:\s(.+)$/.exec(line)?.[1] ?? []);
}
