import type { JobdeckClient } from "../api/contract.ts";
import { hostsIn, namesPrivateAddress } from "../services/http/address-guard.ts";

const setting = "network.allowedHosts";

/**
 * Allows the host of an address of this computer or a private network: whoever types one means it, as nobody does in whose
 * feed it stands. Only this host at this port, and never the addresses where clouds keep their secrets.
 */
export async function allowTypedHost(
  client: JobdeckClient,
  typed: string,
  note: (text: string) => void,
): Promise<void> {
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return;
  const url = new URL(typed);
  if (!namesPrivateAddress(url) || isLinkLocal(url)) return;
  const groups = await client.settings.list({});
  const field = groups.flatMap(({ fields }) => fields).find(({ name }) => name === setting);
  const known = hostsIn(field?.value ?? "");
  const host = `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
  if (known.includes(host) || known.includes(url.hostname) || field?.source === "environment") return;
  await client.settings.set({ name: setting, value: [...known, host].join(", ") });
  note(`${host} is on this computer or a private network. It is allowed from now on (setting ${setting}).`);
}

function isLinkLocal({ hostname }: URL): boolean {
  return hostname.startsWith("169.254.") || /^\[f(e[89ab]|d00:ec2)/.test(hostname);
}
