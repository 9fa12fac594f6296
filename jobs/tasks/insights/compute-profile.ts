import { valued } from "../../model/content/exposure.ts";
import type { HoldingView } from "../../model/content/portfolio-views.ts";
import type { Holding, Horizon, PortfolioUser, Profile, Risk, Share } from "../../model/portfolio.ts";
import { sectorKey, sectorRisk } from "./sectors.ts";

export type Reading = readonly { readonly topic: string; readonly count: number }[];

type ProfileFacts = {
  readonly user: Pick<PortfolioUser, "id" | "interests">;
  readonly holdings: readonly Holding[];
  /** Topics of what the user has read. */
  readonly reading: Reading;
  readonly now: number;
};

const mostShares = 20;
const otherSector = "Other";
/** What a user named counts as much as a topic that fills half of the reading. */
const namedShare = 0.5;

/**
 * What holdings and reading say of a user as an investor, by plain rules. Currencies cannot be added without rates: each
 * counts with the number of its holdings, and within it a holding with its value.
 */
export function computeProfile({ user, holdings, reading, now }: ProfileFacts): Profile {
  const weighed = weights(holdings);
  const concentration = weighed.reduce((sum, { weight }) => sum + weight ** 2, 0);
  return {
    userId: user.id,
    risk: riskOf(weighed, concentration),
    horizon: horizonOf(weighed, concentration),
    concentration: rounded(Math.min(1, concentration)),
    sectors: shares(weighed.map(({ holding, weight }) => [holding.sector ?? otherSector, weight])),
    interests: interestsOf(user.interests, reading),
    computedAt: now,
  };
}

type Weighed = { readonly holding: HoldingView /** Of everything, 0 to 1. */; readonly weight: number };

function weights(holdings: readonly Holding[]): readonly Weighed[] {
  const views = valued(holdings);
  const sizes = new Map<string, number>();
  for (const { currency, value } of views) sizes.set(currency, (sizes.get(currency) ?? 0) + Math.abs(value));
  return views.map((holding) => {
    const { currency, value } = holding;
    const inCurrency = views.filter((other) => other.currency === currency).length;
    const size = sizes.get(currency) ?? 0;
    const share = size === 0 ? 1 / inCurrency : Math.abs(value) / size;
    return { holding, weight: share * (inCurrency / views.length) };
  });
}

/** Two thirds what is held, one third how little it is spread. Without holdings nothing is known: medium. */
function riskOf(weighed: readonly Weighed[], concentration: number): Risk {
  if (weighed.length === 0) return "medium";
  const sectors = weighed.reduce((sum, { holding, weight }) => sum + weight * sectorRisk(holding.sector ?? ""), 0);
  const risk = (2 * sectors + concentration) / 3;
  return risk < 0.34 ? "low" : risk > 0.58 ? "high" : "medium";
}

/** Short positions and crypto currencies are for days, bonds, funds and a wide spread for years. */
function horizonOf(weighed: readonly Weighed[], concentration: number): Horizon {
  const partOf = (test: (holding: HoldingView) => boolean) =>
    weighed.reduce((sum, { holding, weight }) => sum + (test(holding) ? weight : 0), 0);
  const keyOf = ({ sector }: HoldingView) => sectorKey(sector ?? "") ?? "";
  if (partOf((holding) => holding.quantity < 0 || keyOf(holding) === "crypto") > 0.3) return "short";
  const patient = partOf((holding) =>
    ["bonds", "funds", "utilities", "staples", "realEstate"].includes(keyOf(holding)),
  );
  return patient > 0.5 || (weighed.length >= 8 && concentration < 0.2) ? "long" : "medium";
}

function interestsOf(named: readonly string[], reading: Reading): readonly Share[] {
  const read = reading.reduce((sum, { count }) => sum + count, 0);
  const parts: (readonly [string, number])[] = reading.map(({ topic, count }) => [
    topic,
    read === 0 ? 0 : count / read,
  ]);
  return shares([...named.map((name) => [name.trim().toLowerCase(), namedShare] as const), ...parts]);
}

/** The largest first, at most 20; those of one name together. */
function shares(parts: readonly (readonly [string, number])[]): readonly Share[] {
  const byName = new Map<string, number>();
  for (const [name, part] of parts) byName.set(name, (byName.get(name) ?? 0) + part);
  return [...byName]
    .map(([name, share]) => ({ name, share: rounded(Math.min(1, share)) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || a.name.localeCompare(b.name))
    .slice(0, mostShares);
}

/** To a part in 10,000: what is computed again from the same facts is the same. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
