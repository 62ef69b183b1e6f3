import { isProse } from "../workspace.js";
import { itemFor, kinds, type Provider } from "./asked.js";

/** Template variables behind `{{`. */
export const variables: Provider = (asked) => {
  const [, typed] = /\{\{[ \t]*([\w-]*)$/.exec(asked.before) ?? [];
  if (typed === undefined || !isProse(asked.path)) return null;
  const isClosed = /^[\w-]*[ \t]*\}\}/.test(asked.after);
  const past = isClosed ? /^[\w-]*/.exec(asked.after)![0].length : 0;
  return (asked.workspace.facts?.variables ?? []).map(({ name, shows }) =>
    itemFor(asked, typed, {
      label: name,
      text: isClosed ? name : `${name}}}`,
      kind: kinds.variable,
      detail: shows,
      past,
    }),
  );
};

/** Labels behind a percent sign. */
export const labels: Provider = (asked) => {
  const [, typed] = /%([A-Za-z_][\w.-]*|)$/.exec(asked.before) ?? [];
  if (typed === undefined) return null;
  const isClosed = /^[\w.-]*%/.test(asked.after);
  const past = isClosed ? /^[\w.-]*/.exec(asked.after)![0].length : 0;
  return (asked.workspace.facts?.labels ?? []).map(([name, value]) =>
    itemFor(asked, typed, {
      label: name,
      text: isClosed ? name : `${name}%`,
      kind: kinds.constant,
      detail: value,
      past,
    }),
  );
};
