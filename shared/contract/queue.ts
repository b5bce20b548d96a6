/** Messages are hints: they carry an id, and the consumer reads the truth from D1. */
import { z } from "zod";

export const AssessMessageSchema = z.object({ sessionId: z.uuid(), requestId: z.string() });
export type AssessMessage = z.infer<typeof AssessMessageSchema>;

export const MirrorMessageSchema = z.object({ sessionId: z.uuid(), requestId: z.string() });
export type MirrorMessage = z.infer<typeof MirrorMessageSchema>;
