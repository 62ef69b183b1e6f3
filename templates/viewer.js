// Shows the API of a page in Swagger UI, and sends requests to the server that the reader names.
(() => {
  const form = document.getElementById("server");
  const input = form.querySelector("input");
  const text = document.getElementById("document").textContent;
  const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

  /** The addresses that the document names, with the usual values of their variables. */
  function addressesIn(api) {
    if (api.swagger) {
      const { host, schemes = ["https"], basePath = "" } = api;
      return host ? schemes.map((scheme) => `${scheme}://${host}${basePath}`) : [basePath];
    }
    return (api.servers ?? []).map(({ url, variables = {} }) =>
      url.replace(/\{([^{}]*)\}/g, (whole, name) => variables[name]?.default ?? whole),
    );
  }

  /** What a reader names; without a path it has that of the server that the document names first. */
  function serverOf(value, api) {
    const server = new URL(value);
    if (server.pathname === "/") {
      const [first = "/"] = addressesIn(api);
      if (URL.canParse(first, server)) server.pathname = new URL(first, server).pathname;
    }
    return server;
  }

  /** Calls a function with each object within a value. */
  function eachObject(value, look) {
    const open = [value];
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next !== "object" || next === null) continue;
      if (!Array.isArray(next)) look(next);
      open.push(...Object.values(next));
    }
  }

  /** Links to the site are relative to this page; the viewer takes them to be relative to the server. */
  function withLinks(api) {
    eachObject(api, (object) => {
      const link = object["x-permalink"];
      if (typeof link === "string") object.externalDocs ??= { url: link };
      const { externalDocs } = object;
      if (typeof externalDocs?.url === "string" && URL.canParse(externalDocs.url, location.href))
        externalDocs.url = new URL(externalDocs.url, location.href).href;
    });
    return api;
  }

  /** The document with one server in place of all that it names. */
  function withServer(api, server) {
    if (api.swagger) {
      api.host = server.host;
      api.schemes = [server.protocol.slice(0, -1)];
      api.basePath = server.pathname;
      return api;
    }
    const items = [
      ...Object.values(api.paths ?? {}),
      ...Object.values(api.components?.pathItems ?? {}),
    ];
    for (const item of items)
      for (const part of [item, ...Object.values(item ?? {})])
        if (typeof part === "object" && part !== null && !Array.isArray(part)) delete part.servers;
    api.servers = [{ url: server.href.replace(/\/$/, "") }];
    return api;
  }

  /** Where tokens come from, which a reader asks for by a button. */
  function tokenOrigins(api) {
    const origins = new Set();
    eachObject(api.securityDefinitions ?? api.components?.securitySchemes, (object) => {
      for (const key of ["tokenUrl", "refreshUrl"])
        if (URL.canParse(object[key])) origins.add(new URL(object[key]).origin);
    });
    return origins;
  }

  function show(server) {
    let api = withLinks(JSON.parse(text));
    const allowed = tokenOrigins(api);
    if (server) {
      api = withServer(api, server);
      allowed.add(server.origin);
    }
    const shown = document.createElement("div");
    document.getElementById("viewer").replaceChildren(shown);
    globalThis.SwaggerUIBundle({
      domNode: shown,
      spec: api,
      validatorUrl: null,
      oauth2RedirectUrl: new URL("swagger-ui/oauth2-redirect.html", location.href).href,
      supportedSubmitMethods: server ? methods : [],
      requestInterceptor: (request) => {
        if (server && allowed.has(new URL(request.url, location.href).origin)) return request;
        throw new Error(`${request.url} is not on the server that was named`);
      },
    });
  }

  const first = JSON.parse(text);
  for (const address of addressesIn(first))
    if (/^https?:\/\/[^{}]*$/.test(address))
      form.querySelector("datalist").append(new Option(address, address));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(serverOf(input.value, first));
  });
  show(null);
})();
