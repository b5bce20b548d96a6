import { showPage } from "../ui/frame.tsx";

showPage("practice", null);
