import { TuningSessionObject } from "../../../worker/objects/tuning-session.ts";

/** The tuning session of the product, whose alarm rings when the bench says so. */
export class BenchSession extends TuningSessionObject {
  override async alarm(): Promise<void> {}

  ahead(): Promise<void> {
    return super.alarm();
  }

  /** Throws the object's memory away. */
  restart(): void {
    this.ctx.abort("restart");
  }
}

interface Call {
  readonly session: string;
  readonly method: string;
  readonly argument: unknown;
}
type Methods = Record<string, (argument: unknown) => Promise<unknown>>;

const worker = {
  async fetch(request, { TUNING_SESSION }) {
    const { session = "none", method = "none", argument } = await request.json<Partial<Call>>();
    const methods = TUNING_SESSION.getByName(session) as unknown as Methods;
    return Response.json((await methods[method]?.(argument)) ?? null);
  },
} satisfies ExportedHandler<{ TUNING_SESSION: DurableObjectNamespace }>;
export default worker;
