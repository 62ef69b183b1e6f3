import type { Operation, SecurityScheme } from "../api/model.js";

/** What a request proves itself with, in placeholders: no example has a secret. */
export interface Credentials {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly cookies: readonly (readonly [name: string, value: string])[];
  /** Options of curl. */
  readonly curl: readonly string[];
}

export const noCredentials: Credentials = { headers: [], query: [], cookies: [], curl: [] };

/** Those of the first alternative; none where the operation can do without any. */
export function credentialsOf(
  { security }: Operation,
  schemes: ReadonlyMap<string, SecurityScheme>,
): Credentials {
  const alternatives = security ?? [];
  const [first] = alternatives;
  if (!first || alternatives.some((each) => each.schemes.length === 0)) return noCredentials;
  const needed = first.schemes.flatMap(({ name }) => schemes.get(name) ?? []);
  const keys = (place: SecurityScheme["in"]) =>
    needed
      .filter(({ type, in: own }) => type === "apiKey" && own === place)
      .flatMap(({ keyName }) => (keyName === null ? [] : [[keyName, "<key>"] as const]));
  const authorization = needed.flatMap((each) => {
    const value = authorizationOf(each);
    return value === null ? [] : [["Authorization", value] as const];
  });
  return {
    headers: distinct([...authorization, ...keys("header")]),
    query: keys("query"),
    cookies: keys("cookie"),
    curl: needed.some(({ type }) => type === "mutualTLS") ? ["--cert '<certificate>'"] : [],
  };
}

/** One header of a name, though several schemes ask for it: a request has one Authorization, RFC 9110, 5.3. The first one counts. */
function distinct(headers: Credentials["headers"]): Credentials["headers"] {
  const first = new Map(headers.toReversed().map((each) => [each[0].toLowerCase(), each]));
  return headers.filter((each) => first.get(each[0].toLowerCase()) === each);
}

/** The header of schemes of HTTP. OAuth 2.0 and OpenID Connect send their token as bearer. */
function authorizationOf({ type, scheme }: SecurityScheme): string | null {
  if (type === "oauth2" || type === "openIdConnect") return "Bearer <token>";
  if (type !== "http") return null;
  const name = scheme ?? "";
  if (/^bearer$/i.test(name)) return "Bearer <token>";
  if (/^basic$/i.test(name)) return "Basic <credentials>";
  return `${name} <credentials>`.trim();
}
