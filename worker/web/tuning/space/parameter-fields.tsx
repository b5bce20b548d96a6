import { say } from "./sentences.ts";
import { categoriesBefore, choicesOf, type ParameterDraft } from "./space-draft.ts";

interface ParameterFieldsProps {
  readonly drafts: readonly ParameterDraft[];
  readonly index: number;
  readonly onChange: (change: Partial<ParameterDraft>) => void;
  readonly onRemove: (() => void) | undefined;
}

const TYPES = ["float", "int", "categorical"] as const;

/** The fields of one parameter. */
export function ParameterFields({ drafts, index, onChange, onRemove }: ParameterFieldsProps) {
  const draft = drafts[index];
  if (!draft) return null;
  const number = index + 1;
  const text = (field: "name" | "low" | "high" | "decimals" | "choices", attributes: object) => (
    <label class={field === "choices" ? "wide" : ""}>
      {say(field)}
      <input
        value={draft[field]}
        onInput={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
        {...attributes}
      />
    </label>
  );
  return (
    <fieldset class="parameter">
      <legend>{say("parameter", { number })}</legend>
      {text("name", { required: true, maxLength: 64, pattern: "[A-Za-z_][A-Za-z0-9_.\\-]*" })}
      <label>
        {say("type")}
        <select
          value={draft.type}
          onChange={({ currentTarget }) => {
            const type = TYPES.find((known) => known === currentTarget.value);
            if (type) onChange({ type });
          }}
        >
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {say(type)}
            </option>
          ))}
        </select>
      </label>
      {draft.type === "categorical" ? (
        text("choices", { required: true })
      ) : (
        <>
          {text("low", { required: true, type: "number", step: "any", class: "short" })}
          {text("high", { required: true, type: "number", step: "any", class: "short" })}
          {draft.type === "float" &&
            text("decimals", { type: "number", min: 0, max: 10, step: 1, class: "short" })}
          <label class="tick">
            <input
              type="checkbox"
              checked={draft.log}
              onChange={({ currentTarget }) => onChange({ log: currentTarget.checked })}
            />
            {say("log")}
          </label>
        </>
      )}
      <ConditionFields drafts={drafts} index={index} draft={draft} onChange={onChange} />
      {onRemove && (
        <button type="button" class="quiet" aria-label={say("remove", { number })} onClick={onRemove}>
          ✕
        </button>
      )}
    </fieldset>
  );
}

/** With which choices of an earlier category the parameter exists. */
function ConditionFields(props: Omit<ParameterFieldsProps, "onRemove"> & { draft: ParameterDraft }) {
  const { drafts, index, draft, onChange } = props;
  const categories = categoriesBefore(drafts, index);
  if (categories.length === 0) return null;
  const category = categories.find(({ name }) => name === draft.whenName);
  const toggle = (choice: string, isOn: boolean): void =>
    onChange({
      whenChoices: isOn
        ? [...draft.whenChoices, choice]
        : draft.whenChoices.filter((other) => other !== choice),
    });
  return (
    <>
      <label>
        {say("when")}
        <select
          value={category ? draft.whenName : ""}
          onChange={({ currentTarget }) => onChange({ whenName: currentTarget.value, whenChoices: [] })}
        >
          <option value="">{say("always")}</option>
          {categories.map(({ key, name }) => (
            <option key={key} value={name}>
              {say("onlyWith", { name })}
            </option>
          ))}
        </select>
      </label>
      {category &&
        choicesOf(category).map((choice) => (
          <label key={choice} class="tick">
            <input
              type="checkbox"
              checked={draft.whenChoices.includes(choice)}
              onChange={({ currentTarget }) => toggle(choice, currentTarget.checked)}
            />
            {choice}
          </label>
        ))}
    </>
  );
}
