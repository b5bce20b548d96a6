/** The whole HTTP side on one screen: what every request passes through, and every route. */
import { fromHono } from "chanfana";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import type { Deps } from "./deps.ts";
import { admit } from "./http/admit.ts";
import { API_OVERVIEW, type ApiDescription, describeApi } from "./http/api-description.ts";
import type { AppEnv } from "./http/app-context.ts";
import { audit } from "./http/audit.ts";
import { describeAccess } from "./http/describe-access.ts";
import { DOCUMENTATION_ROUTES } from "./http/documentation-routes.ts";
import { idempotent, UPLOAD_LEASE_MS } from "./http/idempotency.ts";
import { identify } from "./http/identify.ts";
import { locale } from "./http/locale.ts";
import { routeNotFound, wrongMethod } from "./http/not-found.ts";
import { onError } from "./http/on-error.ts";
import { routePath } from "./http/path-prefix.ts";
import { rateLimit } from "./http/rate-limit.ts";
import { requestLog } from "./http/request-log.ts";
import { requestSize } from "./http/request-size.ts";
import { security } from "./http/security.ts";
import { socketProtocol } from "./http/socket-protocol.ts";
import { CreateKey } from "./routes/admin/create-key.ts";
import { DiscardDeadLetter } from "./routes/admin/discard-dead-letter.ts";
import { ListAudit } from "./routes/admin/list-audit.ts";
import { ListDeadLetters } from "./routes/admin/list-dead-letters.ts";
import { ListKeys } from "./routes/admin/list-keys.ts";
import { ReconcileMirror } from "./routes/admin/reconcile-mirror.ts";
import { ReplayDeadLetter } from "./routes/admin/replay-dead-letter.ts";
import { RevokeKey } from "./routes/admin/revoke-key.ts";
import { GetConsumerStatus } from "./routes/consumer-status.ts";
import { DeleteAssessment } from "./routes/delete-assessment.ts";
import { documentationFile, documentationPage } from "./routes/documentation.ts";
import { GetHealth } from "./routes/health.ts";
import { ListAssessments } from "./routes/list-assessments.ts";
import { GetMetrics } from "./routes/metrics.ts";
import { GetModelInfo, GetModelInfoByFormerName } from "./routes/model-info.ts";
import { needOf } from "./routes/needs.ts";
import { OpenStream } from "./routes/open-stream.ts";
import { page } from "./routes/pages.ts";
import { DetectHands } from "./routes/prediction/detect-hands.ts";
import { DetectHandsUpload } from "./routes/prediction/detect-hands-upload.ts";
import { InvokeSageMaker } from "./routes/prediction/invoke-sagemaker.ts";
import { Predict } from "./routes/prediction/predict.ts";
import { PredictUpload } from "./routes/prediction/predict-upload.ts";
import { PresignUpload } from "./routes/presign-upload.ts";
import { ReadAssessment } from "./routes/read-assessment.ts";
import { GetReady } from "./routes/ready.ts";
import { GetRoot } from "./routes/root.ts";
import { SubmitAssessment } from "./routes/submit-assessment.ts";
import { SubmitBatch } from "./routes/submit-batch.ts";
import { DefineSession } from "./routes/tuning/define-session.ts";
import { DeleteSession } from "./routes/tuning/delete-session.ts";
import { ExportSession } from "./routes/tuning/export-session.ts";
import { ImportSession } from "./routes/tuning/import-session.ts";
import { ReadSession } from "./routes/tuning/read-session.ts";
import { ResetSession, ResetTuning } from "./routes/tuning/reset-tuning.ts";
import { GetSessionHistory } from "./routes/tuning/session-history.ts";
import { SuggestParameters, SuggestSessionParameters } from "./routes/tuning/suggest-parameters.ts";
import { GetSessionStats, GetTuningStats } from "./routes/tuning/tuning-stats.ts";
import { UpdateModel, UpdateSessionModel } from "./routes/tuning/update-model.ts";
import { WatchSession } from "./routes/tuning/watch-session.ts";
import { UploadVideo } from "./routes/upload-video.ts";
import { WatchAssessment } from "./routes/watch-assessment.ts";

const EXPOSED_HEADERS = [
  "Allow",
  "Content-Language",
  "Idempotency-Replayed",
  "Link",
  "Location",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
];
const ACCEPTED_HEADERS = [
  "Accept-Language",
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "Last-Event-ID",
  "X-API-Key",
  "X-Request-Id",
  "X-Tenant",
  "X-Tuning-Session",
];

