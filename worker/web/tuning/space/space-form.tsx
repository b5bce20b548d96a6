import { useRef, useState } from "preact/hooks";
import type { Objective } from "../../../../shared/contract/tuning.ts";
import { call, type Failure } from "../../api/call.ts";
import { ParameterFields } from "./parameter-fields.tsx";
import { say } from "./sentences.ts";
import { definitionOf, emptyParameter, type ParameterDraft } from "./space-draft.ts";

const OBJECTIVES = {
  rating: { direction: "maximize", kind: "rating" },
  largest: { direction: "maximize", kind: "number" },
  smallest: { direction: "minimize", kind: "number" },
} as const satisfies Record<string, Objective>;
const OBJECTIVE_NAMES = ["rating", "largest", "smallest"] as const;

interface SpaceFormProps {
  readonly sessionId: string;
  readonly onDefined: () => Promise<void>;
}

/** Defines what a session searches. */
export function SpaceForm({ sessionId, onDefined }: SpaceFormProps) {
  const [drafts, setDrafts] = useState<readonly ParameterDraft[]>([emptyParameter(0)]);
  const [objective, setObjective] = useState<(typeof OBJECTIVE_NAMES)[number]>("rating");
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const nextKey = useRef(1);

  const change = (index: number, fields: Partial<ParameterDraft>): void =>
    setDrafts(drafts.map((draft, other) => (other === index ? { ...draft, ...fields } : draft)));
  const add = (): void => {
    setDrafts([...drafts, emptyParameter(nextKey.current)]);
    nextKey.current++;
  };
  const define = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const json = definitionOf(drafts, OBJECTIVES[objective]);
    const defined = await call(`/ml/sessions/${sessionId}`, { method: "PUT", json });
    setFailure(defined.ok ? undefined : defined.error);
    if (defined.ok) await onDefined();
    setBusy(false);
  };

  return (
    <form class="space-form" onSubmit={(event) => void define(event)}>
      {drafts.map((draft, index) => (
        <ParameterFields
          key={draft.key}
          drafts={drafts}
          index={index}
          onChange={(fields) => change(index, fields)}
          onRemove={
            drafts.length > 1 ? () => setDrafts(drafts.filter((_, other) => other !== index)) : undefined
          }
        />
      ))}
      <p>
        <button type="button" class="quiet" onClick={add}>
          {say("add")}
        </button>
      </p>
      <label>
        {say("objective")}
        <select
          value={objective}
          onChange={({ currentTarget }) =>
            setObjective(OBJECTIVE_NAMES.find((name) => name === currentTarget.value) ?? "rating")
          }
        >
          {OBJECTIVE_NAMES.map((name) => (
            <option key={name} value={name}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      {failure && <Problems failure={failure} />}
      <p>
        <button type="submit" disabled={isBusy}>
          {say("define")}
        </button>
      </p>
    </form>
  );
}

/** What the service finds wrong, with the parameter that it is about. */
function Problems({ failure: { message, fields = [] } }: { failure: Failure }) {
  return (
    <div role="alert" class="bad">
      {fields.length === 0 ? <p>{message}</p> : null}
      <ul>
        {fields.map(({ pointer, detail }) => (
          <li key={pointer}>
            {placeOf(pointer)} {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "/space/parameters/0/low" as the form calls it. */
function placeOf(pointer: string): string {
  const index = /^\/space\/parameters\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? "" : `${say("parameter", { number: Number(index) + 1 })}:`;
}
