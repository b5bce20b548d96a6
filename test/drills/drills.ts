/** Every drill by its name: what fails in it, and how often. */
import type { Chances } from "./faults.ts";
import type { DrillPlan } from "./run-drill.ts";

type Plan = Omit<DrillPlan, "sessions" | "seed">;

/** Everything, as it goes wrong on a very bad day. */
export const EVERYTHING: Chances = {
  "queue refuses a message": 0.05,
  "queue loses a message": 0.1,
  "queue forgets what it has delivered": 0.02,
  "queue delivers twice": 0.1,
  "queue delivers late": 0.15,
  "worker restarts before a call": 0.01,
  "worker restarts after a call": 0.01,
  "database refuses a read": 0.03,
  "database refuses a write": 0.03,
  "database loses an answer": 0.02,
  "container is down": 0.05,
  "container is killed mid-job": 0.03,
  "container is overloaded": 0.05,
  "container is slow": 0.03,
  "container hangs": 0.03,
  "container answers garbage": 0.02,
  "video storage is down": 0.03,
  "video storage forbids": 0.01,
  "video is gone": 0.02,
  "video is cut short": 0.02,
  "mirror is down": 0.02,
  "mirror is slow": 0.1,
  "mirror throttles": 0.1,
  "mirror refuses the credentials": 0.01,
  "mirror has no table": 0.01,
  "mirror loses an answer": 0.03,
  "clock jumps": 0.05,
  "sweep is skipped": 0.3,
};

const RESTARTS: Chances = { "worker restarts before a call": 0.05, "worker restarts after a call": 0.05 };

const half = { fromMinute: 0, toMinute: 20 };

export const DRILLS: Readonly<Record<string, Plan>> = {
  "container killed mid-job": { chances: { "container is killed mid-job": 0.5 } },
  "container down for twenty minutes": { outages: [{ kind: "container is down", ...half }] },
  "container answers garbage": { chances: { "container answers garbage": 0.6 } },
  "container hangs": { chances: { "container hangs": 0.5 } },
  "container is slow": { chances: { "container is slow": 0.8 } },
  "container overloaded": { chances: { "container is overloaded": 0.6 } },
  "worker restarts at random": { chances: RESTARTS },
  // Each of the two that make good has to do alone, or a fault of one would hide behind the other.
  "worker restarts, healed by the queues alone": { chances: RESTARTS, healer: "queues" },
  "worker restarts, healed by the sweep alone": {
    chances: { ...RESTARTS, "queue forgets what it has delivered": 1 },
  },
  "queue delivers twice": { chances: { "queue delivers twice": 1 } },
  "queue delivers late and out of order": { chances: { "queue delivers late": 0.8 } },
  "queue loses every other message": {
    chances: { "queue refuses a message": 0.2, "queue loses a message": 0.4 },
  },
  "database write fails": {
    chances: { "database refuses a write": 0.25, "database loses an answer": 0.15 },
  },
  "DynamoDB down for the whole run": { outages: [{ kind: "mirror is down", fromMinute: 0, toMinute: 30 }] },
  "DynamoDB writes late and out of order": { chances: { "mirror is slow": 0.8 } },
  "DynamoDB throttles": { chances: { "mirror throttles": 0.7 } },
  "DynamoDB refuses the credentials": {
    outages: [{ kind: "mirror refuses the credentials", ...half }],
  },
  "DynamoDB has lost its table": { outages: [{ kind: "mirror has no table", ...half }] },
  "video storage answers 403, 404 or half a video": {
    chances: { "video storage forbids": 0.2, "video is gone": 0.2, "video is cut short": 0.3 },
  },
  "clock jumps": { chances: { "clock jumps": 0.8 } },
  "everything at random, healed by the sweep": { chances: EVERYTHING },
  "everything at random, healed by the queues": { chances: EVERYTHING, healer: "queues" },
};
