export { columnWidth } from "../base/width.js";
