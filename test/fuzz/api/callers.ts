/** Who sends a request: somebody on this machine, whom nobody asks for a key, or anybody by the name of a deployed service. */
import fc from "fast-check";
import { CreatedKeySchema, type CreateKeyRequest } from "../../../shared/contract/access.ts";

/** Headers that a caller sends with every request. */
export type CallerHeaders = Readonly<Record<string, string>>;

export interface Callers {
  readonly headers: fc.Arbitrary<CallerHeaders>;
  /** Of the keys that they come with. */
  readonly keyIds: ReadonlySet<string>;
}

/** The local mode does not hold for it. */
const DEPLOYED = "senal.example";
const UNKNOWN_KEY = `senal_${"0".repeat(16)}_${"A".repeat(43)}`;

/** Makes keys of every kind at a service that runs in its local mode. */
export async function createCallers(url: string): Promise<Callers> {
  const create = async (key: Omit<CreateKeyRequest, "name" | "tenant">, tenant = "default") => {
    const body = JSON.stringify({ name: "fuzz", tenant, ...key });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${url}/api/v1/admin/keys`, { method: "POST", headers, body });
    return CreatedKeySchema.parse(await answer.json());
  };
  const [admin, learner, tuner, hasty, former] = await Promise.all([
    create({ scopes: ["admin"] }),
    create({ scopes: ["assess"] }, "acme"),
    create({ scopes: ["tune"] }),
    create({ scopes: ["assess", "tune"], requestsPerMinute: 2 }),
    create({ scopes: ["admin"] }),
  ]);
  await fetch(`${url}/api/v1/admin/keys/${former.keyId}`, { method: "DELETE" });
  const keys = [admin, learner, tuner, hasty, former];
  const withKey = (key: string) => fc.constant({ Host: DEPLOYED, "X-API-Key": key });
  return {
    headers: fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 3, arbitrary: withKey(admin.key) },
      fc.constant({ Host: DEPLOYED }),
      ...[learner, tuner, hasty, former].map(({ key }) => withKey(key)),
      withKey(UNKNOWN_KEY),
    ),
    keyIds: new Set(keys.map(({ keyId }) => keyId)),
  };
}
