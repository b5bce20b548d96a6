/** Practising signs: the camera, the hand, the letter, and what to do better. */
import { showPage } from "../ui/frame.tsx";
import "./practice.css";
import { Practice } from "./practice.tsx";

showPage("practice", <Practice />);
