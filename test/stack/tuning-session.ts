/** A tuning session as a person plays it, against a running stack: two suggestions at a time, rated in stars. */

import { type ParameterValues, RATING_MAX, RATING_MIN } from "../../shared/contract/tuning.ts";
import {
  type StatsResponse,
  StatsResponseSchema,
  SuggestResponseSchema,
} from "../../shared/contract/tuning-api.ts";
import { createRandom } from "../../shared/tuning/random.ts";

export interface PlayedSession {
  /** What the rater truly thinks of the best picture so far, after each rating. */
  readonly bestSoFar: readonly number[];
  readonly stats: StatsResponse;
  /** What the rater truly thinks of the recommended parameters. */
  readonly recommendedStars: number;
}

const NOISE_STARS = 0.4;
const CENTRE = { strength: 0.3, guidance: 8, controlnet: 0.9 };

/** Stars of a made-up person who likes Leonardo's pictures best near one setting, and Stable Diffusion's rather well everywhere. */
export function trueStars(parameters: ParameterValues): number {
  const strength = Number(parameters.init_strength ?? parameters.strength);
  const controlnet = Number(parameters.controlnet_weight ?? parameters.controlnet_conditioning_scale);
  const distance =
    ((strength - CENTRE.strength) / 0.12) ** 2 +
    ((Number(parameters.guidance_scale) - CENTRE.guidance) / 2.2) ** 2 +
    ((controlnet - CENTRE.controlnet) / 0.1) ** 2;
  const hill = Math.exp(-distance / 2);
  return parameters.api === "leonardo" ? 1.2 + 3.3 * hill : 2 + 1.6 * hill;
}

export async function playTuningSession(
  workerUrl: string,
  ratings: number,
  seed: number,
): Promise<PlayedSession> {
  const random = createRandom(seed);
  const session = `${workerUrl}/ml/sessions/demo-${seed}`;
  const bestSoFar: number[] = [];
  while (bestSoFar.length < ratings) {
    const answer = SuggestResponseSchema.parse(
      await send(`${session}/suggest_parameters`, { num_suggestions: 2 }),
    );
    const results = answer.suggestions.map((parameters, index) => {
      const stars = trueStars(parameters);
      bestSoFar.push(Math.max(stars, bestSoFar.at(-1) ?? 0));
      const rating = Math.round(stars + NOISE_STARS * random.normal());
      return {
        parameters,
        rating: Math.min(RATING_MAX, Math.max(RATING_MIN, rating)),
        suggestion_id: answer.suggestion_ids[index],
      };
    });
    await send(`${session}/update_model`, { results });
  }
  const stats = StatsResponseSchema.parse(await send(`${session}/stats`));
  return { bestSoFar, stats, recommendedStars: trueStars(stats.best_parameters ?? {}) };
}

async function send(url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
