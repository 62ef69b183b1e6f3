import type { BlockParser } from "../context.js";

export const gridTable: BlockParser = () => null;
export const simpleTable: BlockParser = () => null;
