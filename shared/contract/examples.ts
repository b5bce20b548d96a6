/** Examples of requests and answers for the API description; a test holds each to the schema that it stands for. */

const SESSION_ID = "5f0c4d3e-8d0b-4a86-9d55-0a4b7a1f6c21";
const VIDEO = "s3://senal-videos/uploads/1d3f01d5-5cd6-404f-afda-2d1e47c7200e.mp4";
/** A grey PNG of 16 x 16 pixels. */
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAMAAAAoLQ9TAAAAA1BMVEWIiIhYZW6zAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQYlWNgGAUMSAAAARAAAVGhZwQAAAAASUVORK5CYII=";

export const ASSESS_REQUEST = {
  userId: "learner-7",
  exerciseId: 3,
  levelId: 1,
  s3VideoUrl: VIDEO,
  expectedGesture: "L",
  languageCode: "ASL",
};

export const ASSESS_RESPONSE = {
  sessionId: SESSION_ID,
  status: "completed",
  message: "Assessment completed",
  recognizedGesture: "L",
  confidence: 0.97,
  score: 100,
  processingTime: 1.3,
  modelVersion: "asl-letters-1.0.0",
  metadata: {
    userId: "learner-7",
    exerciseId: 3,
    levelId: 1,
    videoSize: 29568,
    alternatives: [
      { label: "L", confidence: 0.97 },
      { label: "D", confidence: 0.02 },
    ],
  },
};

export const ASSESS_LIST = { sessions: [ASSESS_RESPONSE], nextCursor: null };

export const ASSESS_BATCH_REQUEST = { items: [ASSESS_REQUEST, { ...ASSESS_REQUEST, exerciseId: 4 }] };

export const ASSESS_BATCH_RESPONSE = {
  sessions: [
    ASSESS_RESPONSE,
    {
      error: {
        type: "urn:senal:error:invalid_video_url",
        title: "The video URL is not valid",
        status: 422,
        detail: "Use s3://bucket/key.",
        code: "invalid_video_url",
        request_id: "6f1c2f6e-4c5b-4d8e-9a51-0f3f4f0b8d11",
      },
    },
  ],
};

export const UPLOADED_VIDEO = { s3VideoUrl: VIDEO, sizeBytes: 29568, contentType: "video/mp4" };

export const PRESIGN_REQUEST = { contentType: "video/mp4", sizeBytes: 29568 };

export const PRESIGNED_UPLOAD = {
  url: "https://videos.s3.us-east-1.amazonaws.com/uploads/1d3f01d5.mp4?X-Amz-Expires=900&X-Amz-Signature=0a1b",
  method: "PUT",
  headers: { "Content-Type": "video/mp4" },
  s3VideoUrl: "s3://videos/uploads/1d3f01d5.mp4",
  expiresAt: "2026-01-01T12:15:00.000Z",
};

export const PREDICT_REQUEST = { type: "image", data: PICTURE, language_code: "ASL", top_k: 2 };

export const PREDICT_RESPONSE = {
  predictions: [
    { label: "L", confidence: 0.97 },
    { label: "D", confidence: 0.02 },
  ],
  language_code: "ASL",
  hands_detected: 1,
  model_version: "asl-letters-1.0.0",
  processing_time_ms: 41,
  hands: [
    {
      handedness: "Right",
      predictions: [
        { label: "L", confidence: 0.97 },
        { label: "D", confidence: 0.02 },
      ],
    },
  ],
};

export const INLINE_FILE = PICTURE;

const POINTS = Array.from({ length: 21 }, (_, point) => ({ x: 0.5, y: 0.9 - point / 40, z: -0.01 }));

export const DETECT_HANDS_RESPONSE = {
  hands_detected: 1,
  hands: [
    {
      handedness: "Right",
      score: 0.99,
      bounding_box: { x: 0.4, y: 0.4, width: 0.2, height: 0.5 },
      landmarks: POINTS,
      world_landmarks: POINTS,
    },
  ],
  image: { width: 640, height: 480 },
};

export const HEALTH = {
  status: "healthy",
  service: "ml-service",
  version: "0.1.0",
  modelLoaded: true,
  modelVersion: "asl-letters-1.0.0",
  useSagemaker: false,
  sagemakerEndpoint: null,
  sqsQueueUrl: "senal-assess",
  optimizer_samples: 12,
};

