/** What the machine is like. What the platform cannot tell is left out, and counts as given. */
export type MachineState = {
  readonly onMainsPower?: boolean;
  readonly online?: boolean;
  /** Since somebody touched it. */
  readonly idleMs?: number;
};

/** The machine that the host runs on. */
export type Machine = {
  /** As it is now. Never rejects: what cannot be read is left out. */
  readonly read: () => Promise<MachineState>;
  /** Keeps it from sleeping until the given function is called; missing where that cannot be done. */
  readonly keepAwake?: () => () => void;
};

/** A machine of which nothing is known. */
export const unknownMachine: Machine = { read: () => Promise.resolve({}) };
