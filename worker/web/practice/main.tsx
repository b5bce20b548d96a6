import { showPage } from "../ui/frame.tsx";
import { say } from "./sentences.ts";

showPage("practice", <h1>{say("title")}</h1>);
