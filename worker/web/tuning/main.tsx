/** /tune opens sessions, /tune/{id} is one. */
import { SessionIdSchema } from "../../../shared/contract/tuning.ts";
import { showPage } from "../ui/frame.tsx";
import { SessionPage } from "./session-page.tsx";
import { SessionsPage } from "./sessions-page.tsx";
import "./tuning.css";

const id = SessionIdSchema.safeParse(location.pathname.split("/tune/")[1] ?? "");

showPage("tuning", id.success ? <SessionPage sessionId={id.data} /> : <SessionsPage />);
