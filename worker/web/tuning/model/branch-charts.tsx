import { useMemo } from "preact/hooks";
import type { Objective } from "../../../../shared/contract/tuning.ts";
import type { Observation } from "../../../../shared/tuning/optimiser.ts";
import { encode } from "../../../../shared/tuning/point.ts";
import type { SearchSpace } from "../../../../shared/tuning/search-space.ts";
import type { BranchSlices } from "../../../../shared/tuning/slices.ts";
import { CategorySlice } from "./category-slice.tsx";
import { type Mark, SliceChart } from "./slice-chart.tsx";
import { scalesOf } from "./slice-scales.ts";

interface BranchChartsProps {
  readonly analysis: BranchSlices;
  readonly space: SearchSpace;
  readonly objective: Objective;
  readonly observations: readonly Observation[];
  readonly marks: readonly Mark[];
}

/** A picture for each parameter of one branch. */
export function BranchCharts({ analysis, space, objective, observations, marks }: BranchChartsProps) {
  const { branch } = encode(space, analysis.through);
  const own = useMemo(
    () => observations.filter(({ parameters }) => encode(space, parameters).branch === branch),
    [observations, space, branch],
  );
  const scales = useMemo(() => scalesOf(analysis.slices, own, objective), [analysis, own, objective]);
  // Until the answer about another branch has come, the marks are those of the other one.
  const shown = marks.filter(({ parameters }) => encode(space, parameters).branch === branch);
  const common = { scales, objective, marks: useStable(shown) };
  return (
    <div class="slices">
      {analysis.slices.map((slice) =>
        slice.parameter.type === "categorical" ? (
          <CategorySlice key={slice.parameter.name} slice={slice} {...common} />
        ) : (
          <SliceChart key={slice.parameter.name} slice={slice} observations={own} {...common} />
        ),
      )}
    </div>
  );
}

/** The same array as long as it says the same, so that charts are not drawn anew for nothing. */
const useStable = (marks: readonly Mark[]): readonly Mark[] => {
  const key = JSON.stringify(marks);
  return useMemo(() => JSON.parse(key), [key]);
};
