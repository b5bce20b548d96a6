import { DurableObject } from "cloudflare:workers";

const MAX_WATCHERS = 20;
const HEARTBEAT_MS = 15_000;
const WAKE = new Uint8Array([10]);

/** Those who watch one assessment. It keeps nothing: whoever loses it comes back and reads the session again. */
export class AssessmentFeedObject extends DurableObject {
  readonly #watchers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #stopHeartbeat: (() => void) | undefined;

  publish(): void {
    for (const watcher of this.#watchers) {
      // One wake that waits to be read says as much as many.
      if ((watcher.desiredSize ?? 0) > 0) watcher.enqueue(WAKE);
    }
  }

  /** Answers with a stream of wakes, or 429 when there are as many watchers as there can be. */
  override fetch(): Response {
    if (this.#watchers.size >= MAX_WATCHERS) return new Response(null, { status: 429 });
    let watcher: ReadableStreamDefaultController<Uint8Array>;
    const wakes = new ReadableStream<Uint8Array>({
      start: (controller) => {
        watcher = controller;
        this.#watchers.add(controller);
      },
      cancel: () => this.#forget(watcher),
    });
    this.#stopHeartbeat ??= this.#startHeartbeat();
    return new Response(wakes);
  }

  #startHeartbeat(): () => void {
    const heartbeat = setInterval(() => this.publish(), HEARTBEAT_MS);
    return () => clearInterval(heartbeat);
  }

  #forget(watcher: ReadableStreamDefaultController<Uint8Array>): void {
    this.#watchers.delete(watcher);
    if (this.#watchers.size > 0) return;
    this.#stopHeartbeat?.();
    this.#stopHeartbeat = undefined;
  }
}
