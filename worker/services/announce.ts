import type { OutboxKind } from "../ports/sessions.ts";
import type { Parts } from "./parts.ts";

/** Kinds of outbox row that a visible change of a session calls for besides `assess`. */
export const mirrorKinds = ({ mirror }: Pick<Parts, "mirror">): readonly OutboxKind[] =>
  mirror ? ["mirror"] : [];

/**
 * Sends a message for each kind. A message that cannot be sent is logged and left to the sweep of the outbox, so this
 * never fails.
 */
export async function announce(
  { announcer, log }: Pick<Parts, "announcer" | "log">,
  kinds: readonly OutboxKind[],
  { sessionId, requestId }: { readonly sessionId: string; readonly requestId: string },
): Promise<void> {
  await Promise.all(
    kinds.map(async (kind) => {
      const sent = await announcer.announce(kind, { sessionId, requestId });
      if (sent.ok) return;
      log("warn", "announcement left to the sweep", {
        kind,
        session_id: sessionId,
        request_id: requestId,
        code: sent.error.code,
        cause: sent.error.cause,
      });
    }),
  );
}
