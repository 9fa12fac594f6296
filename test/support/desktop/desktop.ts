import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Environment, firstLine, type Program, startProgram } from "./processes.ts";

/** A user's session of its own: a screen, a message bus and a home folder, all gone when it is closed. */
export type Desktop = {
  readonly env: Environment;
  /** The user's home folder. */
  readonly folder: string;
  /** Starts a program in this session; it is stopped with the session. */
  readonly start: (command: string, args: readonly string[], input?: string) => Program;
  readonly close: () => Promise<void>;
};

/**
 * A bus that starts nothing by itself but Xfce's settings, which the panel needs: a keyring that appears unasked would
 * make a session without one impossible.
 */
function writeBusConfig(folder: string): string {
  const services = path.join(folder, "services");
  mkdirSync(services);
  for (const name of ["org.xfce.Xfconf.service"]) {
    const installed = path.join("/usr/share/dbus-1/services", name);
    if (existsSync(installed)) copyFileSync(installed, path.join(services, name));
  }
  const file = path.join(folder, "bus.conf");
  writeFileSync(
    file,
    `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`,
  );
  return file;
}

/** Starts Xvfb and a session bus. Nothing of the machine's own session or of the user's files is touched. */
export async function openDesktop(size = "1440x900"): Promise<Desktop> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-desktop-"));
  const runtime = path.join(folder, "run");
  mkdirSync(runtime, { mode: 0o700 });
  const programs: Program[] = [];
  const base: Environment = {
    PATH: process.env.PATH,
    LANG: "C.UTF-8",
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: path.join(folder, ".config"),
    XDG_DATA_HOME: path.join(folder, ".local", "share"),
    XDG_CACHE_HOME: path.join(folder, ".cache"),
    XDG_CURRENT_DESKTOP: "XFCE",
    // GTK asks for a bridge to screen readers that is not there, and waits for it.
    NO_AT_BRIDGE: "1",
  };
  const close = async (): Promise<void> => {
    for (const program of programs.reverse()) await program.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const screen = startProgram("Xvfb", ["-displayfd", "3", "-screen", "0", `${size}x24`, "-nolisten", "tcp"], {
      env: base,
      pipes: 1,
    });
    programs.push(screen);
    const number = await firstLine(screen.child.stdio[3] as NodeJS.ReadableStream as never, "Xvfb");
    const bus = startProgram(
      "dbus-daemon",
      [`--config-file=${writeBusConfig(folder)}`, "--nofork", "--print-address=3"],
      {
        env: { ...base, DISPLAY: `:${number}` },
        pipes: 1,
      },
    );
    programs.push(bus);
    const address = await firstLine(bus.child.stdio[3] as NodeJS.ReadableStream as never, "dbus-daemon");
    const env = { ...base, DISPLAY: `:${number}`, DBUS_SESSION_BUS_ADDRESS: address };
    return {
      env,
      folder,
      start: (command, args, input) => {
        const program = startProgram(command, args, { env, ...(input === undefined ? {} : { input }) });
        programs.push(program);
        return program;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
