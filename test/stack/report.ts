/** What the demo prints: confidences as bars, and the same session as API, D1 and DynamoDB tell it. */
import type { AssessResponse } from "../../shared/contract/assessment.ts";
import type { Prediction } from "../../shared/contract/invocation.ts";

const BAR_WIDTH = 40;
const CHART_ROWS = 8;
const MOST_STARS = 5;

/** Stars of the best so far as a line of columns, one a rating; the top row is five stars. */
export function drawBestSoFar(stars: readonly number[]): string {
  const step = MOST_STARS / CHART_ROWS;
  const rows = Array.from({ length: CHART_ROWS }, (_, row) => {
    const level = MOST_STARS - row * step;
    const columns = stars
      .map((value) => (value >= level ? "█" : value >= level - step / 2 ? "▄" : " "))
      .join("");
    return `  ${level.toFixed(1)} │${columns}`;
  });
  return [...rows, `      └${"─".repeat(stars.length)} ${stars.length} ratings`, ""].join("\n");
}

export const drawConfidences = (predictions: readonly Prediction[]): string =>
  predictions
    .map(({ label, confidence }) => {
      const bar = "█".repeat(Math.round(confidence * BAR_WIDTH)).padEnd(BAR_WIDTH, "·");
      return `  ${label.padEnd(8)} ${bar} ${(confidence * 100).toFixed(1).padStart(5)} %\n`;
    })
    .join("");

interface Views {
  readonly answer: AssessResponse;
  /** Row of table sessions. */
  readonly d1: Readonly<Record<string, unknown>>;
  /** Row of table AiSessions. */
  readonly dynamodb: Readonly<Record<string, unknown>>;
}

export function drawSideBySide({ answer, d1, dynamodb }: Views): string {
  const result = (dynamodb.result ?? {}) as Record<string, unknown>;
  const rows: readonly (readonly unknown[])[] = [
    ["", "GET /api/v1/assess/{id}", "D1 sessions", "DynamoDB AiSessions"],
    ["sessionId", answer.sessionId, d1.session_id, dynamodb.sessionId],
    ["status", answer.status, d1.status, dynamodb.status],
    ["gesture", answer.recognizedGesture, d1.recognized_gesture, result.recognizedGesture],
    ["confidence", answer.confidence, d1.confidence, result.confidence],
    ["score", answer.score, d1.score, result.score],
    ["modelVersion", answer.modelVersion, d1.model_version, result.modelVersion],
    ["version", "", d1.version, dynamodb.version],
  ];
  const text = rows.map((row) => row.map((cell) => String(cell ?? "-")));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...text.map((row) => row[column]?.length ?? 0)));
  return text.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}\n`).join("");
}
