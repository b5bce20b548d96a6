/** The suggestions that are being compared: asked for, kept for this tab, and rated together. */
import { useMemo, useState } from "preact/hooks";
import type { Objective, ParameterValues } from "../../../../shared/contract/tuning.ts";
import type { SuggestResponse, UpdateResponse } from "../../../../shared/contract/tuning-api.ts";
import type { SessionState } from "../../../../shared/tuning/session-state.ts";
import { call, type Failure } from "../../api/call.ts";

export interface Offer {
  readonly suggestionId: string;
  readonly parameters: ParameterValues;
  /** What the model expects there and how unsure it is, in the user's unit; null before it has a say. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly why: string;
}

export interface PairOfOffers {
  /** Empty before anything was asked for. */
  readonly offers: readonly Offer[];
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  ask(): Promise<void>;
  /** Tells what each offer was found to be worth, and asks for the next ones. */
  submit(values: readonly number[]): Promise<void>;
}

export interface Compared {
  readonly sessionId: string;
  readonly mode: string;
  readonly objective: Objective;
  readonly log: SessionState;
  /** Called when something was told, so that the page does not depend on hearing it live. */
  readonly onTold: () => Promise<void>;
}

const OFFERS = 2;

export function usePair({ sessionId, mode, objective, log, onTold }: Compared): PairOfOffers {
  const place = `senal.tuning.offers.${sessionId}.${mode}`;
  const [kept, setKept] = useState<{ place: string; offers: readonly Offer[] }>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const stored = useMemo(() => readOffers(place), [place]);
  const mine = kept?.place === place ? kept.offers : stored;
  // Somebody else may have rated them, or the session was started over.
  const isOpen = isBusy || mine.every(({ suggestionId }) => log.leaseOf(suggestionId) !== undefined);
  const offers = isOpen ? mine : [];

  const ask = async (): Promise<void> => {
    setBusy(true);
    const answer = await call<SuggestResponse>(`/ml/sessions/${sessionId}/suggest_parameters?explain=1`, {
      json: { mode, num_suggestions: OFFERS },
    });
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) {
      const asked = offersOf(answer.value);
      await onTold();
      sessionStorage.setItem(place, JSON.stringify(asked));
      setKept({ place, offers: asked });
    }
    setBusy(false);
  };

  const submit = async (values: readonly number[]): Promise<void> => {
    setBusy(true);
    const results = offers.map(({ suggestionId, parameters }, index) => ({
      parameters,
      suggestion_id: suggestionId,
      [objective.kind === "rating" ? "rating" : "value"]: values[index],
    }));
    const answer = await call<UpdateResponse>(`/ml/sessions/${sessionId}/update_model`, {
      json: { results, mode },
    });
    if (answer.ok) return ask();
    setFailure(answer.error);
    setBusy(false);
  };

  return { offers, isBusy, failure, ask, submit };
}

const offersOf = ({ suggestions, suggestion_ids, explanations }: SuggestResponse): Offer[] =>
  suggestions.map((parameters, index) => ({
    suggestionId: suggestion_ids[index] ?? "",
    parameters,
    mean: explanations?.[index]?.mean ?? null,
    sd: explanations?.[index]?.sd ?? null,
    why: explanations?.[index]?.why ?? "",
  }));

/** This tab's own, so that a page that is loaded again shows the same two. */
function readOffers(place: string): readonly Offer[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "[]");
  } catch {
    return [];
  }
}
