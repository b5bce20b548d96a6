import { useEffect, useMemo, useState } from "preact/hooks";
import { DEFAULT_MODE } from "../../../shared/contract/tuning.ts";
import type { StatsResponse } from "../../../shared/contract/tuning-api.ts";
import { useAnswer } from "../ui/use-answer.ts";
import { Comparison } from "./compare/comparison.tsx";
import { usePair } from "./compare/use-pair.ts";
import { HistoryCard } from "./history/history-card.tsx";
import { ratingsOf } from "./history/ratings.ts";
import type { FollowedSession } from "./log/use-session.ts";
import { ModelCard } from "./model/model-card.tsx";
import { BestCard } from "./progress/best-card.tsx";
import { BranchesCard, ImportanceCard } from "./progress/shares-cards.tsx";
import { RaterPanel } from "./rater/rater-panel.tsx";
import { SessionActions } from "./session-actions.tsx";

/** What a mode that nobody rated has as its average. */
const MIDDLE_STARS = 3;

/** Everything about a session that has begun. */
export function TuningBoard({ sessionId, session }: { sessionId: string; session: FollowedSession }) {
  const { log, events, refresh } = session;
  const [mode, setMode] = useState(() => log.modes[0] ?? DEFAULT_MODE);
  const [answer, askStats] = useAnswer<StatsResponse>(`/ml/sessions/${sessionId}/stats`);
  const { samples } = log;
  // The figures follow from the ratings.
  useEffect(askStats, [samples, log.startOf(mode)]);
  const { study, tuner } = log;
  const observations = useMemo(() => log.observations(mode), [log, mode]);
  const ratings = useMemo(() => ratingsOf(events, mode, log.startOf(mode)), [events, mode, log]);
  const stats = answer?.ok ? answer.value.modes[mode] : undefined;
  const pair = usePair({ sessionId, mode, objective: study.objective, log, onTold: refresh });
  const leases = useMemo(() => log.pending(mode, Date.now()), [log, mode]);
  return (
    <>
      <SessionActions
        sessionId={sessionId}
        session={session}
        mode={mode}
        onMode={setMode}
        samples={observations.length}
      />
      <div class="board">
        <Comparison
          key={mode}
          sessionId={sessionId}
          objective={study.objective}
          pair={pair}
          usual={average(observations.map(({ value }) => value)) ?? MIDDLE_STARS}
        />
        <div class="stack">
          <BestCard stats={stats} observations={observations} objective={study.objective} />
          <RaterPanel tuner={tuner} pair={pair} samples={observations.length} stats={stats} />
        </div>
      </div>
      <ModelCard
        key={`model ${mode}`}
        study={study}
        space={tuner.space}
        observations={observations}
        leases={leases}
        recommended={stats?.best_parameters ?? null}
        offers={pair.offers}
      />
      {stats && (
        <div class="cards">
          <BranchesCard stats={stats} objective={study.objective} />
          <ImportanceCard stats={stats} />
        </div>
      )}
      <HistoryCard
        sessionId={sessionId}
        mode={mode}
        space={study.space}
        objective={study.objective}
        ratings={ratings}
      />
    </>
  );
}

const average = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
