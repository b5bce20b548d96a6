export { InferenceContainer } from "./objects/inference-container.ts";

export default {
  fetch: () => Response.json({ status: "healthy", service: "ml-service" }),
} satisfies ExportedHandler;
