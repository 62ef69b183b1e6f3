import { readdirSync, readFileSync } from "node:fs";
import Handlebars from "handlebars";

/**
 * A plugin of rolldown: fills in the table of src/templates/precompiled.ts, so that the program need not compile its own
 * templates each time it runs.
 */
export const precompileTemplates = {
  name: "precompile-templates",
  transform: {
    filter: { id: /[\\/]src[\\/]templates[\\/]precompiled\.ts$/ },
    handler: () => ({ code: `export const precompiled = new Map([${entries().join(",\n")}]);` }),
  },
};

function entries() {
  const options = JSON.parse(readFileSync("src/templates/options.json", "utf8"));
  const within = (folder) => readdirSync(`templates/${folder}`).map((file) => `${folder}/${file}`);
  return ["page.hbs", ...within("page"), ...within("sections")].map((file) => {
    const name = file.replace(/\.hbs$/, "");
    const kind = name.split("/")[0];
    const text = readFileSync(`templates/${file}`, "utf8");
    const key = name === kind ? `${kind}/${name}` : name;
    const spec = Handlebars.precompile(text, options[kind]);
    return `[${JSON.stringify(key)}, { text: ${JSON.stringify(text)}, spec: ${spec} }]`;
  });
}
