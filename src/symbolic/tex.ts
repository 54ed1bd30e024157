import type { MathNode, SymbolNode } from "mathjs";

/**
 * A formula for TeX: as mathjs writes it, but with x1 as x₁, products without a sign as a thin space.
 *
 * @param tree the formula
 */
export function texOf(tree: MathNode): string {
  const handler = (node: MathNode): string | undefined =>
    // The space keeps the name apart from a command before it: \cdot x.
    node.type === "SymbolNode" ? ` ${texOfName((node as SymbolNode).name)}` : undefined;
  return tree
    .toTex({ parenthesis: "auto", handler })
    .replace(/~ */g, "\\,")
    .replace(/([{(+\-^]) +/g, "$1")
    .trim();
}

/**
 * A variable's name for TeX.
 *
 * @example
 * texOfName("x1"); // "x_{1}"
 * texOfName("lambda"); // "\\lambda"
 */
export function texOfName(name: string): string {
  const [, letters, index] = /^(.+?)_?(\d*)$/u.exec(name) ?? [name, name, ""];
  const base = GREEK.includes(letters)
    ? `\\${letters}`
    : letters.length === 1
      ? letters
      : `\\mathrm{${letters}}`;
  return index === "" ? base : `${base}_{${index}}`;
}

const GREEK = [
  ...[
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
  ],
  ...["xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"],
];
