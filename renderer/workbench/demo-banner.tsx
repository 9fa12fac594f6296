import { Icon } from "../components/icon.tsx";
import { useApp, useLive } from "./app-context.tsx";

/** As long as the demo is on, nobody shall take its bucket for their own. */
export function DemoBanner() {
  const { commands } = useApp();
  const demo = useLive((live) => live.engine.demo);
  if (!demo) return null;
  return (
    <section className="banner" aria-label="Demo workspace">
      <Icon name="beaker" />
      <p>
        <strong>Demo workspace.</strong> Bucket, AI and news are local stand-ins; nothing leaves this computer.
      </p>
      <button type="button" className="banner-button" onClick={() => commands.execute("demo.remove")}>
        Remove demo
      </button>
    </section>
  );
}