export const READY = {
  ready: true,
  checks: {
    database: { ok: true, required: true, latencyMs: 3 },
    inference: { ok: true, required: true, latencyMs: 8 },
  },
};

export const MODEL_INFO = {
  modelVersion: "asl-letters-1.0.0",
  framework: "ONNX Runtime",
  useSagemaker: false,
  sagemakerEndpoint: null,
  supportedGestures: ["A", "B", "C"],
  gestureCount: 3,
  confidenceThreshold: 0.5,
  maxVideoSizeMB: 50,
  languages: ["ASL"],
  models: [
    {
      version: "asl-letters-1.0.0",
      languageCode: "ASL",
      active: true,
      supportedGestures: ["A", "B", "C"],
      gestureCount: 3,
      metrics: { top1: 0.91 },
    },
  ],
};

export const CONSUMER_STATUS = {
  running: true,
  queueUrl: "senal-assess",
  pollInterval: 0,
  processed: 120,
  retried: 2,
  dead: 0,
  deadWaiting: 0,
  oldestQueuedSeconds: null,
  mirrorPending: 0,
  mirrorOldestSeconds: null,
};

const STUDY = {
  space: { parameters: [{ name: "rate", type: "float", low: 0.0001, high: 1, log: true }] },
  objective: { direction: "minimize", kind: "number" },
  seed: 7,
};

export const TUNING_SESSION = {
  session_id: "learning-rate",
  ...STUDY,
  defined: true,
  samples_seen: 1,
  modes: ["structure"],
};

const RATED = {
  at: "2026-01-01T12:00:00.000Z",
  type: "rated",
  parameters: { rate: 0.01 },
  value: 0.42,
  mode: "structure",
};

export const TUNING_SESSION_WITH_HISTORY = {
  ...TUNING_SESSION,
  history: { events: [{ seq: 1, ...RATED }], next_before: null },
};

export const TUNING_EXPORT = {
  format: "senal-tuning/1",
  study: STUDY,
  events: [
    {
      at: 1767268800000,
      type: "rated",
      mode: "structure",
      body: { parameters: { rate: 0.01 }, value: 0.42 },
    },
  ],
};

export const DEAD_LETTER = {
  id: "b1f6a5c0a6e24a3f9d0c8d1f5b7e2c34",
  queue: "senal-assess",
  reason: "retries_exhausted",
  sessionId: SESSION_ID,
  requestId: "6f1c2f6e-4c5b-4d8e-9a51-0f3f4f0b8d11",
  body: `{"sessionId":"${SESSION_ID}","requestId":"6f1c2f6e-4c5b-4d8e-9a51-0f3f4f0b8d11"}`,
  recordedAt: "2026-11-24T10:00:00.000Z",
  replayedAt: null,
  discardedAt: null,
};

export const DEAD_LETTER_LIST = { deadLetters: [DEAD_LETTER], nextCursor: null };

export const RECONCILE_REQUEST = { repair: true };

export const RECONCILE_PAGE = {
  compared: 100,
  equal: 98,
  pending: 1,
  kept: 0,
  differences: [{ sessionId: SESSION_ID, kind: "older", repaired: true }],
  nextCursor: null,
};

export const LETTER_MESSAGE = { type: "letter", t: 1.4, label: "L", confidence: 0.98, text: "L" };

export const CREATE_KEY_REQUEST = { name: "Mobile app", scopes: ["assess", "tune"], tenant: "acme" };

const API_KEY = {
  keyId: "4f1b8f0e2a6c9d37",
  ...CREATE_KEY_REQUEST,
  requestsPerMinute: null,
  createdAt: "2026-11-24T10:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
};

export const CREATED_KEY = { ...API_KEY, key: "senal_4f1b8f0e2a6c9d37_..." };

export const KEY_LIST = { keys: [API_KEY] };

export const AUDIT_LIST = {
  entries: [
    {
      entryId: 1,
      at: "2026-11-24T10:00:00.000Z",
      actor: "key:9a3c5e7f1b2d4068",
      action: "POST /api/v1/admin/keys",
      target: "/api/v1/admin/keys",
      status: 201,
      requestId: "6f1c2f6e-4c5b-4d8e-9a51-0f3f4f0b8d11",
    },
  ],
  nextBefore: null,
};
