import { useState } from "preact/hooks";
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../../../shared/contract/image-space.ts";
import { call } from "../api/call.ts";
import { say } from "./sentences.ts";
import { SpaceForm } from "./space/space-form.tsx";

interface NewSessionProps {
  readonly sessionId: string;
  readonly onBegun: () => Promise<void>;
}

/** What a session that is new may begin with: the image space, a space of one's own, or an exported session. */
export function NewSession({ sessionId, onBegun }: NewSessionProps) {
  const [failure, setFailure] = useState<string>();
  const begin = async (path: string, json: unknown): Promise<void> => {
    const begun = await call(`/ml/sessions/${sessionId}${path}`, { method: "PUT", json });
    setFailure(begun.ok ? undefined : begun.error.message);
    if (begun.ok) await onBegun();
  };
  const bring = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const document = parsed(await file.text());
    if (document === undefined) setFailure(say("notJson"));
    else await begin("/import", document);
  };
  return (
    <>
      <p>{say("isNew")}</p>
      {failure && (
        <p class="bad" role="alert">
          {failure}
        </p>
      )}
      <div class="cards">
        <section class="card">
          <h2>{say("imageSpace")}</h2>
          <p>{say("imageSpaceHint")}</p>
          <button
            type="button"
            onClick={() => void begin("", { space: IMAGE_SPACE, objective: IMAGE_OBJECTIVE })}
          >
            {say("beginImages")}
          </button>
        </section>
        <section class="card">
          <h2>{say("import")}</h2>
          <label>
            {say("importHint")}
            <input
              type="file"
              accept="application/json,.json"
              onChange={({ currentTarget }) => void bring(currentTarget.files?.[0])}
            />
          </label>
        </section>
      </div>
      <section class="card">
        <h2>{say("ownSpace")}</h2>
        <p class="faint">{say("ownSpaceHint")}</p>
        <SpaceForm sessionId={sessionId} onDefined={onBegun} />
      </section>
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
