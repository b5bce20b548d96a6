import { showPage } from "../ui/frame.tsx";

showPage("tuning", null);
