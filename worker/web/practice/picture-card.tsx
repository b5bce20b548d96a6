import type { ComponentChildren } from "preact";
import { say } from "./sentences.ts";
import { CLIPS } from "./source/clips.ts";
import type { UsedSource } from "./use-source.ts";

interface PictureCardProps {
  readonly used: UsedSource;
  /** The stage, and what is in its way. */
  readonly children: ComponentChildren;
  /** Where letters are read. */
  readonly footer: ComponentChildren;
}

/** The picture and where it comes from. */
export function PictureCard({ used, children, footer }: PictureCardProps) {
  const { source } = used;
  const openFile = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    const [file] = currentTarget.files ?? [];
    if (file) used.openFile(file);
    // So that the same file can be chosen again.
    currentTarget.value = "";
  };
  const openClip = ({ currentTarget }: { currentTarget: HTMLSelectElement }): void => {
    const clip = CLIPS.find(({ sign }) => sign === currentTarget.value);
    if (clip) used.openClip(clip.sign, clip.url);
  };
  const shownClip = source?.kind === "file" && !source.isOwn ? source.name : "";
  return (
    <section class="card picture">
      <h2 class="unseen">{say("picture")}</h2>
      {children}
      <div class="row sources">
        {source?.kind === "camera" ? (
          <button type="button" class="quiet" onClick={used.close}>
            {say("stop")}
          </button>
        ) : (
          <button type="button" onClick={used.openCamera}>
            {say("startCamera")}
          </button>
        )}
        <label class="button quiet file">
          {say("chooseFile")}
          <input type="file" accept="video/*" class="unseen" onChange={openFile} />
        </label>
        <label class="inline">
          <span class="unseen">{say("clip")}</span>
          <select value={shownClip} onChange={openClip}>
            <option value="" disabled>
              {say("chooseClip")}
            </option>
            {CLIPS.map(({ sign }) => (
              <option key={sign} value={sign}>
                {say("clip")} {sign}
              </option>
            ))}
          </select>
        </label>
      </div>
      {footer}
    </section>
  );
}
