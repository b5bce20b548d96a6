/** Models and suggestions made ahead: a cache of what the log says, which may be lost without changing any answer. */
import { type FittedHyperparameters, type FittedModel, fitModel } from "../../../shared/tuning/optimiser.ts";
import { propose, type Suggestion } from "../../../shared/tuning/propose.ts";
import type { SessionState } from "../../../shared/tuning/session-state.ts";
import { type Summary, summarise } from "../../../shared/tuning/summarise.ts";
import type { EventLog } from "./event-log.ts";

/** Raised whenever the optimiser answers otherwise than before, so that nothing kept from then is mixed in. */
const OPTIMISER_VERSION = 1;
/** Suggestions that are made ahead: what clients ask for at a time. */
const AHEAD = 2;

interface Prepared {
  /** What the suggestions follow from. */
  readonly basis: string;
  readonly suggestions: readonly Suggestion[];
}

export class Models {
  readonly #log: EventLog;
  readonly #state: SessionState;
  /** The model last used; one is enough for a session where people rate. */
  #latest: { readonly mode: string; readonly basis: string; readonly model: FittedModel } | undefined;

  constructor(log: EventLog, state: SessionState) {
    this.#log = log;
    this.#state = state;
  }

  /** The next suggestions, from those made ahead where they are still what would be suggested. */
  suggest(mode: string, count: number, now: number): readonly Suggestion[] {
    const prepared = this.#prepared(mode);
    if (prepared?.basis === this.#basis(mode, now) && prepared.suggestions.length >= count)
      return prepared.suggestions.slice(0, count);
    return this.#propose(mode, count, now);
  }

  /** Modes whose next suggestions are not made yet. */
  stale(now: number): string[] {
    return this.#state.modes.filter((mode) => this.#prepared(mode)?.basis !== this.#basis(mode, now));
  }

  /** Makes a mode's next suggestions ahead. */
  prepare(mode: string, now: number): void {
    const prepared: Prepared = {
      basis: this.#basis(mode, now),
      suggestions: this.#propose(mode, AHEAD, now),
    };
    this.#log.cache(`prepared ${mode}`, prepared);
  }

  summary(mode: string): Summary {
    const basis = this.#observed(mode);
    const known = this.#log.cached(`summary ${mode}`) as { basis: string; summary: Summary } | undefined;
    if (known?.basis === basis) return known.summary;
    const summary = this.#withModel(mode, summarise);
    this.#log.cache(`summary ${mode}`, { basis, summary });
    return summary;
  }

  #propose(mode: string, count: number, now: number): readonly Suggestion[] {
    const pending = this.#state.pending(mode, now).map(({ parameters }) => parameters);
    return this.#withModel(mode, (model) => propose(model, pending, count));
  }

  /**
   * What is kept may be damaged, so a failure is tried again without it. Ratings that no model can be made of must not
   * make the session useless either: then it searches as if it knew none.
   */
  #withModel<T>(mode: string, use: (model: FittedModel) => T): T {
    try {
      return use(this.#model(mode));
    } catch (error) {
      console.error({ message: "a tuning model failed and is made anew", mode, error: String(error) });
      this.#log.clearCache();
      this.#latest = undefined;
    }
    try {
      return use(this.#model(mode));
    } catch (error) {
      console.error({ message: "no tuning model can be made", mode, error: String(error) });
      return use(fitModel(this.#state.tuner, []));
    }
  }

  #model(mode: string): FittedModel {
    const basis = this.#observed(mode);
    if (this.#latest?.mode === mode && this.#latest.basis === basis) return this.#latest.model;
    const known = this.#log.cached(`hyperparameters ${mode}`) as
      | { basis: string; hyperparameters: FittedHyperparameters }
      | undefined;
    // A reset or a new definition makes another log, whose hyperparameters are other ones.
    const usable = known?.basis === this.#logStart(mode) ? known.hyperparameters : undefined;
    const model = fitModel(this.#state.tuner, this.#state.observations(mode), usable);
    if (model.hyperparameters !== usable)
      this.#log.cache(`hyperparameters ${mode}`, {
        basis: this.#logStart(mode),
        hyperparameters: model.hyperparameters,
      });
    this.#latest = { mode, basis, model };
    return model;
  }

  #prepared(mode: string): Prepared | undefined {
    return this.#log.cached(`prepared ${mode}`) as Prepared | undefined;
  }

  /** Tells apart what suggestions follow from: the observations and what is out. */
  #basis(mode: string, now: number): string {
    const out = this.#state.pending(mode, now).map(({ suggestionId }) => suggestionId);
    return `${this.#observed(mode)} ${out.join(" ")}`;
  }

  /** Within one log observations are only ever added, so their number tells them apart. */
  #observed(mode: string): string {
    return `${this.#logStart(mode)} ${this.#state.observations(mode).length}`;
  }

  #logStart(mode: string): string {
    return `${OPTIMISER_VERSION} ${this.#state.startOf(mode)}`;
  }
}
