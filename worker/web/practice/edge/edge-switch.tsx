import { say } from "../sentences.ts";
import type { EdgeState } from "./use-edge-reader.ts";

/** Where letters are read, and what leaves the device for it. */
export function EdgeSwitch({ state, onSwitch }: { state: EdgeState; onSwitch: (isOn: boolean) => void }) {
  const isOn = state === "connecting" || state === "open";
  return (
    <div class="edge">
      <label class="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />
        {say("readAtEdge")}
      </label>
      <p class="faint privacy">{say(isOn ? "edgePrivacy" : "privacy")}</p>
      <p class={state === "lost" ? "warn privacy" : "faint privacy"} role="status">
        {state === "lost" && say("edgeLost")}
        {state === "connecting" && say("edgeConnecting")}
        {state === "open" && say("edgeOpen")}
      </p>
    </div>
  );
}
