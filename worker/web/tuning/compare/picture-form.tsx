import { say } from "../sentences.ts";

interface PictureFormProps {
  readonly template: string;
  readonly onTemplate: (template: string) => void;
}

/** Asks where the pictures of suggestions are. */
export function PictureForm({ template, onTemplate }: PictureFormProps) {
  return (
    <details class="aside">
      <summary>{say("pictures")}</summary>
      <label class="wide">
        {say("pictureTemplate")}
        <input
          type="url"
          value={template}
          placeholder="https://pictures.example/{api}/{id}.png"
          onChange={({ currentTarget }) => onTemplate(currentTarget.value.trim())}
        />
      </label>
      <p class="faint">{say("pictureHint")}</p>
    </details>
  );
}
