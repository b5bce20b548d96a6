import type { Objective } from "../../../../shared/contract/tuning.ts";
import type { Slice } from "../../../../shared/tuning/slices.ts";
import { formatFigure, formatScore } from "../format.ts";
import { say } from "./sentences.ts";
import type { Mark, SliceScales } from "./slice-chart.tsx";

interface CategorySliceProps {
  readonly slice: Slice;
  readonly scales: SliceScales;
  readonly objective: Objective;
  readonly marks: readonly Mark[];
}

/** The mean of each choice of a category, with its band. */
export function CategorySlice({ slice, scales, objective, marks }: CategorySliceProps) {
  const { parameter, places } = slice;
  const share = (value: number): number =>
    100 * Math.min(1, Math.max(0, (value - scales.low) / (scales.high - scales.low)));
  return (
    <figure class="slice" data-parameter={parameter.name}>
      <figcaption>
        <strong>{parameter.name}</strong>
      </figcaption>
      <ul class="choices">
        {places.map(({ value, mean, low, high }) => (
          <li key={value}>
            <span>
              {value}{" "}
              {marks
                .filter(({ parameters }) => parameters[parameter.name] === value)
                .map(({ letter }) => (
                  <b key={letter}>{letter} </b>
                ))}
            </span>
            <span class="track" aria-hidden="true">
              <span class="band" style={{ left: `${share(low)}%`, right: `${100 - share(high)}%` }} />
              <span class="mean" style={{ left: `${share(mean)}%` }} />
            </span>
            <span class="faint">
              {say("choiceAt", {
                mean: formatScore(mean, objective),
                low: formatFigure(low, objective),
                high: formatFigure(high, objective),
              })}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
