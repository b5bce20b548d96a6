import { z } from "zod";

/** Addresses of a host. Rejects when there is no answer. */
export type ResolveHost = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

const RESOLVER = "https://cloudflare-dns.com/dns-query";
/** Record types A and AAAA. */
const ADDRESS_TYPES = [1, 28];

const AnswerSchema = z.object({
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).default([]),
});

/** By DNS over HTTPS (JSON form), since a Worker has no resolver of its own. */
export const resolveOverHttps: ResolveHost = async (host, signal) => {
  const answers = await Promise.all(
    ["A", "AAAA"].map(async (type) => {
      const query = new URLSearchParams({ name: host, type });
      const answer = await fetch(`${RESOLVER}?${query}`, {
        headers: { Accept: "application/dns-json" },
        signal,
      });
      return AnswerSchema.parse(await answer.json()).Answer;
    }),
  );
  return answers
    .flat()
    .filter(({ type }) => ADDRESS_TYPES.includes(type))
    .map(({ data }) => data);
};
