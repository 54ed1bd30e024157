/** What the build makes of `src/engine/kernels/`: WebAssembly, as text in base64. */
declare module "neural-descent/dist/engine/kernels.cjs.js" {
  export const kernels: string;
  /** The byte there says what kind of memory the program imports: 1 for its own, 3 for one that threads share. */
  export const memoryFlags: number;
}
