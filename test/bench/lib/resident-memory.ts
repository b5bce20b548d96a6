import { readdirSync, readFileSync } from "node:fs";

/**
 * Resident memory in MB of `rootProcessId` and its descendants, or of those among them that are named `name` (Linux
 * /proc).
 */
export function residentMegabytes(rootProcessId: number, name?: string): number {
  const processes = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readStatus(entry) ?? []);
  const tree = new Set([rootProcessId]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { id, parentId } of processes) if (tree.has(parentId)) tree.add(id);
  }
  return processes
    .filter((process) => tree.has(process.id) && (!name || process.name === name))
    .reduce((sum, process) => sum + process.residentKilobytes / 1024, 0);
}

/** Undefined when the process ended meanwhile. */
function readStatus(entry: string) {
  try {
    const status = readFileSync(`/proc/${entry}/status`, "utf8");
    const field = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "";
    return {
      id: Number(entry),
      parentId: Number(field("PPid")),
      name: field("Name"),
      residentKilobytes: Number(field("VmRSS")),
    };
  } catch {
    return undefined;
  }
}
