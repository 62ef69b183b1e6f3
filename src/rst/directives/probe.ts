import { literalBlockOf } from "../blocks/common.js";
import { directive } from "./directive.js";
import { someText } from "./options.js";

/** docutils' directive for trying the syntax of directives: it says what it was given. */
export const probe = directive({
  names: ["restructuredtext-test-directive"],
  argument: "optional",
  options: { option: someText },
  body: "optional",
  run: ({ argument, options, body, name, span }, cx) => {
    const quote = body.length > 0 ? [literalBlockOf(body)] : [];
    const content = body.length > 0 ? "" : " None";
    const parts = [name, argument?.text ?? "", options.option ?? "", content];
    return [cx.message("directive-processed", span, parts, quote)];
  },
});
