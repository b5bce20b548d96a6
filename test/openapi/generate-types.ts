/** Writes the types that a client of the API would generate from its description, beside the client code that uses them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { readDescription } from "./description.ts";

const TARGET = join(import.meta.dirname, "client/generated.ts");

/** Bytes are a Blob; the generator would call them a string. */
const BLOB = ts.factory.createTypeReferenceNode("Blob");

const types = await openapiTS(JSON.stringify(await readDescription()), {
  transform: ({ format }) => (format === "binary" ? BLOB : undefined),
});
await writeFile(TARGET, astToString(types));
