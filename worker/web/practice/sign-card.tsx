import type { FeedbackItem } from "../../../shared/contract/feedback.ts";
import { toFeedback } from "../../../shared/contract/feedback-messages.ts";
import type { Prediction } from "../../../shared/contract/invocation.ts";
import { currentLanguage } from "../i18n/language.ts";
import { formatNumber } from "../i18n/sentences.ts";
import { ConfidenceRing } from "./confidence-ring.tsx";
import { isDone, isRight, type Lesson, wantedLetter } from "./lesson/lesson.ts";
import { say } from "./sentences.ts";

interface SignCardProps {
  readonly lesson: Lesson;
  /** What the hand looks like now. */
  readonly leading: Prediction | undefined;
  readonly advice: readonly FeedbackItem[];
  readonly onNext: () => void;
  readonly onStartOver: () => void;
}

/** What is asked for, what is seen, and what was read. */
export function SignCard({ lesson, leading, advice, onNext, onStartOver }: SignCardProps) {
  const { target, text } = lesson;
  const wanted = wantedLetter(lesson);
  const percent = formatNumber((leading?.confidence ?? 0) * 100, 0);
  const seen = leading ? say("looksLike", { letter: leading.label, percent }) : say("nothingYet");
  return (
    <section class="card sign">
      <h2>{say("sign")}</h2>
      <p class="wanted">{wanted ? say("signThis", { letter: wanted }) : freeOrDone(lesson)}</p>
      <ConfidenceRing letter={leading?.label ?? "–"} share={leading?.confidence ?? 0} label={seen} />
      <p class="faint">{seen}</p>
      <p class="outcome" aria-live="polite">
        <Outcome lesson={lesson} />
      </p>
      <ul class="advice">
        {advice.map((item) => (
          <li key={item.part + item.code}>{toFeedback(item, currentLanguage()).message}</li>
        ))}
      </ul>
      {target.kind !== "letter" && (
        <p class="spelled">
          <span class="unseen">{say("spelled")}: </span>
          {target.kind === "word" ? <Spelled word={target.word} length={text.length} /> : text || "…"}
        </p>
      )}
      <p class="row">
        {target.kind === "letter" ? (
          <button type="button" onClick={onNext}>
            {say("nextLetter")}
          </button>
        ) : (
          <button type="button" class="quiet" onClick={onStartOver} disabled={text === ""}>
            {say("startOver")}
          </button>
        )}
      </p>
    </section>
  );
}

const freeOrDone = ({ target }: Lesson): string =>
  target.kind === "word" ? say("wordDone", { word: target.word }) : say("signAnything");

function Outcome({ lesson }: { lesson: Lesson }) {
  const { last } = lesson;
  if (!last) return null;
  const { label: letter, wanted } = last;
  if (wanted === undefined) return <span>{say("noted", { letter })}</span>;
  if (!isRight(last)) return <span class="warn">▲ {say("wrong", { letter, wanted })}</span>;
  return <span class="good">● {isDone(lesson) ? freeOrDone(lesson) : say("right", { letter })}</span>;
}

function Spelled({ word, length }: { word: string; length: number }) {
  return (
    <>
      <span class="good">{word.slice(0, length)}</span>
      <span class="faint">{word.slice(length)}</span>
    </>
  );
}
