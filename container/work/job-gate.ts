/** Bounds the work: so many jobs run, so many wait, and more are turned away at once. */

export interface JobGate {
  /** A place for one more job, or undefined when all are taken. A place must be given back with `leave`. */
  enter(): JobPlace | undefined;
  readonly running: number;
  readonly waiting: number;
}

export interface JobPlace {
  /** Resolves when the job may run, first come first served. Rejects with the signal's reason. */
  turn(signal: AbortSignal): Promise<void>;
  /** Gives the place back, whether the job's turn had come or not. Calling it again does nothing. */
  leave(): void;
}

export function createJobGate(concurrency: number, queueLimit: number): JobGate {
  const queue: (() => void)[] = [];
  let places = 0;
  let running = 0;
  const callNext = (): void => {
    if (running >= concurrency) return;
    const start = queue.shift();
    if (!start) return;
    running += 1;
    start();
  };
  return {
    enter() {
      if (places >= concurrency + queueLimit) return undefined;
      places += 1;
      let state: "waiting" | "running" | "left" = "waiting";
      return {
        async turn(signal) {
          signal.throwIfAborted();
          const { promise, resolve, reject } = Promise.withResolvers<void>();
          const start = (): void => {
            state = "running";
            resolve();
          };
          const giveUp = (): void => {
            const position = queue.indexOf(start);
            if (position >= 0) queue.splice(position, 1);
            reject(signal.reason);
          };
          queue.push(start);
          signal.addEventListener("abort", giveUp, { once: true });
          callNext();
          await promise.finally(() => signal.removeEventListener("abort", giveUp));
        },
        leave() {
          if (state === "left") return;
          const wasRunning = state === "running";
          state = "left";
          places -= 1;
          if (wasRunning) running -= 1;
          callNext();
        },
      };
    },
    get running() {
      return running;
    },
    get waiting() {
      return places - running;
    },
  };
}
