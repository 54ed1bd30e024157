/** What the build makes of `src/widgets/<kind>/program.ts`: each bundled for the browser, with the library's parts it uses. */
declare module "neural-descent/dist/widgets/programs.cjs.js" {
  /** The programs as text, by the folder that they come from. */
  export const programs: Readonly<Record<string, string>>;
}
