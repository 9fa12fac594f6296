import { Icon } from "../components/icon.tsx";
import { useLive } from "./app-context.tsx";

/** As long as nothing can be written, nothing else matters. */
export function DiskBanner() {
  const problem = useLive((live) => live.engine.diskProblem);
  if (problem === null) return null;
  return (
    <section className="banner is-error" role="alert" aria-label="Disk">
      <Icon name="error" />
      <p>{problem}</p>
    </section>
  );
}
