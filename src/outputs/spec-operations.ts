import type {
  ApiDocument,
  Callback,
  Encoding,
  Example,
  Header,
  Link,
  Media,
  Operation,
  Parameter,
  RequestBody,
  Requirement,
  Response,
  SecurityScheme,
} from "../api/model.js";
import type { Extensions, Text } from "../api/model.js";
import { isObject, type Json } from "../data/data.js";
import { stepBelow } from "../data/located.js";
import type { Schema } from "../schema/schema.js";
import type { SpecApi } from "../spec.js";
import { apiVersion } from "../sections/sections.js";
import type { OutputContext } from "./context.js";
import { ofSchema } from "./from-openapi2.js";
import type { SchemaWriter } from "./schema-writer.js";
import { serverOf } from "./servers.js";
import { sourceOf } from "./source-of.js";
import type { Texts } from "./texts.js";
import { outAt, outObject, outOf, type Out, type OutObject } from "./tree.js";

interface Writers {
  readonly texts: Texts;
  readonly schemas: SchemaWriter;
  readonly cx: OutputContext;
}

/** An API of `spec.json`: its operations in the words of OpenAPI 3.1, whatever they are written in. */
export class ApiData {
  readonly #texts: Texts;
  readonly #schemas: SchemaWriter;

  constructor(
    readonly name: string,
    readonly api: SpecApi,
    readonly writers: Writers,
  ) {
    this.#texts = writers.texts;
    this.#schemas = writers.schemas;
  }

