/** Everything that the Worker can reach besides its bindings: hosts that are kind, odd and hostile, by their names. */
import { type Request, Response } from "miniflare";
import { INLINE_FILE } from "../../shared/contract/examples.ts";
import { MAX_INLINE_BYTES } from "../../shared/contract/prediction.ts";

/** Addresses of files to be read, and what they do; more of them lead nowhere. */
export const MADE_UP_ADDRESSES = [
  "https://picture.example/a.png",
  "https://nothing.example/",
  "https://inside.example/",
  "https://to-metadata.example/",
  "https://to-file.example/",
  "https://loop.example/",
  "https://unsized.example/",
  "https://huge.example/",
  "https://empty.example/",
  "https://compressed.example/",
  "https://short.example/",
  "https://silent-name.example/",
  "https://senal-s3-videos.s3.us-east-1.amazonaws.com/missing.mp4",
  "s3://senal-s3-videos/missing.mp4",
];

const RESOLVER = "cloudflare-dns.com";
const PUBLIC_IP = "93.184.216.34";
const PICTURE = Buffer.from(INLINE_FILE, "base64");
/** More than the service takes of a file whose size nobody states. */
const UNSIZED = new Uint8Array(MAX_INLINE_BYTES + 1);

const redirect = (to: string) => () => new Response(null, { status: 302, headers: { Location: to } });

const HOSTS: Readonly<Record<string, () => Response>> = {
  "picture.example": () => new Response(PICTURE, { headers: { "Content-Type": "image/png" } }),
  "nothing.example": () => new Response("no", { status: 404 }),
  "to-metadata.example": redirect("http://169.254.169.254/latest/meta-data"),
  "to-file.example": redirect("file:///etc/passwd"),
  "loop.example": redirect("https://loop.example/"),
  "unsized.example": () => new Response(new Blob([UNSIZED]).stream()),
  "huge.example": () => new Response(null, { headers: { "Content-Length": "999999999999" } }),
  "empty.example": () => new Response(""),
  "compressed.example": () => new Response("x", { headers: { "Content-Encoding": "x-own" } }),
  "short.example": () => new Response("x"),
};

/** Requests to `neighbours`, which are parts of the product, go through. */
export const madeUpInternet =
  (neighbours: readonly string[]) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (neighbours.includes(url.origin)) return goThrough(request);
    if (url.hostname === RESOLVER) return resolve(url.searchParams.get("name") ?? "");
    return HOSTS[url.hostname]?.() ?? new Response("no such host", { status: 404 });
  };

async function goThrough(request: Request): Promise<Response> {
  const { method, headers } = request;
  const body = method === "GET" ? null : await request.arrayBuffer();
  const answer = await fetch(request.url, { method, headers: Object.fromEntries(headers), body });
  return new Response(await answer.arrayBuffer(), {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
  });
}

/** DNS over HTTPS, in its JSON form. */
function resolve(name: string): Response {
  if (name === "silent-name.example") return new Response("busy", { status: 503 });
  const data = name === "inside.example" ? "10.0.0.5" : PUBLIC_IP;
  return Response.json({ Answer: [{ type: 1, data }] });
}
