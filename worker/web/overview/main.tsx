/** The first page: is everything well, what was done lately, and how to call the service. */
import { showPage } from "../ui/frame.tsx";
import { Overview } from "./overview.tsx";
import "./overview.css";

showPage("overview", <Overview />);
