import type { Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "../schema/schema.js";

/**
 * A value that is not of the kind that belongs in its place, so that it is left out; of a scalar in a string's place, its
 * text is taken in OpenAPI 2.
 */
export interface Misfit {
  readonly at: Located;
  /** A field by the shape that has it, or the shape of what should stand there: `operation.summary`, `parameter`. */
  readonly place: string;
  /** As the end of "expected ...". */
  readonly wanted: string;
  /** `undefined` where there is nothing, though the rest says nothing without it. */
  readonly value: Json | undefined;
}

/**
 * What OpenAPI files of any version say, in the words of OpenAPI 3.1: plain data. Every part says where it stands; what was
 * reached through a `$ref` stands where it is defined. Texts are as written: their format is the API's.
 */
export interface ApiDocument {
  readonly at: Located;
  /** `2.0`, `3.0.3`, `3.1.1`, `3.2.0`, as the file says. */
  readonly version: string;
  /** OpenAPI 3.2: the URI the document gives itself. */
  readonly self: string | null;
  readonly info: Info;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** `x-tagGroups`. */
  readonly tagGroups: readonly TagGroup[];
  readonly paths: readonly PathItem[];
  /** In the order of the file: paths, then methods as they are written. */
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  /** OpenAPI 2: the body from which on each has the first of its media types alone, for there are too many. */
  readonly firstMediaOnly: Located | null;
  readonly securitySchemes: readonly SecurityScheme[];
  /** What all operations need that say nothing else; `null` where the file says nothing. */
  readonly security: readonly Requirement[] | null;
  /** All named schemas: `definitions`, `components.schemas`. */
  readonly schemas: readonly (readonly [name: string, schema: Schema])[];
  /** All that is named to be referred to, schemas too; `kind` is the part of the document: `parameters`, `definitions`. */
  readonly components: readonly Component[];
  readonly externalDocs: ExternalDocs | null;
  readonly extensions: Extensions;
}

/** `x-` fields by name, as written. */
export type Extensions = ReadonlyMap<string, Json>;

export interface Info {
  readonly at: Located;
  readonly title: string | null;
  readonly version: string | null;
  readonly summary: string | null;
  readonly description: Text | null;
  readonly termsOfService: string | null;
  readonly contact: Contact | null;
  readonly license: License | null;
  readonly extensions: Extensions;
}

export interface Contact {
  readonly at: Located;
  readonly name: string | null;
  readonly url: string | null;
  readonly email: string | null;
  readonly extensions: Extensions;
}

export interface License {
  readonly at: Located;
  readonly name: string | null;
  /** OpenAPI 3.1: of SPDX. */
  readonly identifier: string | null;
  readonly url: string | null;
  readonly extensions: Extensions;
}

export interface Component {
  /** Where it is named; what it is may stand behind a `$ref`. */
  readonly at: Located;
  readonly kind: string;
  readonly name: string;
}

/** A text of the author's with its place. */
export interface Text {
  readonly at: Located;
  readonly text: string;
}

export interface Server {
  readonly at: Located;
  /** With `{variables}` as written. OpenAPI 2: made of scheme, host and base path; `/` where there is nothing. */
  readonly url: string;
  /** The address with the defaults of its variables. */
  readonly address: string;
  /** The path of the address with the defaults of its variables, without a slash at its end: `/_matrix/client/v3`, or "". */
  readonly basePath: string;
  readonly name: string | null;
  readonly description: Text | null;
  readonly variables: readonly ServerVariable[];
  readonly extensions: Extensions;
}

export interface ServerVariable {
  readonly at: Located;
  readonly name: string;
  readonly default: string;
  readonly enum: readonly string[] | null;
  readonly description: Text | null;
  readonly extensions: Extensions;
}

export interface Tag {
  readonly at: Located;
  readonly name: string;
  /** OpenAPI 3.2, or `x-displayName`: what it is called for readers. */
  readonly summary: string | null;
  /** OpenAPI 3.2, as the next one. */
  readonly parent: string | null;
  readonly kind: string | null;
  readonly description: Text | null;
  readonly externalDocs: ExternalDocs | null;
  readonly extensions: Extensions;
}

/** Tags that stand together below a name. */
export interface TagGroup {
  readonly at: Located;
  readonly name: string;
  readonly tags: readonly string[];
}

export interface ExternalDocs {
  readonly at: Located;
  readonly url: string;
  readonly description: Text | null;
  readonly extensions: Extensions;
}

/** What a path, a webhook or an address of a callback says of all its operations. */
export interface PathItem {
  /** Where the path is named. */
  readonly at: Located;
  readonly path: string;
  readonly summary: string | null;
  readonly description: Text | null;
  readonly extensions: Extensions;
}

export interface Operation {
  readonly at: Located;
  /** In upper case: `GET`; OpenAPI 3.2 has `QUERY` and those of `additionalOperations`. */
  readonly method: string;
  /** Below the base path, as written: `/rooms/{roomId}`. A webhook: its name; of a callback: the expression. */
  readonly path: string;
  readonly pathItem: PathItem;
  /** The base path in front of it, of the operation's, the path's or the document's first server. */
  readonly basePath: string;
  readonly servers: readonly Server[];
  readonly operationId: string | null;
  readonly summary: string | null;
  readonly description: Text | null;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Those of the path that the operation does not replace, then its own, each in their order. */
  readonly parameters: readonly Parameter[];
  /** Where its parameters and its body are sent, in the order in which these are written. */
  readonly sentIn: readonly (Parameter["in"] | "body")[];
  readonly requestBody: RequestBody | null;
  readonly responses: readonly Response[];
  readonly callbacks: readonly Callback[];
  /** Alternatives: one of them is needed. `[]`: none is. `null`: neither the operation nor the document says anything. An empty requirement makes it optional. */
  readonly security: readonly Requirement[] | null;
  readonly externalDocs: ExternalDocs | null;
  /** `x-codeSamples`. */
  readonly codeSamples: readonly CodeSample[];
  readonly extensions: Extensions;
}

/** A request as its author writes it in a programming language. */
export interface CodeSample {
  readonly at: Located;
  readonly language: string;
  /** What it is called for readers. */
  readonly label: string;
  readonly source: string;
}

export interface Parameter {
  readonly at: Located;
  readonly name: string;
  /** `form`: a field of a form in OpenAPI 2. */
  readonly in: "path" | "query" | "querystring" | "header" | "cookie" | "form";
  readonly description: Text | null;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly allowEmptyValue: boolean;
  readonly allowReserved: boolean;
  /** With the standard's default for its place. OpenAPI 2: what its `collectionFormat` means. */
  readonly style: string;
  readonly explode: boolean;
  /** OpenAPI 2: the parameter itself, whose type, limits and items are keywords. `null` where it has `content`. */
  readonly schema: Schema | null;
  readonly content: readonly Media[];
  readonly examples: readonly Example[];
  readonly extensions: Extensions;
}

export interface RequestBody {
  readonly at: Located;
  readonly description: Text | null;
  readonly required: boolean;
  /** One for each media type. OpenAPI 2: the body, or the form made of `formData` parameters, in what it consumes. */
  readonly content: readonly Media[];
  readonly extensions: Extensions;
}

export interface Media {
  readonly at: Located;
  /** `application/json`; as written. */
  readonly type: string;
  /** OpenAPI 3.2. */
  readonly description: Text | null;
  readonly schema: Schema | null;
  /** OpenAPI 3.2: of the items of a sequence. */
  readonly itemSchema: Schema | null;
  /** The fields of a form in OpenAPI 2, which are no properties of one schema; else empty. */
  readonly fields: readonly Parameter[];
  readonly examples: readonly Example[];
  readonly encoding: readonly Encoding[];
  /** OpenAPI 3.2: of the first parts of a sequence, and of all others. */
  readonly prefixEncoding: readonly Encoding[];
  readonly itemEncoding: Encoding | null;
  readonly extensions: Extensions;
}

export interface Encoding {
  readonly at: Located;
  /** `null` for one that has a position instead. */
  readonly property: string | null;
  readonly contentType: string | null;
  readonly headers: readonly Header[];
  readonly style: string | null;
  readonly explode: boolean | null;
  readonly allowReserved: boolean | null;
  /** OpenAPI 3.2: of what is in the part. */
  readonly encoding: readonly Encoding[];
  readonly prefixEncoding: readonly Encoding[];
  readonly itemEncoding: Encoding | null;
  readonly extensions: Extensions;
}

export interface Example {
  readonly at: Located;
  /** Of `examples`; `null` for the one of `example`. */
  readonly name: string | null;
  readonly summary: string | null;
  readonly description: Text | null;
  /** `undefined` where only `externalValue` or `serializedValue` says it. */
  readonly value: Json | undefined;
  /** Where it stands; without one the example itself. */
  readonly valueAt: Located;
  readonly externalValue: string | null;
  /** OpenAPI 3.2: as it goes over the wire. */
  readonly serializedValue: string | null;
  readonly extensions: Extensions;
}

export interface Response {
  readonly at: Located;
  /** `200`, `4XX` or `default`; as written, so that OpenAPI 2 may have others that it does not know. */
  readonly status: string;
  readonly summary: string | null;
  readonly description: Text | null;
  readonly headers: readonly Header[];
  readonly content: readonly Media[];
  readonly links: readonly Link[];
  readonly extensions: Extensions;
}

export interface Header {
  readonly at: Located;
  readonly name: string;
  readonly description: Text | null;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly explode: boolean;
  /** OpenAPI 2: the header itself, as with parameters. */
  readonly schema: Schema | null;
  readonly content: readonly Media[];
  readonly examples: readonly Example[];
  readonly extensions: Extensions;
}

export interface Link {
  readonly at: Located;
  readonly name: string;
  readonly operationId: string | null;
  readonly operationRef: string | null;
  readonly parameters: ReadonlyMap<string, Json>;
  /** `undefined` where there is none. */
  readonly requestBody: Json | undefined;
  readonly server: Server | null;
  readonly description: Text | null;
  readonly extensions: Extensions;
}

export interface Callback {
  readonly at: Located;
  readonly name: string;
  /** The runtime expression that gives the address: `{$request.body#/url}`. */
  readonly expression: string;
  readonly operations: readonly Operation[];
  readonly extensions: Extensions;
}

/** Schemes that are needed together, with the scopes of each. */
export interface Requirement {
  readonly at: Located;
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
}

export interface SecurityScheme {
  readonly at: Located;
  readonly name: string;
  /** In OpenAPI 3.1's words; OpenAPI 2's `basic` is `http` with the scheme `basic`. */
  readonly type: "apiKey" | "http" | "mutualTLS" | "oauth2" | "openIdConnect";
  readonly description: Text | null;
  readonly deprecated: boolean;
  /** Of `apiKey`: where it is sent, and under which name. */
  readonly in: "query" | "header" | "cookie" | null;
  readonly keyName: string | null;
  /** Of `http`: `basic`, `bearer`, ... */
  readonly scheme: string | null;
  readonly bearerFormat: string | null;
  readonly openIdConnectUrl: string | null;
  /** Of `oauth2`, OpenAPI 3.2. */
  readonly oauth2MetadataUrl: string | null;
  readonly flows: readonly OAuthFlow[];
  readonly extensions: Extensions;
}

export interface OAuthFlow {
  readonly at: Located;
  /** `implicit`, `password`, `clientCredentials`, `authorizationCode`, `deviceAuthorization`. */
  readonly type: string;
  readonly authorizationUrl: string | null;
  readonly deviceAuthorizationUrl: string | null;
  readonly tokenUrl: string | null;
  readonly refreshUrl: string | null;
  readonly scopes: ReadonlyMap<string, string>;
  readonly extensions: Extensions;
}
