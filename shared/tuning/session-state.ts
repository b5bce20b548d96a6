/** What the log of a session says, in memory. */
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../contract/image-space.ts";
import { type ParameterValues, type Space, SpaceSchema, type Study } from "../contract/tuning.ts";
import type { LoggedEvent } from "./events.ts";
import type { Observation, Tuner } from "./optimiser.ts";
import { checkPoint, samePoint } from "./point.ts";
import { compileSpace } from "./search-space.ts";

/** A suggestion that is out: while it is, no other suggestion comes close. */
export interface Lease {
  readonly suggestionId: string;
  readonly mode: string;
  readonly parameters: ParameterValues;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface ModeState {
  /** Sequence number of the event that the mode began with; another one after each reset. */
  readonly start: number;
  readonly observations: Observation[];
  /** Not rated yet, oldest first. */
  readonly leases: Map<string, Lease>;
}

/** Leases of one mode that are remembered; older ones are rated like points of the client's own. */
const MAX_LEASES = 256;
/** Leases that keep others away; somebody who asks without end cannot fill the space. */
const MAX_PENDING = 32;

export class SessionState {
  readonly #modes = new Map<string, ModeState>();
  readonly #told = new Set<string>();
  #seq = 0;
  #tuner: Tuner;
  #study: Study;
  #definedAt = 0;
  #isDefined = false;
  #isEmpty = true;
  #samples = 0;

  /** A session that nobody defined searches the image space. */
  constructor(seed: number) {
    this.#study = { space: IMAGE_SPACE, objective: IMAGE_OBJECTIVE, seed };
    this.#tuner = tunerOf(this.#study);
  }

  /** Whether the event makes sense here; all that are written do, so that only a damaged log holds another one. */
  accepts(event: LoggedEvent): boolean {
    switch (event.type) {
      case "defined":
        return compileSpace(event.body.space).ok;
      case "suggested":
      case "rated":
        return checkPoint(this.#tuner.space, event.body.parameters).ok;
      case "reset":
        return true;
    }
  }

  apply(event: LoggedEvent): void {
    this.#isEmpty = false;
    this.#seq = event.seq;
    switch (event.type) {
      case "defined":
        this.#study = event.body;
        this.#tuner = tunerOf(event.body);
        this.#definedAt = event.seq;
        this.#isDefined = !isImageSpace(event.body.space);
        this.#modes.clear();
        this.#samples = 0;
        return;
      case "suggested":
        this.#lease(event.mode, {
          suggestionId: event.body.suggestion_id,
          mode: event.mode,
          parameters: event.body.parameters,
          expiresAt: event.body.expires_at,
        });
        return;
      case "rated": {
        const { parameters, value, suggestion_id } = event.body;
        const mode = this.#mode(event.mode);
        mode.observations.push({ parameters, value });
        this.#samples++;
        if (suggestion_id === undefined) return;
        mode.leases.delete(suggestion_id);
        this.#told.add(suggestion_id);
        return;
      }
      case "reset":
        for (const mode of event.mode === null ? this.modes : [event.mode]) this.#forget(mode);
    }
  }

  get tuner(): Tuner {
    return this.#tuner;
  }
  get study(): Study {
    return this.#study;
  }
  /** Sequence number of the definition; what is before it is about another space. */
  get definedAt(): number {
    return this.#definedAt;
  }
  /** Whether something else than the image space is searched. */
  get isDefined(): boolean {
    return this.#isDefined;
  }
  /** Whether nothing ever happened. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }
  /** Ratings that count, all modes together. */
  get samples(): number {
    return this.#samples;
  }
  get modes(): string[] {
    return [...this.#modes.keys()];
  }

  observations(mode: string): readonly Observation[] {
    return this.#modes.get(mode)?.observations ?? [];
  }

  /** Tells a mode's log apart from the one before a reset; 0 for a mode that is not in use. */
  startOf(mode: string): number {
    return this.#modes.get(mode)?.start ?? 0;
  }

  /** Leases that keep other suggestions away, oldest first. */
  pending(mode: string, now: number): Lease[] {
    const leases = [...(this.#modes.get(mode)?.leases.values() ?? [])];
    return leases.filter(({ expiresAt }) => expiresAt > now).slice(-MAX_PENDING);
  }

  /** Whether the suggestion's rating was counted before. */
  wasTold(suggestionId: string): boolean {
    return this.#told.has(suggestionId);
  }

  leaseOf(suggestionId: string): Lease | undefined {
    for (const { leases } of this.#modes.values()) {
      const lease = leases.get(suggestionId);
      if (lease) return lease;
    }
    return undefined;
  }

  /** Leases of this point, expired or not, the newest first. */
  leasesAt(parameters: ParameterValues): Lease[] {
    const { space } = this.#tuner;
    return [...this.#modes.values()]
      .flatMap(({ leases }) => [...leases.values()])
      .filter((lease) => samePoint(space, lease.parameters, parameters))
      .reverse();
  }

  #mode(name: string): ModeState {
    const known = this.#modes.get(name) ?? { start: this.#seq, observations: [], leases: new Map() };
    this.#modes.set(name, known);
    return known;
  }

  #lease(name: string, lease: Lease): void {
    const { leases } = this.#mode(name);
    leases.set(lease.suggestionId, lease);
    const oldest = leases.keys().next();
    if (leases.size > MAX_LEASES && !oldest.done) leases.delete(oldest.value);
  }

  #forget(name: string): void {
    this.#samples -= this.observations(name).length;
    this.#modes.delete(name);
  }
}

/** An imported session may bring the image space along; there too a result may leave parameters out. */
const isImageSpace = (space: Space): boolean => JSON.stringify(SpaceSchema.parse(space)) === IMAGE_SPACE_TEXT;
const IMAGE_SPACE_TEXT = JSON.stringify(SpaceSchema.parse(IMAGE_SPACE));

function tunerOf({ space, objective, seed }: Study): Tuner {
  const compiled = compileSpace(space);
  if (!compiled.ok) throw new Error("A defined space was checked before");
  return { space: compiled.value, objective, seed };
}
