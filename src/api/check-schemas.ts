import { tellAgain, type Report } from "../base/diagnostics.js";
import { isArray, joinPointer, spanOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import { checkSchema } from "../schema/check-schema.js";
import { explain } from "../schema/explain.js";
import type { Schema } from "../schema/schema.js";
import { Validator } from "../schema/validate.js";
import { schemasOf } from "./all-schemas.js";
import type { ApiDocument, Example, Header, Media, Parameter } from "./model.js";
import { operationsOf } from "./rule.js";

/**
 * Report what is wrong with the schemas of documents, and the examples and defaults that do not fit theirs: those of
 * parameters, headers, bodies and of the schemas themselves, each once.
 */
export function checkSchemas(documents: readonly ApiDocument[], report: Report): void {
  const checker = new ExampleChecker(report);
  for (const { operation } of operationsOf(documents)) {
    for (const parameter of operation.parameters) checker.parameter(parameter);
    for (const media of operation.requestBody?.content ?? []) checker.media(media);
    for (const response of operation.responses) {
      for (const header of response.headers) checker.parameter(header);
      for (const media of response.content) checker.media(media);
    }
  }
  const schemas = [...schemasOf(documents)].map(({ schema }) => schema);
  for (const schema of schemas) {
    checkSchema(schema, report);
    checker.schema(schema);
  }
  for (const schema of schemas) checker.reportUndecided(schema);
}

class ExampleChecker {
  readonly #validator = new Validator();
  readonly #seen = new Set<string>();

  constructor(readonly report: Report) {}

  parameter({ schema, content, examples }: Parameter | Header): void {
    if (schema) this.#examples(examples, schema);
    for (const media of content) this.media(media);
  }

  media({ schema, examples }: Media): void {
    if (schema) this.#examples(examples, schema);
  }

  /** What a schema itself gives as a value. */
  schema(schema: Schema): void {
    for (const [keyword, name] of [
      ["example", "The example"],
      ["default", "The default"],
    ] as const) {
      const value = schema.keyword(keyword);
      if (value !== undefined) this.#check(value, schema, below(schema.at, keyword), name);
    }
    const all = schema.keyword("examples");
    if (isArray(all))
      for (const [index, value] of all.entries())
        this.#check(value, schema, below(schema.at, "examples", index), "The example");
  }

  /** Report a pattern that some value could not be held against in time. */
  reportUndecided(schema: Schema): void {
    const pattern = schema.keyword("pattern");
    if (typeof pattern !== "string" || !this.#validator.patterns.isUndecided(pattern)) return;
    const { file, pointer } = below(schema.at, "pattern");
    this.report("pattern-too-slow", spanOf({ source: file.source, pointer }), [pattern]);
  }

  #examples(examples: readonly Example[], schema: Schema): void {
    for (const { at, name, value } of examples)
      if (value !== undefined)
        this.#check(value, schema, name === null ? at : below(at, "value"), "The example");
  }

  #check(value: Json, schema: Schema, at: Located, name: string): void {
    const key = `${at.file.source.path}#${at.pointer} ${schema.at.file.source.path}#${schema.at.pointer}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const failures = this.#validator.failures(value, schema);
    if (failures === null || failures.length === 0) return;
    const { source } = at.file;
    for (const { code, parts, path, at: wants } of explain(failures, { name })) {
      const span = spanOf({ source, pointer: joinPointer(at.pointer, ...path) });
      const wanted = spanOf({ source: wants.file.source, pointer: wants.pointer }, "key");
      const notes = [{ span: wanted, text: "the schema says so here" }];
      tellAgain({ code, span, parts, notes }, this.report);
    }
  }
}

function below({ file, pointer }: Located, ...keys: readonly (string | number)[]): Located {
  return { file, pointer: joinPointer(pointer, ...keys) };
}
