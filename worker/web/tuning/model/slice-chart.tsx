import { useCallback, useMemo, useState } from "preact/hooks";
import type uPlot from "uplot";
import type { Objective, ParameterValues } from "../../../../shared/contract/tuning.ts";
import type { Observation } from "../../../../shared/tuning/optimiser.ts";
import type { Slice } from "../../../../shared/tuning/slices.ts";
import { axis, scoreAxis } from "../charts/axes.ts";
import { Chart } from "../charts/chart.tsx";
import { drawDots, drawMark } from "../charts/draw.ts";
import type { Colours } from "../charts/theme-colours.ts";
import { formatFigure, formatScore, formatValue } from "../format.ts";
import { say } from "./sentences.ts";

/** A point that is marked on the axis of each parameter. */
export interface Mark {
  readonly letter: string;
  readonly parameters: ParameterValues;
}

/** What all slices of a branch have in common, so that they can be compared. */
export interface SliceScales {
  readonly low: number;
  readonly high: number;
  readonly mostImprovement: number;
}

interface SliceChartProps {
  readonly slice: Slice;
  readonly scales: SliceScales;
  readonly objective: Objective;
  /** Rated points of the branch. */
  readonly observations: readonly Observation[];
  readonly marks: readonly Mark[];
}

const HEIGHT = 200;
/** The improvement is drawn in the lowest part of the chart. */
const IMPROVEMENT_SHARE = 0.28;
const LOGARITHMIC = 3;
const LINEAR = 1;

/** The mean along one number, with its band, what the search looks for, and the points that are rated or next. */
export function SliceChart({ slice, scales, objective, observations, marks }: SliceChartProps) {
  const { parameter, places, here } = slice;
  const [looked, setLooked] = useState<number | null>(null);
  const data = useMemo(
    (): uPlot.AlignedData => [
      places.map(({ value }) => Number(value)),
      places.map(({ high }) => high),
      places.map(({ low }) => low),
      places.map(({ mean }) => mean),
      places.map(({ improvement }) => improvement),
    ],
    [places],
  );
  const options = useCallback(
    (colours: Colours) => sliceOptions({ slice, scales, objective, observations, marks }, colours, setLooked),
    [slice, scales, objective, observations, marks],
  );
  const place = (looked === null ? undefined : places[looked]) ?? here;
  const told = say("sliceAt", {
    value: formatValue(place.value),
    mean: formatScore(place.mean, objective),
    low: formatFigure(place.low, objective),
    high: formatFigure(place.high, objective),
  });
  return (
    <figure class="slice" data-parameter={parameter.name}>
      <figcaption>
        <strong>{parameter.name}</strong> <span class="faint">{told}</span>
      </figcaption>
      <Chart
        label={say("sliceLabel", { name: parameter.name, told })}
        height={HEIGHT}
        data={data}
        options={options}
      />
    </figure>
  );
}

function sliceOptions(
  { slice, scales, objective, observations, marks }: SliceChartProps,
  colours: Colours,
  onLook: (index: number | null) => void,
): Omit<uPlot.Options, "width" | "height"> {
  const { parameter, places } = slice;
  const { low, high, mostImprovement } = scales;
  const { name } = parameter;
  const isLog = parameter.type !== "categorical" && parameter.log === true;
  const first = Number(places[0]?.value);
  const last = Number(places.at(-1)?.value);
  return {
    padding: [18, 10, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, distr: isLog ? LOGARITHMIC : LINEAR, range: [first, last] },
      y: { range: [low, high] },
      improvement: { range: [0, Math.max(mostImprovement, Number.MIN_VALUE) / IMPROVEMENT_SHARE] },
    },
    axes: [axis(colours, 28), scoreAxis(colours, objective)],
    series: [
      {},
      { scale: "y", width: 0, points: { show: false } },
      { scale: "y", width: 0, points: { show: false } },
      { scale: "y", stroke: colours.accent, width: 2, points: { show: false } },
      {
        scale: "improvement",
        stroke: colours.warn,
        width: 1,
        fill: `color-mix(in srgb, ${colours.warn} 30%, transparent)`,
        points: { show: false },
      },
    ],
    bands: [{ series: [1, 2], fill: `color-mix(in srgb, ${colours.accent} 22%, transparent)` }],
    hooks: {
      setCursor: [({ cursor }) => onLook(cursor.idx ?? null)],
      draw: [
        (plot) => {
          drawDots(
            plot,
            observations.map(({ parameters, value }) => ({ x: Number(parameters[name]), y: value })),
            colours.faint,
          );
          const atValue = Map.groupBy(marks, ({ parameters }) => Number(parameters[name]));
          for (const [value, here] of atValue)
            drawMark(plot, value, here.map(({ letter }) => letter).join(" "), colours.ink);
        },
      ],
    },
  };
}
