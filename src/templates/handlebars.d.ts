/** Handlebars without its compiler: what precompiled templates need. */
declare module "handlebars/dist/handlebars.runtime.min.js" {
  import Handlebars from "handlebars";
  export default Handlebars;
}
