import { useState } from "preact/hooks";
import { say } from "./sentences.ts";

const EXAMPLES = [
  `curl -X POST ${location.origin}/api/v1/videos -H 'Content-Type: video/mp4' --data-binary @clip.mp4`,
  `curl ${location.origin}/api/predict/upload -F 'file=@clip.mp4;type=video/mp4'`,
  `curl ${location.origin}/ml/suggest_parameters -H 'Content-Type: application/json' -d '{"mode":"structure"}'`,
];

/** How to call this very service. */
export function CallExamples() {
  return (
    <section class="card">
      <h2>{say("call")}</h2>
      {EXAMPLES.map((example) => (
        <Example key={example} text={example} />
      ))}
      <p>
        <a href="/api/docs">{say("docs")}</a>
      </p>
    </section>
  );
}

function Example({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div class="example">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
      <button type="button" class="quiet" onClick={copy}>
        {say(isCopied ? "copied" : "copy")}
      </button>
    </div>
  );
}
