import { useCallback, useEffect, useState } from "preact/hooks";
import type { SignLanguage } from "../built-facts.ts";
import { formatNumber } from "../i18n/sentences.ts";
import { AssessCard } from "./assess/assess-card.tsx";
import { useAssessment } from "./assess/use-assessment.ts";
import { EdgeSwitch } from "./edge/edge-switch.tsx";
import { useEdgeReader } from "./edge/use-edge-reader.ts";
import { addFrame, isHandMissing, isLagging, isSlow, NO_FRAMES, rateOf } from "./frames.ts";
import { Hindrance } from "./hindrance.tsx";
import { HistoryCard } from "./history-card.tsx";
import { expectedSign, letterAfter, wantedLetter } from "./lesson/lesson.ts";
import { useLesson } from "./lesson/use-lesson.ts";
import { PictureCard } from "./picture-card.tsx";
import type { Runtime, Seen } from "./recogniser/messages.ts";
import { say } from "./sentences.ts";
import { SignCard } from "./sign-card.tsx";
import { Stage } from "./stage.tsx";
import { TargetPicker } from "./target-picker.tsx";
import { useRecogniser } from "./use-recogniser.ts";
import { useSource } from "./use-source.ts";

/** The page for one sign language. */
export function Practice({ language: { languageCode, labels: letters } }: { language: SignLanguage }) {
  const pictures = useSource();
  const { source } = pictures;
  const { lesson, tries, begin, read, forgetTries } = useLesson({ kind: "letter", letter: letters[0] ?? "" });
  const [frames, setFrames] = useState(NO_FRAMES);
  const assessment = useAssessment();

  const edge = useEdgeReader(languageCode, read);
  const isReadAtEdge = edge.state === "open";
  const onSeen = (seen: Seen): void => {
    setFrames((before) => addFrame(before, seen));
    if (isReadAtEdge) edge.send(seen.seconds, seen.landmarks);
    else if (seen.settled) read(seen.settled);
  };
  const recogniser = useRecogniser(languageCode, onSeen);
  const { state, start, startOver, look } = recogniser;

  useEffect(() => {
    setFrames(NO_FRAMES);
    startOver();
    if (source) start("full");
  }, [source, start, startOver]);

  const isReady = state.kind === "ready";
  const wanted = wantedLetter(lesson);
  const onPicture = useCallback(
    (video: HTMLVideoElement, seconds: number): void => {
      if (isReady) look(video, seconds, wanted);
    },
    [isReady, look, wanted],
  );

  const { target } = lesson;
  const nextLetter = (): void => {
    if (target.kind === "letter") begin({ kind: "letter", letter: letterAfter(target.letter, letters) });
  };
  return (
    <div class="practice">
      <div class="column">
        <PictureCard used={pictures} footer={<EdgeSwitch state={edge.state} onSwitch={edge.switchTo} />}>
          {source && (
            <Stage
              key={source}
              source={source}
              seen={frames.seen}
              isLagging={isLagging(frames)}
              onPicture={onPicture}
            />
          )}
          {!source && <p class="stage empty">{say("orElse")}</p>}
          <Hindrance
            camera={pictures.problem}
            recogniser={source ? state : OFF}
            isHandMissing={isHandMissing(frames)}
            isSlow={isSlow(frames)}
            onRetry={() => start("full")}
            onLite={() => start("lite")}
          />
          {state.kind === "ready" && rateOf(frames) > 0 && (
            <Rate rate={rateOf(frames)} runtime={state.runtime} />
          )}
        </PictureCard>
        <TargetPicker target={target} letters={letters} tries={tries} onTarget={begin} />
      </div>
      <div class="column">
        <SignCard
          lesson={lesson}
          leading={isReadAtEdge ? edge.guess : frames.seen?.leading}
          advice={frames.advice.items}
          onNext={nextLetter}
          onStartOver={() => begin(target)}
        />
        <AssessCard
          used={assessment}
          source={source}
          asked={{ languageCode, expectedGesture: expectedSign(lesson) }}
        />
        <HistoryCard tries={tries} onForget={forgetTries} />
      </div>
    </div>
  );
}

const OFF = { kind: "off" } as const;

function Rate({ rate, runtime }: { rate: number; runtime: Runtime }) {
  const { provider, threads } = runtime;
  const name = provider === "webgpu" ? say("gpu") : say("threads", { threads });
  return <p class="faint rate">{say("rate", { rate: formatNumber(rate, 1), runtime: name })}</p>;
}
