/** What stands in the way of practising, and what to do about it. */
import type { ComponentChildren } from "preact";
import { say } from "./sentences.ts";
import type { CameraProblem } from "./source/camera.ts";
import type { RecogniserState } from "./use-recogniser.ts";

interface HindranceProps {
  readonly camera: CameraProblem | undefined;
  readonly recogniser: RecogniserState;
  readonly isHandMissing: boolean;
  readonly isSlow: boolean;
  readonly onRetry: () => void;
  readonly onLite: () => void;
}

/** The gravest one only: the others follow from it, or can wait. */
export function Hindrance({ camera, recogniser, isHandMissing, isSlow, onRetry, onLite }: HindranceProps) {
  if (camera) return <Notice kind="bad">{say(camera)}</Notice>;
  if (recogniser.kind === "failed") {
    const isCurable = recogniser.reason === "files";
    return (
      <Notice kind="bad">
        {say(isCurable ? "filesFailed" : "startFailed")}{" "}
        {isCurable && (
          <button type="button" onClick={onRetry}>
            {say("again")}
          </button>
        )}
      </Notice>
    );
  }
  if (recogniser.kind === "loading") return <Loading share={recogniser.share} />;
  if (isHandMissing) return <Notice kind="warn">{say("noHand")}</Notice>;
  if (!isSlow || recogniser.kind !== "ready") return null;
  return (
    <Notice kind="warn">
      {say("slow")}{" "}
      {recogniser.quality === "full" && (
        <button type="button" class="quiet" onClick={onLite}>
          {say("useLite")}
        </button>
      )}
    </Notice>
  );
}

function Notice({ kind, children }: { kind: "warn" | "bad"; children: ComponentChildren }) {
  return (
    <p class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </p>
  );
}

function Loading({ share }: { share: number }) {
  const text = share < 1 ? say("loading", { percent: Math.floor(share * 100) }) : say("starting");
  return (
    <p class="notice">
      <label class="loading">
        {text}
        <progress value={share} />
      </label>
    </p>
  );
}
