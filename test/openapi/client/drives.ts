/**
 * A client whose types are generated from the API description, driven through every route of it: one line a route, by the
 * name of its operation, each with what earlier lines left. A route that is missing here does not compile.
 */
import createClient from "openapi-fetch";
import type { operations, paths } from "../../../.cache/openapi/types.ts";

export interface Files {
  readonly video: Blob;
  readonly picture: Blob;
  /** The picture, as base64. */
  readonly picture64: string;
}

type Drive = () => Promise<{ readonly response: Response }>;
export type Drives = { readonly [Id in keyof operations]: Drive };

const SESSION = { path: { id: "generated-client" } };
const COPY = { path: { id: "generated-client-copy" } };

const toForm = (fields: Record<string, unknown> = {}): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, `${name}.${value.type.split("/")[1]}`);
    else form.append(name, String(value));
  }
  return form;
};

export function createDrives(baseUrl: string, { video, picture, picture64 }: Files): Drives {
  const client = createClient<paths>({ baseUrl });
  const submission = { userId: "u", exerciseId: 1, levelId: 1, s3VideoUrl: "s3://senal-videos/missing.mp4" };
  const submit = () => client.POST("/api/v1/assess", { body: submission });
  const sessionPath = async () => {
    const { data } = await submit();
    return { path: { sessionId: data?.sessionId ?? "" } };
  };
  const suggest = async () => {
    const { data } = await client.POST("/ml/suggest_parameters", { body: { num_suggestions: 1 } });
    const [parameters = {}] = data?.suggestions ?? [];
    return { results: [{ parameters, rating: 4, suggestion_id: data?.suggestion_ids[0] ?? null }] };
  };

  return {
    getRoot: () => client.GET("/"),
    getHealth: () => client.GET("/health"),
    getReady: () => client.GET("/ready"),
    getMetrics: () => client.GET("/metrics", { parseAs: "text" }),
    getDocs: () => client.GET("/api/docs", { parseAs: "text" }),
    getRedoc: () => client.GET("/api/redoc", { parseAs: "text" }),
    getOpenApi: () => client.GET("/api/openapi.json"),
    getModelInfo: () => client.GET("/api/v1/model/info"),
    getModelInfoByFormerName: () => client.GET("/api/model/info"),
    getConsumerStatus: () => client.GET("/api/v1/consumer/status"),

    uploadVideo: () =>
      client.POST("/api/v1/videos", {
        body: video,
        bodySerializer: (file) => file,
        headers: { "Content-Type": video.type },
      }),
    presignUpload: () =>
      client.POST("/api/v1/videos/presign", { body: { contentType: "video/mp4", sizeBytes: video.size } }),
    submitAssessment: submit,
    submitBatch: () => client.POST("/api/v1/assess/batch", { body: { items: [submission, submission] } }),
    listAssessments: () => client.GET("/api/v1/assess", { params: { query: { userId: "u", limit: 1 } } }),
    readAssessment: async () => client.GET("/api/v1/assess/{sessionId}", { params: await sessionPath() }),
    watchAssessment: async () =>
      client.GET("/api/v1/assess/{sessionId}/events", { params: await sessionPath(), parseAs: "text" }),
    deleteAssessment: async () =>
      client.DELETE("/api/v1/assess/{sessionId}", { params: await sessionPath() }),

    predict: () => client.POST("/api/predict", { body: { type: "image", data: picture64, top_k: 3 } }),
    predictUpload: () =>
      client.POST("/api/predict/upload", { body: { file: picture, top_k: 3 }, bodySerializer: toForm }),
    detectHands: () => client.POST("/api/detect-hands", { body: picture64 }),
    detectHandsUpload: () =>
      client.POST("/api/detect-hands/upload", { body: { file: picture }, bodySerializer: toForm }),
    invokeSageMaker: () => client.POST("/api/sagemaker/invoke", { body: { data: picture64 } }),

    suggestParameters: () =>
      client.POST("/ml/suggest_parameters", {
        body: { mode: "surfaces" },
        params: { query: { explain: "1" } },
      }),
    updateModel: async () => client.POST("/ml/update_model", { body: await suggest() }),
    getTuningStats: () => client.GET("/ml/stats"),
    resetTuning: () => client.POST("/ml/reset"),
    defineSession: () =>
      client.PUT("/ml/sessions/{id}", {
        params: SESSION,
        body: {
          space: { parameters: [{ name: "rate", type: "float", low: 0.001, high: 1, log: true }] },
          objective: { direction: "minimize", kind: "number" },
        },
      }),
    suggestSessionParameters: () =>
      client.POST("/ml/sessions/{id}/suggest_parameters", { params: SESSION, body: {} }),
    updateSessionModel: () =>
      client.POST("/ml/sessions/{id}/update_model", {
        params: SESSION,
        body: { results: [{ parameters: { rate: 0.1 }, value: 0.4 }] },
      }),
    readSession: () => client.GET("/ml/sessions/{id}", { params: SESSION }),
    getSessionStats: () => client.GET("/ml/sessions/{id}/stats", { params: SESSION }),
    getSessionHistory: () => client.GET("/ml/sessions/{id}/history", { params: SESSION }),
    exportSession: () => client.GET("/ml/sessions/{id}/export", { params: SESSION }),
    importSession: async () => {
      const { data, response } = await client.GET("/ml/sessions/{id}/export", { params: SESSION });
      return data ? client.PUT("/ml/sessions/{id}/import", { params: COPY, body: data }) : { response };
    },
    openStream: () => client.GET("/api/v1/stream"),
    createKey: () =>
      client.POST("/api/v1/admin/keys", { body: { name: "Backend", scopes: ["assess"], tenant: "acme" } }),
    listKeys: () => client.GET("/api/v1/admin/keys"),
    revokeKey: async () => {
      const { data } = await client.POST("/api/v1/admin/keys", {
        body: { name: "Mistake", scopes: ["tune"], tenant: "acme" },
      });
      return client.DELETE("/api/v1/admin/keys/{keyId}", { params: { path: { keyId: data?.keyId ?? "" } } });
    },
    listAudit: () => client.GET("/api/v1/admin/audit", { params: { query: { limit: 1 } } }),
    listDeadLetters: () => client.GET("/api/v1/admin/dead-letters", { params: { query: { limit: 1 } } }),
    replayDeadLetter: () =>
      client.POST("/api/v1/admin/dead-letters/{id}/replay", { params: { path: { id: "unknown" } } }),
    discardDeadLetter: () =>
      client.DELETE("/api/v1/admin/dead-letters/{id}", { params: { path: { id: "unknown" } } }),
    reconcileMirror: () => client.POST("/api/v1/admin/reconcile", { body: { repair: false } }),
    watchSession: () => client.GET("/ml/sessions/{id}/live", { params: SESSION }),
    resetSession: () => client.POST("/ml/sessions/{id}/reset", { params: SESSION }),
    deleteSession: () => client.DELETE("/ml/sessions/{id}", { params: COPY }),
  };
}
