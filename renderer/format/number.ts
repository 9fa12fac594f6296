/** A narrow space that does not break: "1 204". */
const groupSeparator = "\u202f";

/** A number with its thousands apart; at most two decimals. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [whole = "0", fraction] = (Number.isInteger(value) ? String(value) : String(Number(value.toFixed(2)))).split(
    ".",
  );
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groupSeparator);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Bytes in binary units: "812 B", "2.7 MiB". */
export function bytes(value: number): string {
  let size = Math.max(0, value);
  let unit = 0;
  while (size >= 1_024 && unit < byteUnits.length - 1) {
    size /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? String(Math.round(size)) : size.toFixed(1)} ${byteUnits[unit]}`;
}

/** "1 run", "3 runs", "1 204 runs". */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}
