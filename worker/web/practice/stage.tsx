import { useEffect, useRef } from "preact/hooks";
import { drawSight } from "./draw-hand.ts";
import type { Seen } from "./recogniser/messages.ts";
import { say } from "./sentences.ts";
import type { Source } from "./source/source.ts";

interface StageProps {
  readonly source: Source;
  readonly seen: Seen | undefined;
  /** Whether the hand has moved on when its skeleton comes: the picture waits for it then. */
  readonly isLagging: boolean;
  /** Called for every picture that is shown; `seconds` never go back. */
  readonly onPicture: (video: HTMLVideoElement, seconds: number) => void;
}

/** The picture with the hand's skeleton on it. A camera is shown as a mirror would; its pixels stay as they are. */
export function Stage({ source, seen, isLagging, onPicture }: StageProps) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    if (source.kind === "camera") element.srcObject = source.stream;
    else element.src = source.url;
    // A browser that lets nothing play by itself shows the first picture.
    element.play().catch(() => {});
    let next = element.requestVideoFrameCallback(function look(now) {
      onPicture(element, now / 1000);
      next = element.requestVideoFrameCallback(look);
    });
    return () => {
      element.cancelVideoFrameCallback(next);
      element.srcObject = null;
      element.removeAttribute("src");
    };
  }, [source, onPicture]);

  useEffect(() => {
    if (!seen || !canvas.current) return;
    drawSight(canvas.current, seen, isLagging);
    return () => seen.picture.close();
  }, [seen, isLagging]);

  return (
    <div
      class={source.kind === "camera" ? "stage mirrored" : "stage"}
      role="img"
      aria-label={say("videoOfHand")}
    >
      <video ref={video} muted playsInline loop />
      <canvas ref={canvas} />
    </div>
  );
}
