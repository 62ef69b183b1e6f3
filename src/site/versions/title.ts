import type { Document } from "../../rst/nodes.js";
import { statusOfName } from "./status.js";

/** Given the page of a release, the result is that its title has the version. */
export function titleWithVersion(document: Document, version: string): void {
  if (statusOfName(version) !== "stable") return;
  const title = document.children.find((child) => child.type === "title");
  if (!title) return;
  const { span } = title;
  title.children = [
    ...title.children,
    {
      type: "generated",
      span,
      classes: ["page-version"],
      children: [{ type: "text", span, value: ` ${version}` }],
    },
  ];
}
