import { MessageChannel } from "node:worker_threads";
import { expect, it, vi } from "vitest";
import { createConnections } from "../../../jobs/api/connections.ts";

it("says when the last one has gone, and again when others have come and gone", async () => {
  const onNobody = vi.fn();
  const { add } = createConnections(onNobody);
  const [first, second, third] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  add(first.port1);
  add(second.port1);
  first.port2.close();
  await new Promise((resolve) => first.port1.once("close", resolve));
  expect(onNobody).not.toHaveBeenCalled();
  second.port2.close();
  await vi.waitFor(() => expect(onNobody).toHaveBeenCalledTimes(1));
  add(third.port1);
  third.port2.close();
  await vi.waitFor(() => expect(onNobody).toHaveBeenCalledTimes(2));
});
