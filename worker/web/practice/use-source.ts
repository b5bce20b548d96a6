import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type CameraProblem, openCamera } from "./source/camera.ts";
import { closeSource, type Source } from "./source/source.ts";

export interface UsedSource {
  readonly source: Source | undefined;
  /** Why the camera, which was asked for last, shows nothing. */
  readonly problem: CameraProblem | undefined;
  openCamera(): Promise<void>;
  openFile(file: File): void;
  openClip(name: string, url: string): void;
  close(): void;
}

/** Where the pictures come from; one source at a time, and none is left open. */
export function useSource(): UsedSource {
  const [source, setSource] = useState<Source>();
  const [problem, setProblem] = useState<CameraProblem>();
  const current = useRef<Source>(undefined);

  const change = useCallback((next: Source | undefined): void => {
    if (current.current) closeSource(current.current);
    current.current = next;
    setProblem(undefined);
    setSource(next);
  }, []);
  useEffect(() => () => change(undefined), [change]);

  return {
    source,
    problem,
    openCamera: async () => {
      const camera = await openCamera();
      change(camera.ok ? { kind: "camera", stream: camera.value } : undefined);
      if (!camera.ok) setProblem(camera.error);
      // Pulled out, or taken away in the browser's settings.
      else camera.value.getVideoTracks()[0]?.addEventListener("ended", () => change(undefined));
    },
    openFile: (file) =>
      change({ kind: "file", name: file.name, url: URL.createObjectURL(file), isOwn: true }),
    openClip: (name, url) => change({ kind: "file", name, url, isOwn: false }),
    close: () => change(undefined),
  };
}
