import type { ParameterValues } from "../../../../shared/contract/tuning.ts";

/** The address of a suggestion's picture: `{name}` in the template stands for the value of a parameter, `{id}` for the suggestion. */
export function pictureAddress(
  template: string,
  id: string,
  parameters: ParameterValues,
): string | undefined {
  if (template === "") return undefined;
  const values: ParameterValues = { ...parameters, id };
  return template.replace(/\{([\w.-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(String(values[name])) : whole,
  );
}