  write(): OutObject {
    const { config } = this.api.api;
    const { cx } = this.writers;
    const documents = this.api.documents.map(({ document }) => document);
    const page = documents
      .map(({ at }) => cx.permalinks.pageOf(at.file.source.path))
      .find((each) => each !== null);
    return outObject({
      name: this.name,
      title: config.title,
      purpose: config.purpose === "" ? undefined : config.purpose,
      version: apiVersion(config, cx.project),
      permalink: page == null ? undefined : this.#texts.address(page),
      operations: documents.flatMap((document) =>
        document.operations.map((each) => this.#operation(each, document)),
      ),
      webhooks: documents.flatMap((document) =>
        document.webhooks.map((each) => this.#operation(each, document, "webhook")),
      ),
    });
  }

  #operation(
    operation: Operation,
    document: ApiDocument,
    sender?: "webhook" | "callback",
  ): OutObject {
    const { method, at } = operation;
    const path = this.#texts.plain(operation.basePath + operation.path);
    const place = this.writers.cx.permalinks.operation(at.file.source.path, method, path)?.place;
    const words = [this.name, ...(sender ? [sender] : []), method, path];
    return outObject({
      id: words.join(" "),
      method,
      path,
      operationId: operation.operationId ?? undefined,
      summary: this.#plain(operation.summary),
      description: this.#markdown(operation.description),
      tags: operation.tags.map(this.#texts.plain),
      deprecated: operation.deprecated || undefined,
      servers: operation.servers.map((server) => serverOf(server, this.#texts)),
      parameters: operation.parameters.map((each) => this.#parameter(each)),
      requestBody: operation.requestBody ? this.#body(operation.requestBody) : undefined,
      responses: operation.responses.map((each) => this.#response(each)),
      callbacks: this.#callbacks(operation.callbacks, document),
      security: operation.security?.map((each) => this.#requirement(each, document)),
      permalink: place === undefined ? undefined : this.#texts.address(place),
      source: sourceOf(at),
      ...this.#extensions(operation.extensions),
    });
  }

  #callbacks(callbacks: readonly Callback[], document: ApiDocument): Out | undefined {
    if (callbacks.length === 0) return undefined;
    return callbacks.map(({ name, expression, operations }) =>
      outObject({
        name: this.#texts.plain(name),
        expression: this.#texts.plain(expression),
        // One that is sent back by what it answers would have no end.
        operations: operations.map((each) =>
          this.#operation({ ...each, callbacks: [] }, document, "callback"),
        ),
      }),
    );
  }

  /** Schemes that are needed together, with what they are. */
  #requirement({ schemes }: Requirement, { securitySchemes }: ApiDocument): Out {
    return schemes.map(({ name, scopes }) => {
      const scheme = securitySchemes.find((each) => each.name === name);
      return outObject({
        name: this.#texts.plain(name),
        scopes: scopes.map(this.#texts.plain),
        ...(scheme ? this.#scheme(scheme) : {}),
      });
    });
  }

  #scheme(scheme: SecurityScheme): Record<string, Out | undefined> {
    return {
      type: scheme.type,
      description: this.#markdown(scheme.description),
      in: scheme.in ?? undefined,
      keyName: this.#plain(scheme.keyName),
      scheme: this.#plain(scheme.scheme),
      bearerFormat: this.#plain(scheme.bearerFormat),
      openIdConnectUrl: this.#plain(scheme.openIdConnectUrl),
      flows:
        scheme.flows.length === 0
          ? undefined
          : scheme.flows.map((flow) =>
              outObject({
                type: flow.type,
                authorizationUrl: this.#plain(flow.authorizationUrl),
                tokenUrl: this.#plain(flow.tokenUrl),
                refreshUrl: this.#plain(flow.refreshUrl),
                scopes: new Map(
                  [...flow.scopes].map(([name, text]) => [name, this.#texts.plain(text)]),
                ),
              }),
            ),
    };
  }

  #parameter(parameter: Parameter): OutObject {
    return outObject({
      name: this.#texts.plain(parameter.name),
      in: parameter.in,
      description: this.#markdown(parameter.description),
      required: parameter.required,
      deprecated: parameter.deprecated || undefined,
      allowEmptyValue: parameter.allowEmptyValue || undefined,
      allowReserved: parameter.allowReserved || undefined,
      style: parameter.style,
      explode: parameter.explode,
      schema: this.#schema(parameter.schema),
      content: parameter.content.length > 0 ? this.#content(parameter.content) : undefined,
      examples: this.#examples(parameter.examples),
      permalink: this.#texts.partAddress(parameter.at),
      source: sourceOf(parameter.at),
      ...this.#extensions(parameter.extensions),
    });
  }

  #body({ at, description, required, content, extensions }: RequestBody): OutObject {
    return outObject({
      description: this.#markdown(description),
      required,
      content: this.#content(content),
      source: sourceOf(at),
      ...this.#extensions(extensions),
    });
  }

  #response(response: Response): OutObject {
    const { at, status, summary, description, headers, content, links, extensions } = response;
    return outObject({
      status,
      summary: this.#plain(summary),
      description: this.#markdown(description),
      headers: headers.length > 0 ? headers.map((each) => this.#header(each)) : undefined,
      content: this.#content(content),
      links: links.length > 0 ? links.map((each) => this.#link(each)) : undefined,
      permalink: this.#texts.partAddress(at),
      source: sourceOf(at),
      ...this.#extensions(extensions),
    });
  }

  #link({ at, name, operationId, operationRef, parameters, ...link }: Link): OutObject {
    const { plain } = this.#texts;
    const own = (value: Json, ...steps: readonly string[]) =>
      outAt(value, steps.reduce(stepBelow, at), plain);
    return outObject({
      name: plain(name),
      description: this.#markdown(link.description),
      operationId: this.#plain(operationId),
      operationRef: this.#plain(operationRef),
      parameters:
        parameters.size > 0
          ? new Map(
              [...parameters].map(([key, value]) => [plain(key), own(value, "parameters", key)]),
            )
          : undefined,
      requestBody:
        link.requestBody === undefined ? undefined : own(link.requestBody, "requestBody"),
      server: link.server ? serverOf(link.server, this.#texts) : undefined,
      source: sourceOf(at),
      ...this.#extensions(link.extensions),
    });
  }

  #header({
    name,
    description,
    required,
    deprecated,
    explode,
    schema,
    content,
    examples,
  }: Header): OutObject {
    return outObject({
      name: this.#texts.plain(name),
      description: this.#markdown(description),
      required,
      deprecated: deprecated || undefined,
      explode,
      schema: this.#schema(schema),
      content: content.length > 0 ? this.#content(content) : undefined,
      examples: this.#examples(examples),
    });
  }

  #content(content: readonly Media[]): readonly OutObject[] {
    return content.map(({ type, schema, itemSchema, fields, examples, encoding, extensions }) =>
      outObject({
        type: this.#texts.plain(type),
        schema: this.#schema(schema),
        itemSchema: this.#schema(itemSchema),
        fields: fields.length > 0 ? fields.map((each) => this.#parameter(each)) : undefined,
        examples: this.#examples(examples),
        encoding: encoding.length > 0 ? encoding.map((each) => this.#encoding(each)) : undefined,
        ...this.#extensions(extensions),
      }),
    );
  }

  #encoding({ at, property, contentType, headers, extensions, ...how }: Encoding): OutObject {
    return outObject({
      property: this.#plain(property),
      contentType: this.#plain(contentType),
      headers: headers.length > 0 ? headers.map((each) => this.#header(each)) : undefined,
      style: how.style ?? undefined,
      explode: how.explode ?? undefined,
      allowReserved: how.allowReserved ?? undefined,
      source: sourceOf(at),
      ...this.#extensions(extensions),
    });
  }

  /** Parameters and headers of OpenAPI 2 are their own schemas. */
  #schema(schema: Schema | null): Out | undefined {
    if (!schema) return undefined;
    const { value } = schema;
    const isOld = isObject(value) && (typeof value["in"] === "string" || isHeader(schema));
    return isOld
      ? this.#schemas.writeOnly(schema, (key) => ofSchema.has(key))
      : this.#schemas.write(schema);
  }

  #examples(examples: readonly Example[]): Out | undefined {
    if (examples.length === 0) return undefined;
    return examples.map(({ name, summary, description, value, valueAt, externalValue }) =>
      outObject({
        name: this.#plain(name),
        summary: this.#plain(summary),
        description: this.#markdown(description),
        value:
          value === undefined
            ? undefined
            : this.#schemas.followed(value, valueAt, () =>
                outAt(value, valueAt, this.#texts.plain),
              ),
        externalValue: this.#plain(externalValue),
      }),
    );
  }

  #plain(text: string | null): string | undefined {
    return text === null ? undefined : this.#texts.plain(text);
  }

  #markdown(text: Text | null): string | undefined {
    return text ? this.#texts.markdown(text.text, text.at) : undefined;
  }

  #extensions(extensions: Extensions): Record<string, Out> {
    return Object.fromEntries(
      [...extensions].map(([key, value]) => [
        key,
        outOf(value, this.#texts.plain, extensions, key),
      ]),
    );
  }
}

function isHeader({ at, dialect }: Schema): boolean {
  return dialect === "openapi-2.0" && /\/headers\/[^/]+$/.test(at.pointer);
}
