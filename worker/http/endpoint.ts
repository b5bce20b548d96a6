import { OpenAPIRoute } from "chanfana";
import type { AppContext } from "./app-context.ts";

/** A route with its documentation. Requests are read by the functions of this folder, which know each way to be wrong. */
export abstract class Endpoint extends OpenAPIRoute<[AppContext]> {
  abstract override handle(c: AppContext): Promise<Response> | Response;
}
