/** Writes the types that a client of the API would generate from its description, for test/openapi/client. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { readDescription } from "./description.ts";

const TARGET = join(import.meta.dirname, "../../.cache/openapi/types.ts");

/** Bytes are a Blob; the generator would call them a string. */
const BLOB = ts.factory.createTypeReferenceNode("Blob");

const types = await openapiTS(JSON.stringify(await readDescription()), {
  transform: ({ format }) => (format === "binary" ? BLOB : undefined),
});
await mkdir(dirname(TARGET), { recursive: true });
await writeFile(TARGET, astToString(types));
