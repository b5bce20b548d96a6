/** What only rendering needs, fetched on its first run: three.js and the rigged hand (c) 2019 Amazon, both MIT. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CACHE = fileURLToPath(new URL("../../../.cache/render", import.meta.url));

interface WantedPackage {
  readonly spec: string;
  readonly folder: string;
  /** Paths in the package; the rest is left out. */
  readonly parts: readonly string[];
}

const THREE: WantedPackage = {
  spec: "three@0.187.0",
  folder: "three-0.187.0",
  parts: ["LICENSE", "build", "examples/jsm/loaders/GLTFLoader.js", "examples/jsm/utils"],
};

const HAND: WantedPackage = {
  spec: "@webxr-input-profiles/assets@1.0.20",
  folder: "webxr-assets-1.0.20",
  parts: ["LICENSE.md", "dist/profiles/generic-hand"],
};

export interface RenderPackages {
  readonly threeDirectory: string;
  /** The right hand, binary glTF. */
  readonly handFile: string;
}

const run = promisify(execFile);

/** Rejects when npm cannot fetch a package. */
export async function fetchRenderPackages(): Promise<RenderPackages> {
  const threeDirectory = await fetchPackage(THREE);
  const handFile = join(await fetchPackage(HAND), "dist/profiles/generic-hand/right.glb");
  return { threeDirectory, handFile };
}

/** A folder appears under its final name only when it is complete. */
async function fetchPackage({ spec, folder, parts }: WantedPackage): Promise<string> {
  const target = join(CACHE, folder);
  if (existsSync(target)) return target;
  await mkdir(CACHE, { recursive: true });
  const temporary = await mkdtemp(join(CACHE, "fetch-"));
  try {
    const { stdout: archive } = await run("npm", ["pack", spec, "--pack-destination", temporary, "--silent"]);
    const members = parts.map((part) => `package/${part}`);
    await run("tar", ["-xzf", archive.trim(), ...members], { cwd: temporary });
    await rename(join(temporary, "package"), target);
  } finally {
    await rm(temporary, { recursive: true });
  }
  return target;
}
