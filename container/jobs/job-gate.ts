/** Bounds the work: so many jobs run, so many wait, and more are turned away at once. */

export interface JobGate {
  /** A place for one more job, or undefined when all are taken. A place must be given back with `leave`. */
  enter(): JobPlace | undefined;
  readonly running: number;
  readonly waiting: number;
}

export interface JobPlace {
  /** Resolves when the job may run, first come first served. Rejects with the signal's reason. To be called once. */
  turn(signal: AbortSignal): Promise<void>;
  /** Gives the place back, whether the job's turn had come or not; then it never comes. Calling it again does nothing. */
  leave(): void;
}

type Start = () => void;

export function createJobGate(concurrency: number, queueLimit: number): JobGate {
  const queue: Start[] = [];
  let places = 0;
  let running = 0;

  const callNext = (): void => {
    if (running >= concurrency) return;
    const start = queue.shift();
    if (!start) return;
    running += 1;
    start();
  };
  const withdraw = (start: Start): void => {
    const position = queue.indexOf(start);
    if (position >= 0) queue.splice(position, 1);
  };

  const createPlace = (): JobPlace => {
    const { promise: called, resolve, reject } = Promise.withResolvers<void>();
    let state: "waiting" | "running" | "left" = "waiting";
    const start = (): void => {
      state = "running";
      resolve();
    };
    return {
      async turn(signal) {
        signal.throwIfAborted();
        const giveUp = (): void => {
          withdraw(start);
          reject(signal.reason);
        };
        signal.addEventListener("abort", giveUp, { once: true });
        queue.push(start);
        callNext();
        await called.finally(() => signal.removeEventListener("abort", giveUp));
      },
      leave() {
        if (state === "left") return;
        if (state === "running") running -= 1;
        state = "left";
        withdraw(start);
        places -= 1;
        callNext();
      },
    };
  };

  return {
    enter() {
      if (places >= concurrency + queueLimit) return undefined;
      places += 1;
      return createPlace();
    },
    get running() {
      return running;
    },
    get waiting() {
      return places - running;
    },
  };
}
