/** The API of a small library, in the words of each version. */

const info = `info:
  title: Library
  version: "1.2"
  description: Books and who has them.
  termsOfService: https://example.org/terms
  contact: { name: Desk, url: "https://example.org/", email: desk@example.org }
  license: { name: MIT, url: "https://example.org/mit" }
  x-audience: readers
`;
const tags = `tags:
  - name: books
    description: What can be read.
    externalDocs: { url: "https://example.org/books" }
externalDocs: { url: "https://example.org/docs", description: More. }
`;
const book = `
      type: object
      required: [title]
      properties:
        title: { type: string }
        pages: { type: integer }
`;

export const asV2 = `swagger: "2.0"
${info}${tags}host: example.org
schemes: [https, http]
basePath: /api/v1/
consumes: [application/json]
produces: [application/json]
security:
  - token: []
securityDefinitions:
  token: { type: apiKey, in: header, name: X-Token, description: A secret. }
  password: { type: basic }
  account:
    type: oauth2
    flow: accessCode
    authorizationUrl: https://example.org/authorize
    tokenUrl: https://example.org/token
    scopes: { read: Look., write: Change. }
parameters:
  bookId: { name: bookId, in: path, required: true, type: string, description: Which one. }
responses:
  Missing: { description: There is none. }
paths:
  /books/{bookId}:
    parameters:
      - $ref: "#/parameters/bookId"
    get:
      operationId: getBook
      summary: One book
      description: All that is known.
      tags: [books]
      parameters:
        - { name: fields, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: kinds, in: query, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: sorts, in: query, type: array, items: { type: string } }
        - { name: X-Trace, in: header, type: string, x-example: abc }
      responses:
        "404": { $ref: "#/responses/Missing" }
        "200":
          description: The book.
          headers:
            X-Left: { type: integer, description: How many. }
          schema: { $ref: "#/definitions/Book" }
          examples:
            application/json: { title: Emma, pages: 0 }
      security: []
    put:
      operationId: putBook
      deprecated: true
      externalDocs: { url: "https://example.org/put" }
      security:
        - account: [write]
          token: []
        - {}
      parameters:
        - { name: body, in: body, required: true, description: The new one., schema: { $ref: "#/definitions/Book" } }
      responses:
        default: { description: Done. }
      x-slow: true
definitions:
  Book:${book}`;

const mediaOfBook = `application/json:
              schema: { $ref: "#/components/schemas/Book" }
`;

export function asV3(version: string): string {
  return `openapi: ${version}
${info}${tags}servers:
  - url: https://example.org/api/v1/
  - url: http://example.org/api/v1/
security:
  - token: []
components:
  securitySchemes:
    token: { type: apiKey, in: header, name: X-Token, description: A secret. }
    password: { type: http, scheme: basic }
    account:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://example.org/authorize
          tokenUrl: https://example.org/token
          scopes: { read: Look., write: Change. }
  parameters:
    bookId: { name: bookId, in: path, required: true, schema: { type: string }, description: Which one. }
  responses:
    Missing: { description: There is none. }
  schemas:
    Book:${book.replaceAll("\n", "\n  ")}
paths:
  /books/{bookId}:
    parameters:
      - $ref: "#/components/parameters/bookId"
    get:
      operationId: getBook
      summary: One book
      description: All that is known.
      tags: [books]
      parameters:
        - { name: fields, in: query, schema: { type: array, items: { type: string } } }
        - { name: kinds, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }
        - { name: sorts, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: X-Trace, in: header, schema: { type: string }, example: abc }
      responses:
        "404": { $ref: "#/components/responses/Missing" }
        "200":
          description: The book.
          headers:
            X-Left: { schema: { type: integer }, description: How many. }
          content:
            ${mediaOfBook}              example: { title: Emma, pages: 0 }
      security: []
    put:
      operationId: putBook
      deprecated: true
      externalDocs: { url: "https://example.org/put" }
      security:
        - account: [write]
          token: []
        - {}
      requestBody:
        required: true
        description: The new one.
        content:
            ${mediaOfBook}
      responses:
        default: { description: Done. }
      x-slow: true
`;
}
