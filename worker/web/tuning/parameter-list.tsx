import { Fragment } from "preact";
import type { ParameterValues } from "../../../shared/contract/tuning.ts";
import { formatValue } from "./format.ts";

/** Parameters and their values. */
export function ParameterList({ values }: { values: ParameterValues }) {
  return (
    <dl class="parameters">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{breakable(name)}</dt>
          <dd>{formatValue(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A long name breaks after an underscore before it breaks anywhere. */
const breakable = (name: string) =>
  name.split(/(?<=_)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
