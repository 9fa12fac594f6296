/** What the machine is like. What the platform cannot tell is left out, and counts as given. */
export type MachineState = {
  readonly onMainsPower?: boolean;
  readonly online?: boolean;
  /** Since somebody touched it. */
  readonly idleMs?: number;
  /** What goes over the connection costs. */
  readonly metered?: boolean;
  /** Names of the Wi-Fi networks that it is in. */
  readonly wifi?: readonly string[];
};

export type MachineFact = keyof MachineState;

/** The machine that the host runs on. */
export type Machine = {
  /** These facts as they are now, and others that cost nothing. Never rejects: what cannot be read is left out. */
  readonly read: (facts: readonly MachineFact[]) => Promise<MachineState>;
  /** Keeps it from sleeping until the given function is called; missing where that cannot be done. */
  readonly keepAwake?: () => () => void;
};

/** A machine of which nothing is known. */
export const unknownMachine: Machine = { read: () => Promise.resolve({}) };
