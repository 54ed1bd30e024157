/** What the library uses of Papa Parse. The package `@types/papaparse` would bring all of Node's types into src/. */
declare module "papaparse" {
  interface ParseError {
    type: string;
    code: string;
    message: string;
    /** The row's index, empty ones not counted. */
    row?: number;
  }
  interface ParseResult {
    data: string[][];
    errors: ParseError[];
  }
  interface ParseOptions {
    /** "" to guess it. */
    delimiter?: string;
    /** "greedy": also lines of nothing but spaces and delimiters. */
    skipEmptyLines?: boolean | "greedy";
  }
  const Papa: { parse(text: string, options?: ParseOptions): ParseResult };
  export default Papa;
}
