import { describe, expect, test } from "vitest";
import { AssessListResponseSchema, type AssessResponse } from "../../shared/contract/assessment.ts";
import { ok } from "../../shared/contract/result.ts";
import { problemOf, resultOf } from "./call.ts";
import { guardedApp, json, newKey, upload, withKey } from "./guarded.ts";
import { connect } from "./stream-client.ts";
import { MIRROR_DOWN } from "./world.ts";

const ask = guardedApp();
const SUBMISSION = { userId: "u", exerciseId: 1, levelId: 1, s3VideoUrl: "s3://senal-videos/none.mp4" };

describe("a tenant", () => {
  const newTenant = async () => {
    const tenant = `t${crypto.randomUUID().slice(0, 8)}`;
    return { tenant, asking: withKey(ask, (await newKey({ tenant })).key) };
  };

  test("sees its own sessions, and an admin those of all", async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const admin = withKey(ask, (await newKey({ scopes: ["admin"] })).key);
    const s3VideoUrl = await upload(one.asking);
    const submitted = await one.asking("/api/v1/assess", json("POST", { ...SUBMISSION, s3VideoUrl }));
    const { sessionId } = (await submitted.json()) as AssessResponse;
    await resultOf(sessionId);
    const path = `/api/v1/assess/${sessionId}`;
    const watchStatus = async (asking: typeof ask) => {
      const { status, body } = await asking(`${path}/events`);
      await body?.cancel();
      return status;
    };
    const statuses = async (asking: typeof ask) => [
      (await asking(path)).status,
      await watchStatus(asking),
      AssessListResponseSchema.parse(await (await asking("/api/v1/assess")).json()).sessions.filter(
        (session) => session.sessionId === sessionId,
      ).length,
    ];

    expect(s3VideoUrl).toContain(`/tenants/${one.tenant}/uploads/`);
    expect(await statuses(one.asking)).toEqual([200, 200, 1]);
    expect(await statuses(other.asking)).toEqual([404, 404, 0]);
    expect((await other.asking(path, { method: "DELETE" })).status).toBe(404);
    expect(await statuses(admin)).toEqual([200, 200, 1]);
    expect((await admin(path, { method: "DELETE" })).status).toBe(204);
  });

  test("cannot have the videos of others looked at", async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const former = withKey(ask, (await newKey()).key);
    const own = await upload(one.asking);
    const refused = async (asking: typeof ask, s3VideoUrl: string) => {
      const submitted = await asking("/api/v1/assess", json("POST", { ...SUBMISSION, s3VideoUrl }));
      const predicted = await asking("/api/predict", json("POST", { type: "video", data: s3VideoUrl }));
      return [(await problemOf(submitted)).code, (await problemOf(predicted)).code];
    };

    const denied = ["video_access_denied", "video_access_denied"];
    expect(await refused(other.asking, own)).toEqual(denied);
    expect(await refused(former, own)).toEqual(denied);
    expect(await refused(other.asking, await upload(former))).toEqual(denied);
    expect(await refused(other.asking, own.replace("/tenants/", `/tenants/${other.tenant}/../`))).toEqual([
      "invalid_video_url",
      "invalid_video_url",
    ]);
  });

  test("does not see in the mirror what belongs to another", async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const submitted = await one.asking(
      "/api/v1/assess",
      json("POST", { ...SUBMISSION, s3VideoUrl: await upload(one.asking) }),
    );
    const session = (await submitted.json()) as AssessResponse;
    const copy = await resultOf(session.sessionId);
    const find = async () => ok(copy);
    const done = async () => ok(undefined);
    const mirrored = guardedApp({ mirror: { ...MIRROR_DOWN, find, write: done, remove: done, ping: done } });
    const { key } = await newKey({ tenant: other.tenant });
    const read = async (sessionId: string, asKey: string) =>
      (await withKey(mirrored, asKey)(`/api/v1/assess/${sessionId}`)).status;

    expect(await read(session.sessionId, key)).toBe(404);
    expect(await read(session.sessionId, (await newKey()).key)).toBe(404);
    expect(await read(crypto.randomUUID(), key)).toBe(404);
    // What only the mirror has is from before there were tenants.
    expect(await read(crypto.randomUUID(), (await newKey()).key)).toBe(200);
  });

  test("has tuning sessions and idempotency keys of its own", async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const rating = { results: [{ parameters: { api: "leonardo" }, rating: 4 }] };
    await one.asking("/ml/update_model", json("POST", rating));
    const seen = async (asking: typeof ask) =>
      ((await (await asking("/ml/stats")).json()) as { samples_seen: number }).samples_seen;
    const sign = async (asking: typeof ask) => {
      const { headers, ...init } = json("POST", SUBMISSION);
      return asking("/api/v1/assess", { ...init, headers: { ...headers, "Idempotency-Key": "same" } });
    };

    expect([await seen(one.asking), await seen(other.asking)]).toEqual([1, 0]);
    const former = withKey(ask, (await newKey()).key);
    const answer = (await (await sign(former)).json()) as AssessResponse;
    expect((await sign(former)).headers.get("Idempotency-Replayed")).toBe("true");
    expect(await problemOf(await sign(one.asking))).toMatchObject({ code: "video_access_denied" });
    await resultOf(answer.sessionId);
  });

  test("goes on with its own streams alone", async () => {
    const begun = await connect("", { "X-Tenant": "one" });
    begun.close();
    const resume = async (tenant: string): Promise<boolean> => {
      const { hello, close } = await connect(`resume=${begun.hello.stream}`, { "X-Tenant": tenant });
      close();
      return hello.resumed;
    };

    expect(await resume("other")).toBe(false);
    expect(await resume("default")).toBe(false);
    expect(await resume("one")).toBe(true);
  });

  test("is named by an admin alone", async () => {
    const one = await newTenant();
    const admin = withKey(ask, (await newKey({ scopes: ["admin"] })).key);
    const rating = { results: [{ parameters: { api: "leonardo" }, rating: 4 }] };
    await one.asking("/ml/update_model", json("POST", rating));
    const headers = { "X-Tenant": one.tenant };
    const other = withKey(ask, (await newKey()).key);

    expect(await (await admin("/ml/stats", { headers })).json()).toMatchObject({ samples_seen: 1 });
    expect(await (await admin("/ml/stats")).json()).not.toMatchObject({ samples_seen: 1 });
    expect((await one.asking("/ml/stats", { headers })).status).toBe(200);
    expect(await problemOf(await other("/ml/stats", { headers }))).toMatchObject({
      code: "tenant_forbidden",
    });
    expect((await admin("/ml/stats", { headers: { "X-Tenant": "No/Tenant" } })).status).toBe(422);
  });
});
