import type { ParameterValues } from "../../../shared/contract/tuning.ts";
import { formatValue } from "./format.ts";

/** Parameters and their values. */
export function ParameterList({ values }: { values: ParameterValues }) {
  return (
    <dl class="parameters">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatValue(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
