/** The calls that clients of tuning make. */
import {
  type StatsResponse,
  StatsResponseSchema,
  type SuggestResponse,
  SuggestResponseSchema,
  type UpdateResponse,
  UpdateResponseSchema,
} from "../../shared/contract/tuning-api.ts";
import { call, postJson } from "./call.ts";

/** A point of the image space. */
export const IMAGE = { api: "leonardo", init_strength: 0.3, guidance_scale: 8.5, controlnet_weight: 0.9 };

/** Address of a session that no other test uses. */
export const freshPath = (): string => `/ml/sessions/${crypto.randomUUID()}`;

export const put = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  call(path, {
    method: "PUT",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** Tells a session of results. */
export const rate = (
  path: string,
  results: unknown,
  headers: Record<string, string> = {},
): Promise<Response> => postJson(`${path}/update_model`, { results }, headers);

export const suggest = async (path: string, body: object = {}): Promise<SuggestResponse> =>
  SuggestResponseSchema.parse(await (await postJson(`${path}/suggest_parameters`, body)).json());

export const updated = async (response: Response): Promise<UpdateResponse> =>
  UpdateResponseSchema.parse(await response.json());

export const stats = async (path: string, query = ""): Promise<StatsResponse> =>
  StatsResponseSchema.parse(await (await call(`${path}/stats${query}`)).json());
