import { useEffect, useState } from "preact/hooks";
import { say } from "../sentences.ts";

interface PictureProps {
  readonly letter: string;
  /** Where the caller's own picture is. */
  readonly address: string | undefined;
}

/** Room for the picture of a suggestion: the linked one, or a file of the reader's, which is shown here only. */
export function Picture({ letter, address }: PictureProps) {
  const [file, setFile] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => () => (file === undefined ? undefined : URL.revokeObjectURL(file)), [file]);
  // Another address is tried anew.
  useEffect(() => setFailed(false), [address]);
  const shown = file ?? (hasFailed ? undefined : address);
  const show = (files: FileList | null | undefined): void => {
    const picture = [...(files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (picture) setFile(URL.createObjectURL(picture));
  };
  return (
    <label
      class="picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        show(event.dataTransfer?.files);
      }}
    >
      {shown ? (
        <img
          src={shown}
          alt={say("pictureOf", { letter })}
          referrerPolicy="no-referrer"
          onError={() => setFailed(true)}
        />
      ) : (
        <span class="faint">{say(hasFailed ? "pictureFailed" : "pictureRoom")}</span>
      )}
      <input
        class="unseen"
        type="file"
        accept="image/*"
        aria-label={say("pictureFile", { letter })}
        onChange={(event) => show(event.currentTarget.files)}
      />
    </label>
  );
}
