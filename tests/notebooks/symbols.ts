/** The mathematical symbols of a text: single letters and Greek ones, with a hat or bar where they have one. */

const GREEK: Record<string, string> = Object.fromEntries(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ε varepsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho " +
    "σ sigma τ tau φ phi φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega"
  )
    .split(" ")
    .flatMap((word, i, words) => (i % 2 === 1 ? [[word, words[i - 1]]] : [])),
);

const OPERATORS: Record<string, string> = { nabla: "∇", partial: "∂", odot: "⊙", ell: "ℓ" };

/** Signs above a letter, which make another symbol of it. */
const ACCENTS: Record<string, string> = { hat: "\u0302", bar: "\u0304", tilde: "\u0303", vec: "\u20d7" };

/** Formulas of Markdown text, without their dollar signs; code is passed over. */
export function formulas(markdown: string): string[] {
  const prose = markdown.replace(/^ *```[^]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\$\$([^]*?)\$\$|(?<!\\)\$((?:\\.|[^$\\])+)\$/g)].map(([, display, inline]) =>
    (display ?? inline).trim(),
  );
}

/** The symbols of a formula in TeX, such as σ, ŷ, ∇ and W. */
export function symbolsOf(tex: string): Set<string> {
  // Words in a formula are not symbols, nor are the names of environments and functions (\ln is a command below).
  const bare = tex.replace(/\\(text\w*|mathrm|operatorname|begin|end|color|href)\*?\s*\{[^{}]*\}/g, " ");
  const tokens = [...bare.matchAll(/\\([a-zA-Z]+)|\\.|([a-zA-Z])|(\p{Script=Greek})/gu)];
  const symbols = new Set<string>();
  let accent = "";
  for (const [, command, letter, greek] of tokens) {
    if (command !== undefined && command in ACCENTS) {
      accent = ACCENTS[command];
      continue;
    }
    const symbol = letter ?? greek ?? GREEK[command] ?? OPERATORS[command];
    if (symbol === undefined) continue;
    symbols.add((symbol + accent).normalize());
    accent = "";
  }
  return symbols;
}

/** The Greek letters of any text, such as code and the titles of figures. */
export function greekLetters(text: string): Set<string> {
  return new Set(text.match(/\p{Script=Greek}/gu));
}
