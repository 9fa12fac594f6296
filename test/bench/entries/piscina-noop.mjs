/** The same nothing that our thread task does. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export of its worker file.
export default function noop() {
  return undefined;
}
