import { useState } from "preact/hooks";
import { builtFacts } from "../built-facts.ts";
import { Practice } from "./practice.tsx";
import { say } from "./sentences.ts";

/** Practice in one of the sign languages that are built in. */
export function PracticePage() {
  const { alphabets } = builtFacts;
  const [code, setCode] = useState(alphabets[0]?.languageCode);
  const language = alphabets.find(({ languageCode }) => languageCode === code);
  return (
    <>
      <h1>{say("title")}</h1>
      <p>{say("intro", { language: code ?? "" })}</p>
      {alphabets.length > 1 && (
        <p>
          <label>
            {say("language")}
            <select value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)}>
              {alphabets.map(({ languageCode }) => (
                <option key={languageCode} value={languageCode}>
                  {languageCode}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {language && <Practice key={code} language={language} />}
    </>
  );
}
