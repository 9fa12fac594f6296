/** The calendar day of this computer, YYYY-MM-DD; `daysBefore` days before that of the time. */
export function localDay(at: number, daysBefore = 0): string {
  const date = new Date(at);
  // Noon: no change of the clocks moves it to another day.
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore, 12);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
