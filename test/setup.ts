import { beforeEach } from "vitest";
import { allowSuggestions } from "../src/base/text.js";

/** Each test may be given suggestions, as each run of the program is: files of tests share their modules. */
beforeEach(allowSuggestions);
