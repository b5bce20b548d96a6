import { useCallback, useMemo } from "preact/hooks";
import type uPlot from "uplot";
import { type Objective, RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";
import type { Observation } from "../../../../shared/tuning/optimiser.ts";
import { axis, scoreAxis } from "../charts/axes.ts";
import { Chart } from "../charts/chart.tsx";
import { drawDots } from "../charts/draw.ts";
import type { Colours } from "../charts/theme-colours.ts";
import { formatScore } from "../format.ts";
import { say } from "../sentences.ts";

const HEIGHT = 180;
const BEYOND = 0.4;
/** There is no half a rating. */
const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

interface ProgressChartProps {
  readonly observations: readonly Observation[];
  readonly objective: Objective;
}

/** Every rating in its order, and the best of them so far. */
export function ProgressChart({ observations, objective }: ProgressChartProps) {
  const best = useMemo(() => bestSoFar(observations, objective), [observations, objective]);
  const data = useMemo((): uPlot.AlignedData => [best.map((_, index) => index + 1), best], [best]);
  const options = useCallback(
    (colours: Colours): Omit<uPlot.Options, "width" | "height"> => ({
      padding: [8, 10, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: [0.5, best.length + 0.5] },
        y:
          objective.kind === "rating"
            ? { range: [RATING_MIN - BEYOND, RATING_MAX + BEYOND] }
            : { auto: true, range: () => rangeOf(observations) },
      },
      axes: [{ ...axis(colours, 28), incrs: WHOLE_STEPS }, scoreAxis(colours, objective)],
      series: [{}, { stroke: colours.accent, width: 2, points: { show: false } }],
      hooks: {
        draw: [
          (plot) =>
            drawDots(
              plot,
              observations.map(({ value }, index) => ({ x: index + 1, y: value })),
              colours.faint,
            ),
        ],
      },
    }),
    [observations, objective, best],
  );
  const last = best.at(-1);
  if (last === undefined) return null;
  return (
    <Chart
      label={say("progressLabel", { count: best.length, best: formatScore(last, objective) })}
      height={HEIGHT}
      data={data}
      options={options}
    />
  );
}

function bestSoFar(observations: readonly Observation[], { direction }: Objective): number[] {
  const better = direction === "maximize" ? Math.max : Math.min;
  const best: number[] = [];
  for (const { value } of observations) best.push(better(value, best.at(-1) ?? value));
  return best;
}

function rangeOf(observations: readonly Observation[]): [number, number] {
  const values = observations.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = 0.08 * (high - low) || 1;
  return [low - margin, high + margin];
}
