import { ModelInfoSchema } from "../../shared/contract/service.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { describeModel } from "../services/describe-model.ts";

export class GetModelInfo extends Endpoint {
  override schema = {
    operationId: "getModelInfo",
    tags: ["Service"],
    summary: "What recognises signs, and which signs",
    responses: { "200": jsonResponse("The model", ModelInfoSchema), ...problemResponses() },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json(await describeModel(c.get("parts")));
  }
}

export class GetModelInfoByFormerName extends GetModelInfo {
  override schema = {
    ...new GetModelInfo(this.params).schema,
    operationId: "getModelInfoByFormerName",
    summary: "The same as /api/v1/model/info, under its former name",
  };
}
