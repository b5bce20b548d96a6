import { speaker } from "../i18n/sentences.ts";

export const say = speaker({
  title: { en: "Practise signs", es: "Practique señas" },
});
