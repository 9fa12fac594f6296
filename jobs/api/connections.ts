import { onMessagePortClose, type SupportedMessagePort } from "@orpc/client/message-port";

/** Counts who is connected, and says when the last one has gone. */
export function createConnections(onNobody: () => void) {
  let open = 0;
  return {
    add: (port: SupportedMessagePort): void => {
      open += 1;
      onMessagePortClose(port, () => {
        open -= 1;
        if (open === 0) onNobody();
      });
    },
  };
}
