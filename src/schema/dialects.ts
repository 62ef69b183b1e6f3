/** What schemas may be written in, the oldest first: the drafts of JSON Schema, and OpenAPI's own variants of them. */
export const dialects = [
  "draft-04",
  "draft-06",
  "draft-07",
  "2019-09",
  "2020-12",
  "openapi-2.0",
  "openapi-3.0",
  "openapi-3.1",
] as const;
export type Dialect = (typeof dialects)[number];
