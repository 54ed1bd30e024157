/** What the build makes of `src/engine/kernels/`: WebAssembly, as text in base64. */
declare module "neural-descent/dist/engine/kernels.cjs.js" {
  export const kernels: string;
}
