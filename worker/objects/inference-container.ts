import { Container } from "@cloudflare/containers";

/** One instance of the vision container on Cloudflare; it starts with the first request and sleeps when idle. */
export class InferenceContainer extends Container<{ readonly CONTAINER_SECRET?: string }> {
  override defaultPort = 8080;
  override sleepAfter = "10m";
  override envVars: Record<string, string> = this.env.CONTAINER_SECRET
    ? { CONTAINER_SECRET: this.env.CONTAINER_SECRET }
    : {};
}
