import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGuardedFetch } from "../../worker/adapters/remote-media/guarded-fetch.ts";
import { isPublicIp, publicAddress } from "../../worker/adapters/remote-media/public-address.ts";

const LIMITS = { maxBytes: 1000, maxUnsizedBytes: 100, timeoutMs: 50 };
const SIGNAL = AbortSignal.timeout(60_000);
const PUBLIC_IP = "93.184.216.34";

/** Reads from a played internet: what each address answers, and what each name resolves to. */
function internet(
  answers: Record<string, () => Response | Promise<Response>>,
  names: Record<string, string | null> = {},
) {
  const asked: string[] = [];
  const media = createGuardedFetch(
    LIMITS,
    async (host) => {
      const address = names[host];
      return address === null ? [] : [address ?? PUBLIC_IP];
    },
    async (input) => {
      asked.push(String(input));
      const answer = answers[String(input)];
      if (!answer) throw new Error("no route to host");
      return answer();
    },
  );
  return { asked, open: (url: string) => media.open(url, SIGNAL) };
}

const sized =
  (size: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(new Uint8Array(size), { headers: { "Content-Length": String(size), ...headers } });
const redirect = (to: string) => () => new Response(null, { status: 302, headers: { Location: to } });

describe("addresses of a sender's choice", () => {
  test.each([
    "ftp://example.com/a",
    "file:///etc/passwd",
    "http://user:secret@example.com/",
    "http://example.com:8080/",
    "http://localhost/",
    "http://localhost./",
    "http://db/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.31.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://①②⑦.0.0.1/",
    "https://",
    "no address",
  ])("never lead to %s", async (url) => {
    const { asked, open } = internet({});

    expect(await open(url)).toMatchObject({ ok: false, error: { code: "media_url_not_allowed" } });
    expect(asked).toEqual([]);
  });

  test("are read when they are public", async () => {
    const { open } = internet({
      "https://example.com/a.mp4": sized(500, { "Content-Type": "video/mp4" }),
      "http://93.184.216.34/b": sized(1),
    });

    expect(await open("https://example.com/a.mp4")).toMatchObject({
      ok: true,
      value: { sizeBytes: 500, contentType: "video/mp4" },
    });
    expect(await open("http://93.184.216.34/b")).toMatchObject({ ok: true });
  });

  test.each([
    ["a private address", "http://169.254.169.254/"],
    ["another scheme", "file:///etc/passwd"],
    ["a name that resolves inside", "https://inside.example.com/"],
    ["a name that resolves to nothing", "https://nowhere.example.com/"],
  ])("never redirect to %s", async (_, target) => {
    const { asked, open } = internet(
      { "https://example.com/": redirect(target) },
      { "inside.example.com": "10.0.0.5", "nowhere.example.com": null },
    );

    expect(await open("https://example.com/")).toMatchObject({ error: { code: "media_url_not_allowed" } });
    expect(asked).toEqual(["https://example.com/"]);
  });

  test("may redirect three times, relative or not, and no more", async () => {
    const { open } = internet({
      "https://example.com/0": redirect("/1"),
      "https://example.com/1": redirect("https://example.com/2"),
      "https://example.com/2": redirect("3"),
      "https://example.com/3": sized(1),
      "https://example.com/loop": redirect("/loop"),
    });

    expect(await open("https://example.com/0")).toMatchObject({ ok: true });
    expect(await open("https://example.com/loop")).toMatchObject({ error: { code: "media_url_unreadable" } });
  });

  test.each([
    ["too large", sized(1001), "media_too_large"],
    ["too large and of unknown size", () => new Response(endless()), "media_too_large"],
    ["missing", () => new Response("no", { status: 404 }), "media_url_unreadable"],
    ["compressed", sized(10, { "Content-Encoding": "gzip" }), "media_url_unreadable"],
    [
      "silent",
      () => new Promise<Response>((_, reject) => setTimeout(() => reject(new Error("late")), 60)),
      "media_url_unreadable",
    ],
  ])("that are %s are refused", async (_, answer, code) => {
    const { open } = internet({ "https://example.com/": answer });

    expect(await open("https://example.com/")).toMatchObject({ ok: false, error: { code } });
  });

  test("of unknown size are read as far as memory allows", async () => {
    const { open } = internet({
      "https://example.com/": () => new Response(new Blob([new Uint8Array(99)]).stream()),
    });

    expect(await open("https://example.com/")).toMatchObject({ ok: true, value: { sizeBytes: 99 } });
  });

  test("never throw, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        for (const url of [text, `http://${text}/`, `http://[${text}]/`]) publicAddress(url);
        isPublicIp(text);
      }),
    );
  });
});

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64)) });
}
