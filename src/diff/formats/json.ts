import { printableJson } from "../../base/printable.js";
import type { Change } from "../changes.js";
import { countsOf, type DiffReport } from "../report.js";

/** Changes as JSON: for programs. Paths are relative to the project; lines and columns count from 1. */
export function asJson({ before, after, changes, accepted, news }: DiffReport): string {
  const { all, breaking, client, server } = countsOf(changes);
  const value = {
    format: "specpress-diff",
    version: 1,
    before,
    after,
    summary: {
      changes: all,
      breaking,
      breakingForClients: client,
      breakingForServers: server,
      accepted,
    },
    changes: changes.map(viewOf),
    ...(news ? { news: { untold: news.untold.map(viewOf), idle: news.idle } } : {}),
  };
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

function viewOf(change: Change) {
  const { code, kind, of, subject, api, part, message, reason, breaks, directions } = change;
  const { before, after, uses, useCount, fingerprint } = change;
  return {
    code,
    kind,
    of,
    subject,
    ...(api === "" ? {} : { api }),
    ...(part === "" ? {} : { part }),
    message,
    reason,
    breaks,
    ...(directions.length === 0 ? {} : { directions }),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...(uses.length === 0 ? {} : { uses, useCount }),
    fingerprint,
  };
}
