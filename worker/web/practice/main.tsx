/** Practising signs: the camera, the hand, the letter, and what to do better. */
import { showPage } from "../ui/frame.tsx";
import "./practice.css";
import { PracticePage } from "./practice-page.tsx";

showPage("practice", <PracticePage />);
