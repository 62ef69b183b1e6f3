import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { chromiumPath, sharedBrowser } from "../chromium.js";
import { filesBelow, inProcess, scratch } from "../program.js";

const hasViewer = existsSync("node_modules/swagger-ui-dist");
const hasBrowser = chromiumPath !== undefined && hasViewer;
if (!hasBrowser) console.warn(`skipped: there is no ${hasViewer ? "Chromium" : "swagger-ui-dist"}`);

const path = `
  /lamps/{id}:
    get:
      summary: Look at a lamp
      externalDocs: { url: ../index.html#lamps }`;
const responses = "{ '200': { description: The </script> lamp. } }";

/** The same operation in each version of OpenAPI, with servers of its own where there may be some. */
const documents = {
  "2.0": `swagger: "2.0"
info: { title: A, version: "1" }
host: lamps.example.org
basePath: /base
paths:${path}
      parameters: [{ name: id, in: path, required: true, type: string }]
      responses: ${responses}
`,
  ...Object.fromEntries(
    ["3.0.3", "3.1.0", "3.2.0"].map((version) => [
      version.slice(0, 3),
      `openapi: ${version}
info: { title: A, version: "1" }
servers: [{ url: "https://lamps.example.org/base" }]
paths:${path}
      servers: [{ url: "https://others.example.org" }]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: ${responses}
`,
    ]),
  ),
};
const versions = Object.keys(documents);
const nameOf = (version: string) => `v${version.replace(".", "")}`;

let browser: Browser;
let site = "";
beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await sharedBrowser();
}, 60_000);

const settings = `name: Lamps & <more>
pages: content
viewer: true
apis:
${versions.map((version) => `  ${nameOf(version)}: { title: Lamps ${version}, openapi: ${nameOf(version)} }`).join("\n")}
`;

async function built(): Promise<string> {
  const root = scratch({
    "specpress.yaml": settings,
    "content/_index.md": "# Lamps\n",
    ...Object.fromEntries(
      Object.entries(documents).map(([version, text]) => [`${nameOf(version)}/lamps.yaml`, text]),
    ),
  });
  expect(await inProcess(["build", "--project", root, "--quiet"])).toMatchObject({ code: 0 });
  return join(root, "dist/site");
}

/** A page of the viewer from the disk, with what it says is wrong and what it asks of others. */
async function opened(api: string) {
  const page = await browser.newPage();
  const faults: string[] = [];
  const asked: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    if (!/^(?:file|data):/.test(request.url())) asked.push(request.url());
  });
  await page.goto(pathToFileURL(join(site, `viewer/${api}.html`)).href);
  await page.waitForSelector(".opblock");
  return { page, faults, asked };
}

async function unfold(page: Page): Promise<void> {
  await page.locator(".opblock-summary-control").first().click();
  await page.waitForSelector(".opblock-body");
}

/** A server on this machine that answers all, and what was asked of it. */
async function lampServer() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", "application/json");
    response.end('{"on":true}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const title =
  "Each API has a page from which nothing is asked until a server is named, and then that alone";
test.skipIf(!hasBrowser)(title, { timeout: 120_000 }, () => expectAsked(["3.1"]));
test.skipIf(!hasBrowser)(
  `${title}: each version of OpenAPI`,
  { timeout: 120_000, tags: ["slow"] },
  () => expectAsked(versions),
);

async function expectAsked(tried: readonly string[]): Promise<void> {
  site = await built();
  const server = await lampServer();
  for (const version of tried) {
    const { page, faults, asked } = await opened(nameOf(version));
    expect(await page.innerText("body")).toContain("Look at a lamp");
    await unfold(page);
    expect(await page.locator(".try-out__btn").count()).toBe(0);
    // A link of the site leads to the site.
    const links = () =>
      page
        .locator(".opblock a")
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    await expect.poll(links).toContain(`${pathToFileURL(site).href}/index.html#lamps`);

    await page.fill("#server input", server.address);
    await page.click("#server button");
    await page.waitForSelector(".opblock");
    await unfold(page);
    await page.click(".try-out__btn");
    await page.fill(".parameters input", "12");
    expect(server.asked).toEqual([]);
    await page.click(".execute");
    await page.waitForSelector(".live-responses-table");
    expect(server.asked.splice(0)).toEqual(["GET /base/lamps/12"]);
    expect(asked).toEqual([`${server.address}/base/lamps/12`]);
    expect(faults).toEqual([]);
    await page.close();
  }
}

test.skipIf(!hasViewer)(
  "Pages lead to the viewer, and nothing of it is there where nobody asked",
  async () => {
    const folder = await built();
    expect(filesBelow(folder).get("index.html")).toMatch(
      /<a class="page-viewer" href="viewer\/v20\.html">Try it<\/a>/,
    );
    const files = {
      "specpress.yaml": settings.replace("viewer: true\n", ""),
      "content/_index.md": "# Lamps\n",
      "v31/lamps.yaml": documents["2.0"],
    };
    const root = scratch({
      ...files,
      "v20/a.yaml": documents["2.0"],
      "v30/a.yaml": documents["2.0"],
      "v32/a.yaml": documents["2.0"],
    });
    expect(await inProcess(["build", "--project", root, "--quiet"])).toMatchObject({ code: 0 });
    const plain = filesBelow(join(root, "dist/site"));
    expect([...plain.keys()].filter((name) => name.includes("viewer"))).toEqual([]);
    expect(plain.get("index.html")).not.toContain("viewer/");
  },
);
