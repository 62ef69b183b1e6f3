import { expect, test } from "vitest";
import { checks } from "../../src/validate/validate.js";

test("each check is listed once", () => {
  const codes = checks.map(({ code }) => code);
  expect(codes.length).toBe(new Set(codes).size);
});
