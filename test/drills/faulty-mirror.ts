/** DynamoDB (dynalite) behind a line and an account that have their faults; the Worker's own adapter in front. */
import type { Random } from "../../container/train/random.ts";
import type { Aws } from "../../worker/adapters/aws.ts";
import { createDynamoDbMirror } from "../../worker/adapters/mirror/dynamodb.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";
import type { SimulatedTime } from "./simulated-time.ts";

const REFUSALS: readonly (readonly [FaultKind, string])[] = [
  ["mirror throttles", "ProvisionedThroughputExceededException"],
  ["mirror refuses the credentials", "UnrecognizedClientException"],
  ["mirror has no table", "ResourceNotFoundException"],
];

/** Within the time that the Worker waits. */
const SLOWEST_MS = 9_000;

interface Options {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly aws: Aws;
  readonly table: string;
  readonly faults: Faults;
  /** Called whenever DynamoDB is. */
  onCall(): void;
}

export function faultyMirror(
  { time, random, aws, table, faults, onCall }: Options,
  incarnation: Incarnation,
): SessionMirror {
  const send: Aws["send"] = async (...request) => {
    onCall();
    if (faults.strikes("mirror is down")) throw new TypeError("fetch failed: connection refused");
    for (const [kind, name] of REFUSALS)
      if (faults.strikes(kind)) return Response.json({ __type: `com.amazon.coral#${name}` }, { status: 400 });
    const answer = await aws.send(...request);
    if (!faults.strikes("mirror loses an answer")) return answer;
    await answer.body?.cancel();
    throw new TypeError("fetch failed: connection reset by peer");
  };
  const mirror = createDynamoDbMirror({ ...aws, send }, table);
  return {
    ...mirror,
    async write(...row) {
      // Meanwhile the session may change, and its newer state be written first.
      if (faults.strikes("mirror is slow")) await time.sleep(SLOWEST_MS * random.next());
      return incarnation.call(() => mirror.write(...row));
    },
    remove: (...row) => incarnation.call(() => mirror.remove(...row)),
  };
}
