import { expect, test } from "vitest";
import { readConfig } from "../../worker/config.ts";

test("an empty environment is a complete configuration with the documented defaults", () => {
  expect(readConfig({ INFERENCE_URL: "", DB: {} })).toMatchObject({
    access: {
      mode: "keys",
      requestsPerMinute: 6000,
      requestsPerMinuteOfAddress: 6000,
      tokens: undefined,
    },
    inference: { backend: "container", url: undefined, instances: 1, secret: undefined },
    sagemaker: { endpointName: undefined, maxPayloadBytes: 6 * 1024 * 1024 },
    aws: { region: "us-east-1", credentials: undefined },
    r2Bucket: "senal-videos",
    s3Buckets: [],
    mirrorTable: undefined,
    activeModels: {},
    gestureLabels: [],
    maxVideoBytes: 50 * 1024 * 1024,
    processingTimeoutMs: 120_000,
    corsOrigins: ["*"],
    problems: [],
  });
});

test("every variable finds its place", () => {
  const config = readConfig({
    USE_SAGEMAKER: "true",
    SAGEMAKER_ENDPOINT_NAME: "senal",
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
    AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000",
    S3_BUCKET_VIDEOS: "old-videos, older-videos",
    DYNAMODB_TABLE_AI_SESSIONS: "AiSessions",
    ACTIVE_MODELS: "ASL=asl-letters-1.0.0, lsm=lsm-letters-1.1.0",
    GESTURE_LABELS: "A, B ,C",
    MAX_VIDEO_SIZE_MB: 10,
    CORS_ORIGINS: "https://a.example,https://b.example",
  });

  expect(config).toMatchObject({
    inference: { backend: "sagemaker" },
    sagemaker: { endpointName: "senal" },
    aws: {
      region: "eu-west-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
      endpoints: {
        s3: "http://127.0.0.1:9000",
        dynamodb: "http://127.0.0.1:4566",
        sagemakerRuntime: "http://127.0.0.1:4566",
      },
    },
    s3Buckets: ["old-videos", "older-videos"],
    mirrorTable: "AiSessions",
    activeModels: { ASL: "asl-letters-1.0.0", LSM: "lsm-letters-1.1.0" },
    gestureLabels: ["A", "B", "C"],
    maxVideoBytes: 10 * 1024 * 1024,
    corsOrigins: ["https://a.example", "https://b.example"],
    problems: [],
  });
});

test("wrong variables are named without their values, and the rest still counts", () => {
  const config = readConfig({
    MAX_VIDEO_SIZE_MB: "huge",
    AWS_ENDPOINT_URL_S3: "not an address",
    USE_SAGEMAKER: "perhaps",
    AWS_REGION: "eu-west-1",
  });

  expect(config.problems.map((problem) => problem.split(":")[0])).toEqual([
    "USE_SAGEMAKER",
    "AWS_ENDPOINT_URL_S3",
    "MAX_VIDEO_SIZE_MB",
  ]);
  expect(config.problems.join()).not.toMatch(/huge|perhaps|not an address/);
  expect(config).toMatchObject({ maxVideoBytes: 50 * 1024 * 1024, aws: { region: "eu-west-1" } });
});

test.each([
  [{ USE_SAGEMAKER: "true", AWS_ACCESS_KEY_ID: "i", AWS_SECRET_ACCESS_KEY: "s" }, "SAGEMAKER_ENDPOINT_NAME"],
  [{ DYNAMODB_TABLE_AI_SESSIONS: "AiSessions" }, "AWS_ACCESS_KEY_ID"],
  [{ S3_BUCKET_VIDEOS: "videos", AWS_ACCESS_KEY_ID: "i" }, "AWS_ACCESS_KEY_ID"],
  [
    { S3_BUCKET_VIDEOS: "senal-videos", AWS_ACCESS_KEY_ID: "i", AWS_SECRET_ACCESS_KEY: "s" },
    "S3_BUCKET_VIDEOS",
  ],
])("%j is incomplete or contradicts itself", (environment, variable) => {
  const { problems } = readConfig(environment);

  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(variable);
});

test("the stub has to be asked for by name", () => {
  expect(readConfig({ INFERENCE_BACKEND: "auto" }).inference.backend).toBe("container");
  expect(readConfig({ INFERENCE_BACKEND: "nonsense" }).inference.backend).toBe("container");
  expect(readConfig({ INFERENCE_BACKEND: "stub", USE_SAGEMAKER: "true" }).inference.backend).toBe("stub");
});

test("tokens are believed only where issuer, audience and keys are all named", () => {
  const AUTH_JWT_ISSUER = "https://id.example";
  const AUTH_JWT_JWKS_URL = "https://id.example/keys";
  const half = readConfig({ AUTH_JWT_ISSUER, AUTH_JWT_JWKS_URL });
  const whole = readConfig({
    AUTH_JWT_ISSUER,
    AUTH_JWT_JWKS_URL,
    AUTH_JWT_AUDIENCE: "senal",
    AUTH_JWT_SCOPES: "assess,tune",
  });

  expect(half.access.tokens).toBeUndefined();
  expect(half.problems).toEqual([expect.stringMatching(/AUTH_JWT_AUDIENCE/)]);
  expect(whole.problems).toEqual([]);
  expect(whole.access.tokens).toEqual({
    issuer: AUTH_JWT_ISSUER,
    audience: "senal",
    jwksUrl: AUTH_JWT_JWKS_URL,
    scopeClaim: "scope",
    scopes: ["assess", "tune"],
    tenantClaim: undefined,
  });
});

test.each([
  ["AUTH_MODE", "off"],
  ["AUTH_JWT_JWKS_URL", "http://id.example/keys"],
  ["AUTH_JWT_SCOPES", "root"],
  ["CONTAINER_SECRET", "short"],
  ["RATE_LIMIT_PER_MINUTE", "0"],
])("a wrong %s is reported, opens nothing, and its value is not repeated", (name, value) => {
  const { access, problems } = readConfig({ [name]: value });

  expect(access).toMatchObject({ mode: "keys", requestsPerMinute: 6000, tokens: undefined });
  expect(problems.join(" ")).toContain(name);
  expect(problems.join(" ")).not.toContain(`"${value}"`);
});
