/** What a tuning session searches unless told otherwise: the parameters of two image-generation services. */
import type { Objective, Parameter, ParameterValues, Space } from "./tuning.ts";

/** Ranges and roundings of the service this one replaces; each role has one name per API. */
const ROLES = [
  { role: "strength", low: 0.1, high: 0.5, decimals: 2 },
  { role: "guidance", low: 5, high: 12, decimals: 1 },
  { role: "controlnet", low: 0.7, high: 0.99, decimals: 2 },
] as const;
type Role = (typeof ROLES)[number]["role"];

interface ApiParameter {
  readonly name: string;
  /** Taken where a result leaves the parameter out. */
  readonly usual: number;
}

const APIS: Readonly<Record<string, Readonly<Record<Role, ApiParameter>>>> = {
  leonardo: {
    strength: { name: "init_strength", usual: 0.25 },
    guidance: { name: "guidance_scale", usual: 7 },
    controlnet: { name: "controlnet_weight", usual: 0.92 },
  },
  stablediffusion: {
    strength: { name: "strength", usual: 0.2 },
    guidance: { name: "guidance_scale", usual: 7.5 },
    controlnet: { name: "controlnet_conditioning_scale", usual: 0.95 },
  },
};

/** One definition per name: a name that both APIs have is one parameter, which exists on both branches. */
function imageParameters(): Parameter[] {
  const named = new Map<string, Parameter>();
  for (const { role, ...range } of ROLES) {
    for (const [api, parameters] of Object.entries(APIS)) {
      const { name } = parameters[role];
      const apis = Object.keys(APIS).filter((other) => APIS[other]?.[role].name === name);
      named.set(name, { name, role, type: "float", ...range, when: { api: apis.length > 1 ? apis : api } });
    }
  }
  return [...named.values()];
}

export const IMAGE_SPACE: Space = {
  parameters: [{ name: "api", type: "categorical", choices: Object.keys(APIS) }, ...imageParameters()],
};

export const IMAGE_OBJECTIVE: Objective = { direction: "maximize", kind: "rating" };

/** The values of a point in the image space, with the usual value of each parameter that is left out. */
export function withUsualValues(values: ParameterValues): ParameterValues {
  const api =
    typeof values.api === "string" && Object.hasOwn(APIS, values.api) ? APIS[values.api] : undefined;
  if (!api) return values;
  return { ...Object.fromEntries(Object.values(api).map(({ name, usual }) => [name, usual])), ...values };
}
