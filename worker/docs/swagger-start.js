window.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  // The badge would ask a server elsewhere whether the description is valid.
  validatorUrl: null,
});
