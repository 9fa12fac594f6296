import type { Portfolio } from "../../../../jobs/model/content/portfolio-views.ts";

type Profile = NonNullable<Portfolio["profile"]>;

/** The profile in sentences. */
export function profileWords({ risk, horizon, concentration, sectors, interests }: Profile): readonly string[] {
  const first = sectors[0];
  const named = interests.slice(0, 5).map(({ name }) => name);
  return [
    `Risk is ${risk}, and the horizon ${horizon}.`,
    `${concentrationWords(concentration)} (concentration ${Math.round(concentration * 100)} of 100).`,
    ...(first ? [`Most of it lies in ${first.name}: ${Math.round(first.share * 100)} %.`] : []),
    ...(named.length > 0 ? [`Reads most about ${named.join(", ")}.`] : []),
  ];
}

function concentrationWords(concentration: number): string {
  if (concentration >= 0.5) return "Nearly all lies in a few holdings";
  return concentration >= 0.2 ? "Some holdings stand out" : "It is well spread";
}
