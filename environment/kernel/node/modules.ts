/** `require` for cells: files beside the notebook (also TypeScript ones), packages, and always this installation's own. */
import Module, { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { OWN_PACKAGES } from "./files";

type Compilable = Module & { _compile(code: string, fileName: string): void; paths: string[] };

export interface CellModules {
  require(specifier: string): unknown;
  /** Takes the JavaScript of a TypeScript file below the notebook's folder. */
  add(path: string, code: string): void;
}

/**
 * @param directory the notebook's folder
 * @param root the project's folder
 * @param onLoad called with each of the installation's own packages before a cell gets it
 */
export function cellModules(directory: string, root: string, onLoad: (name: string) => void): CellModules {
  const fromNotebook = createRequire(join(directory, "cell.js"));
  const fromProject = createRequire(join(root, "cell.js"));
  const sources = new Map<string, string>();
  const loaded = new Map<string, Compilable>();

  function resolver(folder: string, otherwise: NodeJS.Require): NodeJS.Require {
    const load = (specifier: string): unknown => {
      const name = specifier.split("/", 1)[0]!;
      if (OWN_PACKAGES.includes(name)) {
        onLoad(name);
        return fromProject(specifier);
      }
      if (/^\.{0,2}\//.test(specifier)) {
        const path = join(folder, specifier);
        const compiled = compiledFile(extname(path) === "" ? `${path}.js` : path.replace(/\.tsx?$/, ".js"));
        if (compiled) return compiled.exports;
      }
      return otherwise(specifier);
    };
    return Object.assign(load, {
      resolve: otherwise.resolve,
      cache: otherwise.cache,
      main: otherwise.main,
      extensions: otherwise.extensions,
    }) as NodeJS.Require;
  }

  function compiledFile(path: string): Module | undefined {
    const before = loaded.get(path);
    if (before) return before;
    const code = sources.get(path);
    if (code === undefined) return undefined;
    const module = new Module(path) as Compilable;
    module.filename = path;
    module.paths = (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(
      dirname(path),
    );
    module.require = resolver(dirname(path), createRequire(path));
    loaded.set(path, module);
    module._compile(code, path);
    return module;
  }

  return {
    require: resolver(directory, fromNotebook),
    add(path, code) {
      loaded.delete(path);
      sources.set(path, code);
    },
  };
}
