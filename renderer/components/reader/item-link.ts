/** The item that a link of ours leads to, `jobdeck://item/12` or `jobdeck:item/12`; null for every other address. */
export function itemOfLink(url: string): number | null {
  const digits = /^jobdeck:(?:\/\/)?item\/([1-9]\d{0,15})$/.exec(url)?.[1];
  const id = Number(digits);
  return digits !== undefined && Number.isSafeInteger(id) ? id : null;
}
