/**
 * Work that takes its time, one piece after the other. Of the pieces that come meanwhile only the newest waits: an answer
 * about an older one would be about what is over.
 */
export class NewestFirst<T> {
  readonly #work: (piece: T) => Promise<void>;
  #isBusy = false;
  #waiting: { readonly piece: T } | undefined;
  #dropped = 0;

  /** @param work never rejects. */
  constructor(work: (piece: T) => Promise<void>) {
    this.#work = work;
  }

  /** Pieces that were never worked on. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Resolves when nothing is left to do, or at once when somebody else sees to that. */
  async offer(piece: T): Promise<void> {
    if (this.#waiting) this.#dropped += 1;
    this.#waiting = { piece };
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#take(); next; next = this.#take()) await this.#work(next.piece);
    this.#isBusy = false;
  }

  #take(): { readonly piece: T } | undefined {
    const next = this.#waiting;
    this.#waiting = undefined;
    return next;
  }
}
