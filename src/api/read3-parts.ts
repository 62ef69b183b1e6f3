import type { Json } from "../data/data.js";
import { extensionsOf, type DocumentReader, type Node } from "./document-reader.js";
import type {
  Encoding,
  Example,
  Header,
  Link,
  Media,
  Parameter,
  RequestBody,
  Response,
} from "./model.js";
import { readServer } from "./read-servers.js";
import { Lists, Once } from "./read-shared.js";

/** Reads what operations of OpenAPI 3 consist of: what several refer to is read once. */
export class Parts3 {
  readonly #parameters = new Once<Parameter | null>();
  readonly #lists = new Lists<Parameter>();
  readonly #bodies = new Once<RequestBody>();
  readonly #responses = new Once<Omit<Response, "status">>();
  readonly #headers = new Once<Header>();
  readonly #media = new Once<Media>();
  readonly #examples = new Once<Example>();
  readonly #encodings = new Once<Encoding>();

  constructor(readonly reader: DocumentReader) {}

  parametersOf(node: Node): readonly Parameter[] {
    return this.#lists.of(node.value, () =>
      this.reader
        .nodes(node, "parameters")
        .flatMap(
          (each) => this.#parameters.read(each, "", null, () => this.#parameter(each)) ?? [],
        ),
    );
  }

  #parameter(node: Node): Parameter | null {
    const { reader } = this;
    const name = reader.string(node, "name");
    const place = reader.string(node, "in") as Exclude<Parameter["in"], "form"> | null;
    if (name === null || place === null) return null;
    const style = reader.string(node, "style") ?? usualStyle[place];
    return {
      at: node.at,
      name,
      in: place,
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      deprecated: reader.flag(node, "deprecated") ?? false,
      allowEmptyValue: reader.flag(node, "allowEmptyValue") ?? false,
      allowReserved: reader.flag(node, "allowReserved") ?? false,
      style,
      explode: reader.flag(node, "explode") ?? (style === "form" || style === "cookie"),
      schema: reader.schema(node, "schema"),
      content: this.#content(node),
      examples: this.#examplesOf(node),
      extensions: extensionsOf(node),
    };
  }

  body(node: Node): RequestBody {
    const empty = {
      at: node.at,
      description: null,
      required: false,
      content: [],
      extensions: none,
    };
    return this.#bodies.read(node, "", empty, () => ({
      at: node.at,
      description: this.reader.text(node, "description"),
      required: this.reader.flag(node, "required") ?? false,
      content: this.#content(node),
      extensions: extensionsOf(node),
    }));
  }

  #content(node: Node): readonly Media[] {
    return this.reader.nodesBy(node, "content").map(([type, each]) => this.#mediaOf(type, each));
  }

  #mediaOf(type: string, node: Node): Media {
    const { reader } = this;
    const bare = { ...noMedia, at: node.at, type };
    return this.#media.read(node, type, bare, () => ({
      ...bare,
      description: reader.text(node, "description"),
      schema: reader.schema(node, "schema"),
      itemSchema: reader.schema(node, "itemSchema"),
      examples: this.#examplesOf(node),
      ...this.#encodingsOf(node),
      extensions: extensionsOf(node),
    }));
  }

  #encodingsOf(node: Node): Pick<Media, "encoding" | "prefixEncoding" | "itemEncoding"> {
    const { reader } = this;
    const item = reader.object(node, "itemEncoding");
    return {
      encoding: reader.nodesBy(node, "encoding").map((each) => this.#encoding(...each)),
      prefixEncoding: reader
        .nodes(node, "prefixEncoding")
        .map((each) => this.#encoding(null, each)),
      itemEncoding: item && this.#encoding(null, item),
    };
  }

  #encoding(property: string | null, node: Node): Encoding {
    const { reader } = this;
    const bare = { ...noEncoding, at: node.at, property };
    return this.#encodings.read(node, property ?? "", bare, () => ({
      ...bare,
      contentType: reader.string(node, "contentType"),
      headers: this.#headersOf(node),
      style: reader.string(node, "style"),
      explode: reader.flag(node, "explode"),
      allowReserved: reader.flag(node, "allowReserved"),
      ...this.#encodingsOf(node),
      extensions: extensionsOf(node),
    }));
  }

  /** The one of `example`, then those of `examples`. */
  #examplesOf(node: Node): readonly Example[] {
    const single = this.reader.any(node, "example");
    const named = this.reader
      .nodesBy(node, "examples")
      .map(([name, each]) =>
        this.#examples.read(each, name, noExample(each, name), () => this.#example(name, each)),
      );
    return single ? [{ ...noExample(single, null), value: single.value }, ...named] : named;
  }

  #example(name: string, node: Node): Example {
    const { reader } = this;
    const given = reader.any(node, "dataValue") ?? reader.any(node, "value");
    return {
      at: node.at,
      name,
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      value: given?.value,
      valueAt: given?.at ?? node.at,
      externalValue: reader.string(node, "externalValue"),
      serializedValue: reader.string(node, "serializedValue"),
      extensions: extensionsOf(node),
    };
  }

  response(status: string, node: Node): Response {
    const { reader } = this;
    const bare = {
      at: node.at,
      summary: null,
      description: null,
      headers: [],
      content: [],
      links: [],
      extensions: none,
    };
    const said = this.#responses.read(node, "", bare, () => ({
      at: node.at,
      summary: reader.string(node, "summary"),
      description: reader.text(node, "description"),
      headers: this.#headersOf(node),
      content: this.#content(node),
      links: reader.nodesBy(node, "links").map((each) => this.#link(...each)),
      extensions: extensionsOf(node),
    }));
    return { ...said, status };
  }

  #headersOf(node: Node): readonly Header[] {
    return this.reader.nodesBy(node, "headers").map(([name, each]) => {
      const bare = { ...noHeader, at: each.at, name };
      return this.#headers.read(each, name, bare, () => this.#header(bare, each));
    });
  }

  #header(bare: Header, node: Node): Header {
    const { reader } = this;
    return {
      ...bare,
      description: reader.text(node, "description"),
      required: reader.flag(node, "required") ?? false,
      deprecated: reader.flag(node, "deprecated") ?? false,
      explode: reader.flag(node, "explode") ?? false,
      schema: reader.schema(node, "schema"),
      content: this.#content(node),
      examples: this.#examplesOf(node),
      extensions: extensionsOf(node),
    };
  }

  #link(name: string, node: Node): Link {
    const { reader } = this;
    const server = reader.object(node, "server");
    return {
      at: node.at,
      name,
      operationId: reader.string(node, "operationId"),
      operationRef: reader.string(node, "operationRef"),
      parameters: new Map<string, Json>(
        reader.entries(node, "parameters").map(([key, { value }]) => [key, value]),
      ),
      requestBody: reader.any(node, "requestBody")?.value,
      server: server && readServer(reader, server),
      description: reader.text(node, "description"),
      extensions: extensionsOf(node),
    };
  }
}

const none: ReadonlyMap<string, Json> = new Map();

/** @see https://spec.openapis.org/oas/v3.2.0#style-values */
const usualStyle = {
  path: "simple",
  query: "form",
  querystring: "form",
  header: "simple",
  cookie: "form",
} as const;

const noMedia = {
  description: null,
  schema: null,
  itemSchema: null,
  fields: [],
  examples: [],
  encoding: [],
  prefixEncoding: [],
  itemEncoding: null,
  extensions: none,
} as const;

const noEncoding = {
  contentType: null,
  headers: [],
  style: null,
  explode: null,
  allowReserved: null,
  encoding: [],
  prefixEncoding: [],
  itemEncoding: null,
  extensions: none,
} as const;

const noHeader = {
  description: null,
  required: false,
  deprecated: false,
  explode: false,
  schema: null,
  content: [],
  examples: [],
  extensions: none,
} as const;

function noExample({ at }: Pick<Node, "at">, name: string | null): Example {
  return {
    at,
    name,
    summary: null,
    description: null,
    value: undefined,
    valueAt: at,
    externalValue: null,
    serializedValue: null,
    extensions: none,
  };
}