export function createApp({ parts, readAsset, corsOrigins }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: routePath });
  app.onError(onError);
  app.notFound(routeNotFound);
  app.use(async (c, next) => {
    c.set("parts", parts);
    c.set("readAsset", readAsset);
    await next();
  });
  app.use(requestId({ limitLength: 128, generator: () => parts.newId() }));
  app.use(locale());
  app.use(requestLog());
  app.use(security());
  const origin = corsOrigins.includes("*") ? "*" : [...corsOrigins];
  app.use(cors({ origin, allowHeaders: ACCEPTED_HEADERS, exposeHeaders: EXPOSED_HEADERS }));
  app.use(socketProtocol());
  app.use(requestSize());
  app.use(wrongMethod(app));
  app.use(identify(needOf));
  app.use(rateLimit());
  app.use(admit());
  app.use("/api/v1/admin/*", audit());
  app.post("/api/v1/assess", idempotent());
  app.post("/api/v1/assess/batch", idempotent());
  app.post("/api/v1/videos/presign", idempotent());
  app.post("/api/v1/videos", idempotent(UPLOAD_LEASE_MS));
  app.get("/api/docs", documentationPage("swagger.html"));
  app.get("/api/redoc", documentationPage("redoc.html"));
  app.get("/assets/*", documentationFile);
  app.get("/practice", page("practice", { isIsolated: true }));
  app.get("/tune", page("tuning"));
  app.get("/tune/:id", page("tuning"));

  const api = fromHono(app, {
    openapi_url: null,
    docs_url: null,
    redoc_url: null,
    openapiVersion: "3.1",
    passthroughErrors: true,
    validateResponse: true,
    schema: API_OVERVIEW,
  });
  api.get("/", GetRoot);
  api.get("/health", GetHealth);
  api.get("/ready", GetReady);
  api.get("/metrics", GetMetrics);
  api.post("/api/v1/assess", SubmitAssessment);
  api.post("/api/v1/assess/batch", SubmitBatch);
  api.get("/api/v1/assess", ListAssessments);
  api.get("/api/v1/assess/:sessionId", ReadAssessment);
  api.delete("/api/v1/assess/:sessionId", DeleteAssessment);
  api.get("/api/v1/assess/:sessionId/events", WatchAssessment);
  api.get("/api/v1/stream", OpenStream);
  api.post("/api/v1/videos", UploadVideo);
  api.post("/api/v1/videos/presign", PresignUpload);
  api.post("/api/predict", Predict);
  api.post("/api/predict/upload", PredictUpload);
  api.post("/api/detect-hands", DetectHands);
  api.post("/api/detect-hands/upload", DetectHandsUpload);
  api.post("/api/sagemaker/invoke", InvokeSageMaker);
  api.get("/api/v1/model/info", GetModelInfo);
  api.get("/api/model/info", GetModelInfoByFormerName);
  api.get("/api/v1/consumer/status", GetConsumerStatus);
  api.get("/api/v1/admin/dead-letters", ListDeadLetters);
  api.post("/api/v1/admin/dead-letters/:id/replay", ReplayDeadLetter);
  api.delete("/api/v1/admin/dead-letters/:id", DiscardDeadLetter);
  api.post("/api/v1/admin/reconcile", ReconcileMirror);
  api.post("/api/v1/admin/keys", CreateKey);
  api.get("/api/v1/admin/keys", ListKeys);
  api.delete("/api/v1/admin/keys/:keyId", RevokeKey);
  api.get("/api/v1/admin/audit", ListAudit);
  api.post("/ml/suggest_parameters", SuggestParameters);
  api.post("/ml/update_model", UpdateModel);
  api.get("/ml/stats", GetTuningStats);
  api.post("/ml/reset", ResetTuning);
  api.put("/ml/sessions/:id", DefineSession);
  api.get("/ml/sessions/:id", ReadSession);
  api.delete("/ml/sessions/:id", DeleteSession);
  api.post("/ml/sessions/:id/suggest_parameters", SuggestSessionParameters);
  api.post("/ml/sessions/:id/update_model", UpdateSessionModel);
  api.get("/ml/sessions/:id/stats", GetSessionStats);
  api.post("/ml/sessions/:id/reset", ResetSession);
  api.get("/ml/sessions/:id/history", GetSessionHistory);
  api.get("/ml/sessions/:id/export", ExportSession);
  api.put("/ml/sessions/:id/import", ImportSession);
  api.get("/ml/sessions/:id/live", WatchSession);
  for (const route of DOCUMENTATION_ROUTES) api.registry.registerPath(route);
  let description: ApiDescription | undefined;
  app.get("/api/openapi.json", (c) => {
    description ??= describeApi(describeAccess(api.schema, needOf));
    return c.json(description);
  });
  return app;
}
