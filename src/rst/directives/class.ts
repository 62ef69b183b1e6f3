import { addClasses } from "./common.js";
import { directive } from "./directive.js";
import { classNames } from "./options.js";

/** Classes for each block of the content; where there is none, for the next block. */
export const classDirective = directive({
  names: ["class", "rst-class", "cssclass"],
  argument: "required",
  body: "optional",
  run: ({ argument, body, name, span, fault }, cx) => {
    const classes = classNames(argument.text);
    if (!classes) return [fault("class-invalid", [name, argument.text], argument.span)];
    if (body.length === 0)
      return [{ type: "pending", span, job: { transform: "class", classes, directive: name } }];
    const blocks = cx.blocks(body);
    for (const block of blocks) addClasses(block, classes);
    return blocks;
  },
});
