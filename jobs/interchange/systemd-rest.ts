import { type NotTaken, shortened } from "./plan.ts";
import type { Setting } from "./systemd-unit.ts";

/** Settings that are taken over, or that change nothing about what is run and when. */
const heeded: readonly string[] = [
  ...["Unit.Description", "Unit.Documentation", "Unit.DefaultDependencies", "Unit.SourcePath"],
  ...["Service.Type", "Service.ExecStart", "Service.ExecStartPre", "Service.ExecStartPost", "Service.Environment"],
  ...["Service.EnvironmentFile", "Service.WorkingDirectory", "Service.User", "Service.StandardInput"],
  ...["Service.SyslogIdentifier", "Service.SuccessExitStatus", "Service.TimeoutStartSec", "Service.TimeoutSec"],
  ...["Service.RuntimeMaxSec"],
  ...["Timer.OnCalendar", "Timer.OnUnitActiveSec", "Timer.OnUnitInactiveSec", "Timer.OnBootSec", "Timer.OnStartupSec"],
  ...["Timer.OnActiveSec", "Timer.Unit", "Timer.Persistent", "Timer.RandomizedDelaySec", "Timer.FixedRandomDelay"],
  ...["Timer.RandomizedOffsetSec", "Timer.RemainAfterElapse", "Timer.OnClockChange", "Timer.OnTimezoneChange"],
];

const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^Unit\.(After|Before|Wants|Requires|Requisite|BindsTo|PartOf|Upholds|Conflicts)$/,
    "Jobdeck starts and orders no units",
  ],
  [/^Unit\.(OnFailure|OnSuccess)/, "no unit is started afterwards; Jobdeck notifies when it fails"],
  [/^Service\.Restart/, "a command that failed is not run again, as nobody knows whether it may be"],
  [
    /^Service\.RemainAfterExit$/,
    "systemd would not start it again while it counts as active; Jobdeck runs it at each time",
  ],
  [/^Service\.Standard(Output|Error)$/, "what it writes is the log of its run"],
  [/^Service\.(Nice|CPU|IO|Memory|Limit|OOM|Tasks|Slice)/, "Jobdeck sets no limits of the system"],
  [
    /^Service\.(Private|Protect|Restrict|NoNew|Capability|SystemCall|Read|Inaccessible|Lock|Bind)/,
    "it is run without this fence",
  ],
  [/^Service\.(TimeoutStop|Kill|SendSIG|FinalKill)/, "what is ended gets SIGTERM, and three seconds later SIGKILL"],
  [/^Timer\.AccuracySec$/, "Jobdeck begins at the time itself"],
  [/^Timer\.WakeSystem$/, "Jobdeck wakes no computer"],
];

/** What is off by default, and says nothing when it is. */
const isOff = /^(Service\.(Private|Protect|Restrict|NoNew|Restart|RemainAfter|Lock|Dynamic)|Timer\.WakeSystem)/;

/** A line that stays behind although its unit is taken over; nothing when it is heeded. */
export function reasonOfRest({ section, key, value, file, line }: Setting): readonly NotTaken[] {
  const name = `${section}.${key}`;
  // Each of these is judged by itself: it keeps the whole unit behind.
  if (section === "Unit" && /^(Condition|Assert)/.test(key)) return [];
  if (value === "" || section === "Install" || section.startsWith("X-") || key.startsWith("X-")) return [];
  if (isOff.test(name) && /^(no|false|off|0)$/i.test(value)) return [];
  const isPartly = key === "SuccessExitStatus" && !/^[\d\s]+$/.test(value);
  if (isPartly) return [{ file, line, text: shortened(`${key}=${value}`), reason: "only its numbers are taken over" }];
  if (heeded.includes(name)) return [];
  const reason =
    reasons.find(([names]) => names.test(name))?.[1] ?? "Jobdeck has nothing like it; the command runs without";
  return [{ file, line, text: shortened(`${key}=${value}`), reason }];
}
