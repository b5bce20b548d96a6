/** Ports of the local stack, and a clear word when one of them is taken. */
import { createServer } from "node:net";

export interface StackPorts {
  readonly worker: number;
  readonly vision: number;
  readonly dynamodb: number;
}

/** Each can be moved by an environment variable. */
const VARIABLES = {
  worker: ["WORKER_PORT", 8787],
  vision: ["VISION_PORT", 8080],
  dynamodb: ["DYNAMODB_PORT", 8000],
} as const satisfies Record<keyof StackPorts, readonly [string, number]>;

export function portsFromEnvironment(environment: NodeJS.ProcessEnv): StackPorts {
  const port = ([variable, usual]: readonly [string, number]): number => {
    const text = environment[variable] ?? String(usual);
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) {
      throw new Error(`${variable}=${text} is not a port; use a number from 1 to 65535.`);
    }
    return value;
  };
  return {
    worker: port(VARIABLES.worker),
    vision: port(VARIABLES.vision),
    dynamodb: port(VARIABLES.dynamodb),
  };
}

/** Three ports that are free now, for tests that run beside a stack. */
export async function freePorts(): Promise<StackPorts> {
  const [worker, vision, dynamodb] = await Promise.all([listenOn(0), listenOn(0), listenOn(0)]);
  if (!worker || !vision || !dynamodb) throw new Error("No free port could be found.");
  return { worker, vision, dynamodb };
}

/** Throws an error that names every taken port and the variable that moves it. */
export async function requireFree(ports: StackPorts): Promise<void> {
  const names = Object.keys(VARIABLES) as (keyof StackPorts)[];
  const states = await Promise.all(names.map(async (name) => [name, await listenOn(ports[name])] as const));
  const taken = states.filter(([, port]) => port === undefined).map(([name]) => name);
  if (taken.length === 0) return;
  const lines = taken.map(
    (name) =>
      `Port ${ports[name]} (${name}) is in use: stop the program that uses it, or set ${VARIABLES[name][0]} to another port.`,
  );
  throw new Error(lines.join("\n"));
}

/** Listens for a moment; the port, or undefined if it is taken. */
function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
