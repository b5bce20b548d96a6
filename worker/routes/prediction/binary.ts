import { z } from "zod";

/** Documentation of a file's bytes. */
export const BINARY = z.any().openapi({ type: "string", format: "binary" });
