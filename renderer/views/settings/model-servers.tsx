import { useState } from "react";
import { type AiServer, settingsOfServer } from "../../../jobs/model/ai-servers.ts";
import { Button } from "../../components/button.tsx";
import { counted } from "../../format/number.ts";
import { explain } from "../../state/errors.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { type Outcome, TestOutcome } from "./test-outcome.tsx";

/** What answers AI tasks now, tried; and the model servers on this computer, of which one can answer from now on. */
export function ModelServers({ onChanged }: { readonly onChanged: () => void }) {
  const client = useClient();
  const [servers, setServers] = useState<readonly AiServer[]>([]);
  const [busy, setBusy] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const attempt = async (doing: string, call: () => Promise<Outcome | null>) => {
    setBusy(doing);
    setOutcome(null);
    try {
      setOutcome(await call());
    } catch (error) {
      setOutcome({ ok: false, message: explain(error) });
    } finally {
      setBusy("");
    }
  };
  const find = () =>
    attempt("Looking for Ollama, LM Studio and llama.cpp…", async () => {
      const found = await client.ai.detect({});
      setServers(found);
      return found.length > 0 ? null : { ok: false, message: "No model server answers on this computer." };
    });
  const test = () => attempt("Asking what answers…", () => client.settings.test({ group: "ai" }));
  const use = (server: AiServer) =>
    attempt(`Storing ${server.name}…`, async () => {
      for (const [name, value] of Object.entries(settingsOfServer(server))) await client.settings.set({ name, value });
      onChanged();
      return { ok: true, message: `${server.name} answers from now on.` };
    });

  return (
    <>
      <div className="form-buttons">
        <Button icon="search" disabled={busy !== ""} onClick={() => void find()}>
          Find model servers
        </Button>
        <Button icon="plug" disabled={busy !== ""} onClick={() => void test()}>
          Test
        </Button>
        <div className="settings-outcome" role="status">
          {busy}
          {outcome && <TestOutcome {...outcome} />}
        </div>
      </div>
      {servers.length > 0 && (
        <ul className="model-servers" aria-label="Model servers on this computer">
          {servers.map((server) => (
            <li key={server.baseUrl}>
              <span>{server.name}</span>
              <span className="settings-about" title={server.models.join("\n")}>
                {server.baseUrl}, {counted(server.models.length, "model")}
              </span>
              <Button disabled={busy !== ""} onClick={() => void use(server)}>
                Use {server.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
