import type uPlot from "uplot";
import { type Objective, RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";
import { formatValue } from "../format.ts";
import type { Colours } from "./theme-colours.ts";

/** An axis in the colours of the theme and the figures of the language. */
export const axis = ({ faint, line }: Colours, size: number): uPlot.Axis => ({
  stroke: faint,
  grid: { stroke: line, width: 1 },
  ticks: { stroke: line, width: 1, size: 4 },
  font: "12px system-ui, sans-serif",
  gap: 2,
  size,
  values: (_plot, splits) => splits.map((value) => (value === null ? "" : formatValue(value))),
});

/** The axis of ratings or measured figures; ratings have a line for each star. */
export const scoreAxis = (colours: Colours, { kind }: Objective): uPlot.Axis => ({
  ...axis(colours, kind === "rating" ? 24 : 56),
  ...(kind === "rating" ? { splits: () => STARS } : {}),
});

const STARS = Array.from({ length: RATING_MAX - RATING_MIN + 1 }, (_, index) => RATING_MIN + index);
