import { currentLanguage } from "../i18n/language.ts";
import { countOf, type Try } from "./lesson/history.ts";
import type { Target } from "./lesson/lesson.ts";
import { WORDS } from "./lesson/words.ts";
import { OwnWord } from "./own-word.tsx";
import { say } from "./sentences.ts";

interface TargetPickerProps {
  readonly target: Target;
  readonly letters: readonly string[];
  readonly tries: readonly Try[];
  readonly onTarget: (target: Target) => void;
}

const KINDS = [
  ["letter", "letters"],
  ["word", "words"],
  ["free", "free"],
] as const;

export function TargetPicker({ target, letters, tries, onTarget }: TargetPickerProps) {
  const words = WORDS[currentLanguage()];
  const choose = (kind: Target["kind"]): void => {
    if (kind === "letter") onTarget({ kind, letter: letters[0] ?? "A" });
    else if (kind === "word") onTarget({ kind, word: words[0] ?? "" });
    else onTarget({ kind });
  };
  return (
    <section class="card">
      <h2>{say("target")}</h2>
      <fieldset class="row segmented">
        <legend class="unseen">{say("target")}</legend>
        {KINDS.map(([kind, name]) => (
          <button
            key={kind}
            type="button"
            class="quiet"
            aria-pressed={target.kind === kind}
            onClick={() => choose(kind)}
          >
            {say(name)}
          </button>
        ))}
      </fieldset>
      {target.kind === "letter" && (
        <div class="letters">
          {letters.map((letter) => (
            <LetterButton
              key={letter}
              letter={letter}
              tries={tries}
              isChosen={letter === target.letter}
              onChoose={() => onTarget({ kind: "letter", letter })}
            />
          ))}
        </div>
      )}
      {target.kind === "word" && (
        <>
          <div class="row">
            {words.map((word) => (
              <button
                key={word}
                type="button"
                class="quiet"
                aria-pressed={word === target.word}
                onClick={() => onTarget({ kind: "word", word })}
              >
                {word}
              </button>
            ))}
          </div>
          <OwnWord letters={letters} onWord={(word) => onTarget({ kind: "word", word })} />
        </>
      )}
      {target.kind === "free" && <p>{say("freeHint")}</p>}
    </section>
  );
}

interface LetterButtonProps {
  readonly letter: string;
  readonly tries: readonly Try[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function LetterButton({ letter, tries, isChosen, onChoose }: LetterButtonProps) {
  const { right, all } = countOf(tries, letter);
  const name = all > 0 ? say("letterTried", { letter, right, all }) : letter;
  return (
    <button type="button" class="quiet" aria-pressed={isChosen} aria-label={name} onClick={onChoose}>
      {letter}
      <meter min={0} max={1} value={all > 0 ? right / all : 0} aria-hidden="true" />
    </button>
  );
}
