/** Computes off the main thread, so that rating never waits for a picture. */
import { type AnalysisRequest, createAnalyst } from "./analysis.ts";

const analyse = createAnalyst();

self.onmessage = ({ data }: MessageEvent<AnalysisRequest>) => self.postMessage(analyse(data));
