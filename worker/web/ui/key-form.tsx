import { accessKey } from "../api/access-key.ts";
import { speaker } from "../i18n/sentences.ts";

const say = speaker({
  key: { en: "API key", es: "Clave de API" },
  needed: {
    en: "This service asks for a key. It stays in this tab.",
    es: "Este servicio pide una clave. Se queda en esta pestaña.",
  },
  use: { en: "Use", es: "Usar" },
});

/** Asks for an API key where the service wants one. */
export function KeyForm({ onKey }: { onKey: () => void }) {
  const keep = (event: SubmitEvent): void => {
    event.preventDefault();
    const key = new FormData(event.currentTarget as HTMLFormElement).get("key");
    accessKey.keep(String(key ?? ""));
    onKey();
  };
  return (
    <form class="card row" onSubmit={keep}>
      <p>{say("needed")}</p>
      <label>
        {say("key")}
        <input name="key" type="password" autocomplete="off" required />
      </label>
      <button type="submit">{say("use")}</button>
    </form>
  );
}
