import { z } from "zod";

/** Documentation of a file's bytes. */
export const BINARY = z.string().openapi({ format: "binary" });
