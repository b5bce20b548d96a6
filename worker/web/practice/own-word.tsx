import { useState } from "preact/hooks";
import { spellable } from "./lesson/lesson.ts";
import { MAX_WORD_LETTERS } from "./lesson/words.ts";
import { say } from "./sentences.ts";

interface OwnWordProps {
  readonly letters: readonly string[];
  readonly onWord: (word: string) => void;
}

/** A word that the learner thinks of. */
export function OwnWord({ letters, onWord }: OwnWordProps) {
  const [isRefused, setRefused] = useState(false);
  const use = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get("word");
    const word = spellable(String(text ?? ""), letters);
    setRefused(word === "");
    if (word !== "") onWord(word);
  };
  return (
    <form class="row own-word" onSubmit={use}>
      <label>
        {say("ownWord")}
        <input name="word" maxLength={MAX_WORD_LETTERS} autocomplete="off" required />
      </label>
      <button type="submit" class="quiet">
        {say("useWord")}
      </button>
      <p class="bad" role="status">
        {isRefused && say("unspellable", { letters: letters.join(" ") })}
      </p>
    </form>
  );
}
